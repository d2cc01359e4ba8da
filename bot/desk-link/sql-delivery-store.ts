import { type Database, statement } from '../../adapters/database';
import type { Delivery, DeliveryStore } from './delivery-store';

const columns = ['handoff_id', 'remote_id', 'cursor', 'attempts', 'due_at'] as const;

const begin = statement<{ id: string; at: string }>()((tables, value) =>
  tables
    .insertInto('desk_delivery')
    .values({ handoff_id: value('id'), remote_id: null, cursor: 0, due_at: value('at'), problem: null })
    .onConflict((conflict) => conflict.doNothing()),
);
const one = statement<{ id: string }>()((tables, value) =>
  tables.selectFrom('desk_delivery').select(columns).where('handoff_id', '=', value('id')),
);
const byRemote = statement<{ remoteId: string }>()((tables, value) =>
  tables.selectFrom('desk_delivery').select('handoff_id').where('remote_id', '=', value('remoteId')),
);
const every = statement<Record<never, never>>()((tables) => tables.selectFrom('desk_delivery').select(columns));
const reached = statement<{ id: string; remoteId: string; cursor: number }>()((tables, value) =>
  tables
    .updateTable('desk_delivery')
    .set({ remote_id: value('remoteId'), cursor: value('cursor'), attempts: 0, problem: null })
    .where('handoff_id', '=', value('id')),
);
const failed = statement<{ id: string; dueAt: string; problem: string }>()((tables, value) =>
  tables
    .updateTable('desk_delivery')
    .set((column) => ({ attempts: column('attempts', '+', 1), due_at: value('dueAt'), problem: value('problem') }))
    .where('handoff_id', '=', value('id')),
);
const drop = statement<{ id: string }>()((tables, value) =>
  tables.deleteFrom('desk_delivery').where('handoff_id', '=', value('id')),
);

interface Row {
  handoff_id: string;
  remote_id: string | null;
  cursor: number;
  attempts: number;
  due_at: string;
}
const deliveryOf = (row: Row): Delivery => ({
  handoffId: row.handoff_id,
  remoteId: row.remote_id ?? undefined,
  cursor: row.cursor,
  attempts: row.attempts,
  dueAt: new Date(row.due_at),
});

/** Deliveries in a SQL database. @param now the clock */
export function sqlDeliveryStore({ reading, write }: Database, now: () => Date): DeliveryStore {
  return {
    begin: (id) =>
      write(async (transaction) => void (await transaction.change(begin, { id, at: now().toISOString() }))),
    async of(id) {
      const row = await reading.first(one, { id });
      return row && deliveryOf(row);
    },
    async named(remoteId) {
      return (await reading.first(byRemote, { remoteId }))?.handoff_id;
    },
    async all() {
      return (await reading.all(every, {})).map(deliveryOf);
    },
    reached: (id, remoteId, cursor) =>
      write(async (transaction) => void (await transaction.change(reached, { id, remoteId, cursor }))),
    failed: (id, dueAt, problem) =>
      write(async (transaction) => {
        await transaction.change(failed, { id, dueAt: dueAt.toISOString(), problem });
      }),
    forget: (id) => write(async (transaction) => void (await transaction.change(drop, { id }))),
  };
}
