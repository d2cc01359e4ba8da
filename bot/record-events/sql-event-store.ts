import { sql } from 'kysely';
import { type Database, statement } from '../../adapters/database';
import { RecordEvent } from '../../adapters/records/port';
import { type EventStore, placeOf, recipientAt } from './event-store';

const bodyOf = statement<{ id: string }>()((tables, value) =>
  tables.selectFrom('record_event').select(['number', 'body']).where('id', '=', value('id')),
);

const addEvent = statement<{ id: string; body: string; at: string }>()((tables, value) =>
  tables.insertInto('record_event').values({ id: value('id'), body: value('body'), taken_at: value('at') }),
);

const addTelling = statement<{ number: number; customerId: string; place: string; at: string }>()((tables, value) =>
  tables
    .insertInto('record_telling')
    .values({
      event_number: value('number'),
      customer_id: value('customerId'),
      place: value('place'),
      status: 'waiting',
      due_at: value('at'),
    })
    .onConflict((conflict) => conflict.doNothing()),
);

const waiting = statement<{ customerId: string; place: string }>()((tables, value) =>
  tables
    .selectFrom('record_telling')
    .innerJoin('record_event', 'record_event.number', 'record_telling.event_number')
    .select(['event_number', 'attempts', 'due_at', 'body'])
    .where('customer_id', '=', value('customerId'))
    .where('place', '=', value('place'))
    // Written out, not a parameter: only then is the index over what is waiting found.
    .where('status', '=', sql.lit('waiting'))
    .orderBy('event_number'),
);

const waitingRecipients = statement<Record<never, never>>()((tables) =>
  tables
    .selectFrom('record_telling')
    .select(['customer_id', 'place', (column) => column.fn.countAll<number>().as('tellings')])
    .where('status', '=', sql.lit('waiting'))
    .groupBy(['customer_id', 'place']),
);

const settled = statement<{
  number: number;
  customerId: string;
  place: string;
  status: 'waiting' | 'told' | 'not-shown';
  attempts: number;
  dueAt: string;
}>()((tables, value) =>
  tables
    .updateTable('record_telling')
    .set({ status: value('status'), attempts: value('attempts'), due_at: value('dueAt') })
    .where('event_number', '=', value('number'))
    .where('customer_id', '=', value('customerId'))
    .where('place', '=', value('place')),
);

const forgetTellings = statement<{ before: string }>()((tables, value) =>
  tables
    .deleteFrom('record_telling')
    .where('event_number', 'in', (query) =>
      query.selectFrom('record_event').select('number').where('taken_at', '<', value('before')),
    ),
);
const forgetEvents = statement<{ before: string }>()((tables, value) =>
  tables.deleteFrom('record_event').where('taken_at', '<', value('before')),
);

/** The events in a SQL database. @param now the clock */
export function sqlEventStore(database: Database, now: () => Date): EventStore {
  return {
    take: (event, recipients) =>
      database.write(async (transaction) => {
        const body = JSON.stringify(event);
        const earlier = await transaction.first(bodyOf, { id: event.id });
        if (earlier) return earlier.body === body ? 'known' : 'changed';
        const at = now().toISOString();
        await transaction.change(addEvent, { id: event.id, body, at });
        const added = await transaction.first(bodyOf, { id: event.id });
        if (!added) throw new Error('An event that was just added is not there.');
        for (const recipient of recipients)
          await transaction.change(addTelling, {
            number: added.number,
            customerId: recipient.customerId,
            place: placeOf(recipient),
            at,
          });
        return 'taken';
      }),

    async waitingFor(recipient) {
      const rows = await database.reading.all(waiting, {
        customerId: recipient.customerId,
        place: placeOf(recipient),
      });
      return rows.map((row) => ({
        number: row.event_number,
        recipient,
        event: RecordEvent.parse(JSON.parse(row.body)),
        attempts: row.attempts,
        dueAt: new Date(row.due_at),
      }));
    },

    async recipients() {
      const rows = await database.reading.all(waitingRecipients, {});
      return rows.map(({ customer_id, place, tellings }) => ({
        recipient: recipientAt(customer_id, place),
        tellings: Number(tellings),
      }));
    },

    settle: ({ number, recipient, attempts }, outcome) =>
      database.write(async (transaction) => {
        await transaction.change(settled, {
          number,
          customerId: recipient.customerId,
          place: placeOf(recipient),
          status: outcome.status,
          attempts: attempts + (outcome.status === 'waiting' ? 1 : 0),
          dueAt: (outcome.status === 'waiting' ? outcome.dueAt : now()).toISOString(),
        });
      }),

    forget: (before) =>
      database.write(async (transaction) => {
        await transaction.change(forgetTellings, { before: before.toISOString() });
        await transaction.change(forgetEvents, { before: before.toISOString() });
      }),
  };
}
