import { sql } from 'kysely';
import { statement } from '../../adapters/database';
import type { HandoffState, Speaker } from './handoff';

/** What changes in a hand-off while it is open, as its row keeps it. */
export interface ChangingColumns {
  state: HandoffState;
  priority: number;
  leftMessage: number;
  team: string | null;
  ownerId: string | null;
  ownerName: string | null;
  waitingSince: string;
  takenAt: string | null;
  endedAt: string | null;
  outcome: string | null;
  brief: string;
}

export const addHandoff = statement<{
  id: string;
  conversation: string;
  channel: string;
  state: HandoffState;
  reason: string;
  topic: string;
  language: 'da' | 'en';
  priority: number;
  leftMessage: number;
  at: string;
  brief: string;
  reference: string;
}>()((tables, value) =>
  tables.insertInto('handoff').values({
    id: value('id'),
    conversation_id: value('conversation'),
    channel: value('channel'),
    state: value('state'),
    reason: value('reason'),
    topic: value('topic'),
    language: value('language'),
    priority: value('priority'),
    left_message: value('leftMessage'),
    requested_at: value('at'),
    waiting_since: value('at'),
    brief: value('brief'),
    reference: value('reference'),
  }),
);

export const handoffById = statement<{ id: string }>()((tables, value) =>
  tables.selectFrom('handoff').selectAll().where('id', '=', value('id')),
);

/** Written out, not parameters: only then are the indexes over what is open found. */
const written = (...states: HandoffState[]) => states.map((state) => sql.lit<HandoffState>(state));
const openStates = written('waiting', 'out-of-hours', 'person');
const queuedStates = written('waiting', 'out-of-hours');

export const openOf = statement<{ conversation: string }>()((tables, value) =>
  tables
    .selectFrom('handoff')
    .selectAll()
    .where('conversation_id', '=', value('conversation'))
    .where('state', 'in', openStates),
);

/** Who sits waiting goes before messages that were left, then what is urgent, then what has waited longest. */
export const openInOrder = statement<Record<never, never>>()((tables) =>
  tables
    .selectFrom('handoff')
    .selectAll()
    .where('state', 'in', openStates)
    .orderBy('left_message')
    .orderBy('priority', 'desc')
    .orderBy('waiting_since')
    .orderBy('number'),
);

/** The first in the same order that somebody can take. `topic1` to `topic5` and the languages may repeat each other. */
export const nextFor = statement<{
  agent: string;
  team: string | null;
  language1: 'da' | 'en';
  language2: 'da' | 'en';
  anyTopic: number;
  topic1: string;
  topic2: string;
  topic3: string;
  topic4: string;
  topic5: string;
  reservedSince: string;
}>()((tables, value) =>
  tables
    .selectFrom('handoff')
    .selectAll()
    .where('state', 'in', queuedStates)
    .where((where) =>
      where.or([where('language', '=', value('language1')), where('language', '=', value('language2'))]),
    )
    .where((where) =>
      where.or([
        where(where.val(value('anyTopic')), '=', 1),
        where('topic', '=', value('topic1')),
        where('topic', '=', value('topic2')),
        where('topic', '=', value('topic3')),
        where('topic', '=', value('topic4')),
        where('topic', '=', value('topic5')),
      ]),
    )
    .where((where) => where.or([where('team', 'is', null), where('team', '=', value('team'))]))
    .where((where) =>
      where.or([
        where('owner_id', 'is', null),
        where('owner_id', '=', value('agent')),
        where('waiting_since', '<', value('reservedSince')),
      ]),
    )
    .orderBy('left_message')
    .orderBy('priority', 'desc')
    .orderBy('waiting_since')
    .orderBy('number')
    .limit(1),
);

export const hasNow = statement<{ agent: string }>()((tables, value) =>
  tables
    .selectFrom('handoff')
    .select((column) => column.fn.countAll<number>().as('conversations'))
    .where('state', '=', sql.lit('person'))
    .where('owner_id', '=', value('agent')),
);

/** Changes nothing where it has moved on since it was read: of many who try, one does it. */
export const changeHandoff = statement<
  ChangingColumns & { id: string; stateBefore: HandoffState; ownerBefore: string }
>()((tables, value) =>
  tables
    .updateTable('handoff')
    .set({
      state: value('state'),
      priority: value('priority'),
      left_message: value('leftMessage'),
      team: value('team'),
      owner_id: value('ownerId'),
      owner_name: value('ownerName'),
      waiting_since: value('waitingSince'),
      taken_at: value('takenAt'),
      ended_at: value('endedAt'),
      outcome: value('outcome'),
      brief: value('brief'),
      // What the customer was told to expect, they were told of how it stood.
      expected_at: null,
      tell_at: null,
    })
    .where('id', '=', value('id'))
    .where('state', '=', value('stateBefore'))
    .where((where) => where(where.fn.coalesce('owner_id', sql.lit('')), '=', value('ownerBefore'))),
);

