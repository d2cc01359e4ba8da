import { sql } from 'kysely';
import { statement } from '../../adapters/database';

/** The statements of the conversation log: few, and run at every turn. */

export const addConversation = statement<{ id: string; channel: string; userId: string; at: string }>()(
  (tables, value) =>
    tables
      .insertInto('conversation')
      .values({ id: value('id'), channel: value('channel'), user_id: value('userId'), created_at: value('at') })
      .onConflict((conflict) => conflict.doNothing()),
);

/** Locks the conversation's row until the commit, so that numbers are gapless and in commit order. */
export const takeNumbers = statement<{ conversation: string; entries: number; turns: number }>()((tables, value) =>
  tables
    .updateTable('conversation')
    .set((column) => ({
      last_seq: column('last_seq', '+', value('entries')),
      last_turn: column('last_turn', '+', value('turns')),
    }))
    .where('id', '=', value('conversation')),
);

/**
 * The same for what the bot says in a turn, where it is the bot's to speak still: changes nothing where a person speaks, or where another speaks than
 * when the turn began.
 */
export const takeReplyNumbers = statement<{ conversation: string; entries: number; speakerChange: number }>()(
  (tables, value) =>
    tables
      .updateTable('conversation')
      .set((column) => ({ last_seq: column('last_seq', '+', value('entries')) }))
      .where('id', '=', value('conversation'))
      .where('speaker', '<>', sql.lit('person'))
      .where('speaker_change', '=', value('speakerChange')),
);
/** For a turn that did not come as far as to learn who speaks. */
export const takeApologyNumbers = statement<{ conversation: string; entries: number }>()((tables, value) =>
  tables
    .updateTable('conversation')
    .set((column) => ({ last_seq: column('last_seq', '+', value('entries')) }))
    .where('id', '=', value('conversation'))
    .where('speaker', '<>', sql.lit('person')),
);

export const numbersOf = statement<{ conversation: string }>()((tables, value) =>
  tables.selectFrom('conversation').select(['last_seq', 'last_turn']).where('id', '=', value('conversation')),
);

export const addEntry = statement<{ conversation: string; seq: number; clientId: string | null; body: string }>()(
  (tables, value) =>
    tables.insertInto('activity').values({
      conversation_id: value('conversation'),
      seq: value('seq'),
      client_id: value('clientId'),
      body: value('body'),
    }),
);

export const entryOfClient = statement<{ conversation: string; clientId: string }>()((tables, value) =>
  tables
    .selectFrom('activity')
    .select(['seq', 'body'])
    .where('conversation_id', '=', value('conversation'))
    .where('client_id', '=', value('clientId')),
);

export const entriesAfter = statement<{ conversation: string; seq: number; limit: number }>()((tables, value) =>
  tables
    .selectFrom('activity')
    .select(['seq', 'body'])
    .where('conversation_id', '=', value('conversation'))
    .where('seq', '>', value('seq'))
    .orderBy('seq')
    .limit(value('limit')),
);

export const addTurn = statement<{
  conversation: string;
  number: number;
  activityId: string;
  body: string;
  at: string;
}>()((tables, value) =>
  tables.insertInto('turn').values({
    conversation_id: value('conversation'),
    number: value('number'),
    activity_id: value('activityId'),
    status: 'pending',
    body: value('body'),
    created_at: value('at'),
  }),
);

export const turnOfActivity = statement<{ conversation: string; activityId: string }>()((tables, value) =>
  tables
    .selectFrom('turn')
    .select('number')
    .where('conversation_id', '=', value('conversation'))
    .where('activity_id', '=', value('activityId')),
);

/** Changes nothing for a turn that is no longer owed. */
export const endTurn = statement<{
  conversation: string;
  number: number;
  status: 'answered' | 'failed';
  response: string | null;
}>()((tables, value) =>
  tables
    .updateTable('turn')
    .set({ status: value('status'), response: value('response') })
    .where('conversation_id', '=', value('conversation'))
    .where('number', '=', value('number'))
    .where('status', '=', 'pending'),
);

export const responseOf = statement<{ conversation: string; activityId: string }>()((tables, value) =>
  tables
    .selectFrom('turn')
    .select('response')
    .where('conversation_id', '=', value('conversation'))
    .where('activity_id', '=', value('activityId')),
);

export const noteAttempt = statement<{ conversation: string; number: number }>()((tables, value) =>
  tables
    .updateTable('turn')
    .set((column) => ({ attempts: column('attempts', '+', 1) }))
    .where('conversation_id', '=', value('conversation'))
    .where('number', '=', value('number')),
);

export const owedTurns = statement<{ before: string }>()((tables, value) =>
  tables
    .selectFrom('turn')
    .select(['conversation_id', 'number', 'attempts', 'body'])
    // Written out, not a parameter: only then is the index over what is pending found.
    .where('status', '=', sql.lit('pending'))
    .where('created_at', '<', value('before'))
    .orderBy('number'),
);

export const owedTurnsIn = statement<{ conversation: string; upTo: number }>()((tables, value) =>
  tables
    .selectFrom('turn')
    .select(['conversation_id', 'number', 'attempts', 'body'])
    .where('conversation_id', '=', value('conversation'))
    .where('number', '<=', value('upTo'))
    .where('status', '=', sql.lit('pending'))
    .orderBy('number'),
);

/** Adds nothing where there is one already. */
export const addState = statement<{ key: string; body: string }>()((tables, value) =>
  tables
    .insertInto('bot_state')
    .values({ key: value('key'), etag: 1, body: value('body') })
    .onConflict((conflict) => conflict.doNothing()),
);

/** Changes nothing where the tag is another by now. */
export const changeState = statement<{ key: string; tag: number; body: string }>()((tables, value) =>
  tables
    .updateTable('bot_state')
    .set((column) => ({ body: value('body'), etag: column('etag', '+', 1) }))
    .where('key', '=', value('key'))
    .where('etag', '=', value('tag')),
);

/** The bot's memory and who speaks, in one reading. */
export const turnStartOf = statement<{ conversation: string }>()((tables, value) =>
  tables
    .selectFrom('conversation')
    .leftJoin('bot_state', 'bot_state.key', 'conversation.id')
    .select(['speaker', 'speaker_change', 'body', 'etag'])
    .where('id', '=', value('conversation')),
);

export const addToOutbox = statement<{ conversation: string; seq: number; at: string; body: string }>()(
  (tables, value) =>
    tables.insertInto('outbox').values({
      conversation_id: value('conversation'),
      seq: value('seq'),
      status: 'waiting',
      due_at: value('at'),
      body: value('body'),
      problem: null,
    }),
);
