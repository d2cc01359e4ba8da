import type { Database, Transaction } from '../../adapters/database';
import {
  type Accepted,
  type ConversationLog,
  type Incoming,
  type LogEntry,
  type StateChange,
  StateConflictError,
  type Turn,
} from './conversation-log';

/**
 * Takes the next numbers of the conversation's log and turns. The row stays locked until the commit, so numbers are gapless and in commit order.
 * @returns the numbers after taking; `undefined` when there is no such conversation
 */
async function takeNumbers(
  transaction: Transaction,
  conversation: string,
  taken: { entries: number; turns: number },
): Promise<{ last_seq: number; last_turn: number } | undefined> {
  return await transaction
    .updateTable('conversation')
    .set((column) => ({
      last_seq: column('last_seq', '+', taken.entries),
      last_turn: column('last_turn', '+', taken.turns),
    }))
    .where('id', '=', conversation)
    .returning(['last_seq', 'last_turn'])
    .executeTakeFirst();
}

async function addEntry(
  transaction: Transaction,
  conversation: string,
  seq: number,
  body: (seq: number) => string,
  clientId: string | null,
): Promise<LogEntry> {
  const entry = { seq, body: body(seq) };
  await transaction
    .insertInto('activity')
    .values({ conversation_id: conversation, seq, client_id: clientId, body: entry.body })
    .execute();
  return entry;
}

async function earlierEntry(
  transaction: Transaction,
  conversation: string,
  clientId: string,
): Promise<LogEntry | undefined> {
  return await transaction
    .selectFrom('activity')
    .select(['seq', 'body'])
    .where('conversation_id', '=', conversation)
    .where('client_id', '=', clientId)
    .executeTakeFirst();
}

async function earlierTurn(transaction: Transaction, conversation: string, activityId: string): Promise<boolean> {
  const row = await transaction
    .selectFrom('turn')
    .select('number')
    .where('conversation_id', '=', conversation)
    .where('activity_id', '=', activityId)
    .executeTakeFirst();
  return row !== undefined;
}

async function addTurn(
  transaction: Transaction,
  conversation: string,
  number: number,
  turn: NonNullable<Incoming['turn']>,
  seq: number,
  now: Date,
): Promise<Turn> {
  const activity = turn.activity(seq);
  await transaction
    .insertInto('turn')
    .values({
      conversation_id: conversation,
      number,
      activity_id: turn.activityId ?? `turn-${number}`,
      status: 'pending',
      body: JSON.stringify(activity),
      created_at: now.toISOString(),
    })
    .execute();
  return { conversation, number, activity };
}

async function accept(
  transaction: Transaction,
  conversation: string,
  incoming: Incoming,
  now: Date,
): Promise<Accepted | undefined> {
  const { entry: wantedEntry, turn: wantedTurn } = incoming;
  if (wantedEntry?.clientId !== undefined) {
    const entry = await earlierEntry(transaction, conversation, wantedEntry.clientId);
    if (entry) return { again: true, entry, turn: undefined };
  }
  if (wantedTurn?.activityId !== undefined && (await earlierTurn(transaction, conversation, wantedTurn.activityId)))
    return { again: true, entry: undefined, turn: undefined };
  const numbers = await takeNumbers(transaction, conversation, {
    entries: wantedEntry ? 1 : 0,
    turns: wantedTurn ? 1 : 0,
  });
  if (!numbers) return undefined;
  const seq = wantedEntry ? numbers.last_seq : 0;
  const entry =
    wantedEntry && (await addEntry(transaction, conversation, seq, wantedEntry.body, wantedEntry.clientId ?? null));
  const turn = wantedTurn && (await addTurn(transaction, conversation, numbers.last_turn, wantedTurn, seq, now));
  return { again: false, entry, turn };
}

async function writeState(transaction: Transaction, change: StateChange): Promise<void> {
  const body = JSON.stringify(change.value);
  if (change.expectedTag === undefined) {
    const added = await transaction
      .insertInto('bot_state')
      .values({ key: change.key, etag: 1, body })
      .onConflict((conflict) => conflict.doNothing())
      .returning('etag')
      .executeTakeFirst();
    if (!added) throw new StateConflictError(change.key);
    return;
  }
  const updated = await transaction
    .updateTable('bot_state')
    .set((column) => ({ body, etag: column('etag', '+', 1) }))
    .where('key', '=', change.key)
    .where('etag', '=', Number(change.expectedTag))
    .returning('etag')
    .executeTakeFirst();
  if (!updated) throw new StateConflictError(change.key);
}