/** Changes nothing where the customer has been told something else since. */
export const noteTold = statement<{
  id: string;
  expectedAt: string | null;
  tellAt: string | null;
  tellAtBefore: string;
}>()((tables, value) =>
  tables
    .updateTable('handoff')
    .set({ expected_at: value('expectedAt'), tell_at: value('tellAt') })
    .where('id', '=', value('id'))
    .where('state', '=', sql.lit('waiting'))
    .where((where) => where(where.fn.coalesce('tell_at', sql.lit('')), '=', value('tellAtBefore'))),
);

export const addEvent = statement<{
  id: string;
  at: string;
  kind: string;
  byId: string | null;
  byName: string | null;
  note: string | null;
  requestId: string | null;
}>()((tables, value) =>
  tables.insertInto('handoff_event').values({
    handoff_id: value('id'),
    at: value('at'),
    kind: value('kind'),
    by_id: value('byId'),
    by_name: value('byName'),
    note: value('note'),
    request_id: value('requestId'),
  }),
);

export const eventOfRequest = statement<{ id: string; requestId: string }>()((tables, value) =>
  tables
    .selectFrom('handoff_event')
    .select('number')
    .where('handoff_id', '=', value('id'))
    .where('request_id', '=', value('requestId'))
    .limit(1),
);

export const eventsOf = statement<{ id: string }>()((tables, value) =>
  tables.selectFrom('handoff_event').selectAll().where('handoff_id', '=', value('id')).orderBy('number'),
);

export const lastEventOf = statement<{ id: string }>()((tables, value) =>
  tables
    .selectFrom('handoff_event')
    .selectAll()
    .where('handoff_id', '=', value('id'))
    .orderBy('number', 'desc')
    .limit(1),
);

/** Changes nothing where the same speaks already. */
export const setSpeaker = statement<{ conversation: string; speaker: Speaker }>()((tables, value) =>
  tables
    .updateTable('conversation')
    .set((column) => ({ speaker: value('speaker'), speaker_change: column('speaker_change', '+', 1) }))
    .where('id', '=', value('conversation'))
    .where('speaker', '<>', value('speaker')),
);

export const speakerIs = statement<{ conversation: string }>()((tables, value) =>
  tables.selectFrom('conversation').select('speaker').where('id', '=', value('conversation')),
);

/** How many of those who sit waiting go before one, by what decides who can take them; `reserved` of them are the owner's alone still. */
export const linedUpBefore = statement<{
  id: string;
  priority: number;
  waitingSince: string;
  reservedSince: string;
}>()((tables, value) =>
  tables
    .selectFrom('handoff')
    .select(['language', 'topic', 'team', 'owner_id'])
    .select((column) => [
      column.fn.countAll<number>().as('count'),
      column.fn
        .sum<number>(
          column.case().when('waiting_since', '>=', value('reservedSince')).then(sql.lit(1)).else(sql.lit(0)).end(),
        )
        .as('reserved'),
    ])
    .where('state', '=', sql.lit('waiting'))
    .where('left_message', '=', sql.lit(0))
    .where((where) =>
      where.or([
        where('priority', '>', value('priority')),
        where.and([
          where('priority', '=', value('priority')),
          where.or([
            where('waiting_since', '<', value('waitingSince')),
            where.and([
              where('waiting_since', '=', value('waitingSince')),
              where('number', '<', (query) =>
                query.selectFrom('handoff as own').select('own.number').where('own.id', '=', value('id')),
              ),
            ]),
          ]),
        ]),
      ]),
    )
    .groupBy(['language', 'topic', 'team', 'owner_id']),
);

export const lastTaken = statement<{ after: string; limit: number }>()((tables, value) =>
  tables
    .selectFrom('handoff')
    .select(['waiting_since', 'taken_at'])
    .where('left_message', '=', sql.lit(0))
    .where('taken_at', '>', value('after'))
    .orderBy('taken_at', 'desc')
    .limit(value('limit')),
);

export const lastServed = statement<{ after: string; limit: number }>()((tables, value) =>
  tables
    .selectFrom('handoff')
    .select(['taken_at', 'ended_at'])
    .where('left_message', '=', sql.lit(0))
    .where('taken_at', 'is not', null)
    .where('ended_at', '>', value('after'))
    .orderBy('ended_at', 'desc')
    .limit(value('limit')),
);

export const busyNow = statement<Record<never, never>>()((tables) =>
  tables
    .selectFrom('handoff')
    .select(['owner_id', (column) => column.fn.countAll<number>().as('conversations')])
    .where('state', '=', sql.lit('person'))
    .groupBy('owner_id'),
);