async function addAll(
  transaction: Transaction,
  conversation: string,
  bodies: ((seq: number) => string)[],
  send: boolean,
  now: Date,
): Promise<LogEntry[]> {
  if (bodies.length === 0) return [];
  const numbers = await takeNumbers(transaction, conversation, { entries: bodies.length, turns: 0 });
  if (!numbers) throw new Error('An activity was sent to a conversation that does not exist.');
  const entries: LogEntry[] = [];
  for (const body of bodies) {
    const seq = numbers.last_seq - bodies.length + entries.length + 1;
    const entry = await addEntry(transaction, conversation, seq, body, null);
    entries.push(entry);
    if (send)
      await transaction
        .insertInto('outbox')
        .values({
          conversation_id: conversation,
          seq: entry.seq,
          status: 'waiting',
          due_at: now.toISOString(),
          body: entry.body,
          problem: null,
        })
        .execute();
  }
  return entries;
}

/** The conversation log in a SQL database. @param now the clock */
export function sqlConversationLog(database: Database, now: () => Date): ConversationLog {
  return {
    begin: ({ id, channel, userId }) =>
      database.write(async (transaction) => {
        const added = await transaction
          .insertInto('conversation')
          .values({ id, channel, user_id: userId, created_at: now().toISOString() })
          .onConflict((conflict) => conflict.doNothing())
          .returning('id')
          .executeTakeFirst();
        return added !== undefined;
      }),

    async exists(conversation) {
      return (await this.lastSeq(conversation)) !== undefined;
    },

    accept: (conversation, incoming) =>
      database.write((transaction) => accept(transaction, conversation, incoming, now())),

    commit: (turn, outcome) =>
      database.write(async (transaction) => {
        const owed = await transaction
          .updateTable('turn')
          .set({ status: outcome.status })
          .where('conversation_id', '=', turn.conversation)
          .where('number', '=', turn.number)
          .where('status', '=', 'pending')
          .returning('number')
          .executeTakeFirst();
        if (!owed) return undefined;
        for (const change of outcome.state) await writeState(transaction, change);
        return addAll(transaction, turn.conversation, outcome.replies, outcome.send, now());
      }),

    append: (conversation, bodies, send) =>
      database.write((transaction) => addAll(transaction, conversation, bodies, send, now())),

    after: (conversation, seq, limit) =>
      database.reading
        .selectFrom('activity')
        .select(['seq', 'body'])
        .where('conversation_id', '=', conversation)
        .where('seq', '>', seq)
        .orderBy('seq')
        .limit(limit)
        .execute(),

    async lastSeq(conversation) {
      const row = await database.reading
        .selectFrom('conversation')
        .select('last_seq')
        .where('id', '=', conversation)
        .executeTakeFirst();
      return row?.last_seq;
    },

    async owed() {
      const rows = await database.reading
        .selectFrom('turn')
        .select(['conversation_id', 'number', 'attempts', 'body'])
        .where('status', '=', 'pending')
        .orderBy('number')
        .execute();
      return rows.map((row) => ({
        conversation: row.conversation_id,
        number: row.number,
        owedAttempts: row.attempts,
        activity: JSON.parse(row.body) as Turn['activity'],
      }));
    },

    noteAttempt: (turn) =>
      database.write(async (transaction) => {
        await transaction
          .updateTable('turn')
          .set((column) => ({ attempts: column('attempts', '+', 1) }))
          .where('conversation_id', '=', turn.conversation)
          .where('number', '=', turn.number)
          .execute();
      }),

    async readState(key) {
      const row = await database.reading
        .selectFrom('bot_state')
        .select(['body', 'etag'])
        .where('key', '=', key)
        .executeTakeFirst();
      return row && { value: JSON.parse(row.body) as unknown, tag: String(row.etag) };
    },
  };
}
