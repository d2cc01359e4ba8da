import type { Database, Transaction } from '../../adapters/database';
import {
  type Accepted,
  type ConversationLog,
  type Incoming,
  type LogEntry,
  type StateChange,
  StateConflictError,
  type Turn,
  type TurnResponse,
} from './conversation-log';
import {
  addConversation,
  addEntry,
  addState,
  addToOutbox,
  addTurn,
  changeState,
  endTurn,
  entriesAfter,
  entryOfClient,
  noteAttempt,
  numbersOf,
  owedTurns,
  responseOf,
  stateOf,
  takeNumbers,
  turnOfActivity,
} from './sql-statements';

/**
 * Takes the next numbers of the conversation's log and turns.
 * @returns the numbers after taking; `undefined` when there is no such conversation
 */
async function take(
  transaction: Transaction,
  conversation: string,
  taken: { entries: number; turns: number },
): Promise<{ last_seq: number; last_turn: number } | undefined> {
  if ((await transaction.change(takeNumbers, { conversation, ...taken })) === 0) return undefined;
  return transaction.first(numbersOf, { conversation });
}

async function enter(
  transaction: Transaction,
  conversation: string,
  seq: number,
  entry: NonNullable<Incoming['entry']>,
): Promise<LogEntry> {
  const body = entry.body(seq);
  await transaction.change(addEntry, { conversation, seq, clientId: entry.clientId ?? null, body });
  return { seq, body };
}

async function owe(
  transaction: Transaction,
  conversation: string,
  numbers: { number: number; seq: number },
  turn: NonNullable<Incoming['turn']>,
  now: Date,
): Promise<Turn> {
  const { number } = numbers;
  const activity = turn.activity(numbers.seq);
  await transaction.change(addTurn, {
    conversation,
    number,
    activityId: turn.activityId ?? `turn-${number}`,
    body: JSON.stringify(activity),
    at: now.toISOString(),
  });
  return { conversation, number, activity };
}

/** What was added when the same had come before; `undefined` for something new. */
async function takenBefore(
  transaction: Transaction,
  conversation: string,
  { entry, turn }: Incoming,
): Promise<Accepted | undefined> {
  if (entry?.clientId !== undefined) {
    const earlier = await transaction.first(entryOfClient, { conversation, clientId: entry.clientId });
    if (earlier) return { again: true, entry: { seq: earlier.seq, body: earlier.body }, turn: undefined };
  }
  if (turn?.activityId === undefined) return undefined;
  const earlier = await transaction.first(turnOfActivity, { conversation, activityId: turn.activityId });
  return earlier && { again: true, entry: undefined, turn: undefined };
}

async function accept(
  transaction: Transaction,
  conversation: string,
  incoming: Incoming,
  now: Date,
): Promise<Accepted | undefined> {
  const before = await takenBefore(transaction, conversation, incoming);
  if (before) return before;
  const { entry, turn } = incoming;
  const numbers = await take(transaction, conversation, { entries: entry ? 1 : 0, turns: turn ? 1 : 0 });
  if (!numbers) return undefined;
  const seq = entry ? numbers.last_seq : 0;
  return {
    again: false,
    entry: entry && (await enter(transaction, conversation, seq, entry)),
    turn: turn && (await owe(transaction, conversation, { number: numbers.last_turn, seq }, turn, now)),
  };
}

async function writeState(transaction: Transaction, { key, value, expectedTag }: StateChange): Promise<void> {
  const body = JSON.stringify(value);
  const written =
    expectedTag === undefined
      ? await transaction.change(addState, { key, body })
      : await transaction.change(changeState, { key, body, tag: Number(expectedTag) });
  if (written === 0) throw new StateConflictError(key);
}

async function addAll(
  transaction: Transaction,
  conversation: string,
  bodies: ((seq: number) => string)[],
  send: boolean,
  now: Date,
  onceAs?: string,
): Promise<LogEntry[]> {
  if (bodies.length === 0) return [];
  if (onceAs !== undefined && (await transaction.first(entryOfClient, { conversation, clientId: onceAs }))) return [];
  const numbers = await take(transaction, conversation, { entries: bodies.length, turns: 0 });
  if (!numbers) throw new Error('An activity was sent to a conversation that does not exist.');
  const entries: LogEntry[] = [];
  for (const body of bodies) {
    const seq = numbers.last_seq - bodies.length + entries.length + 1;
    const entry = await enter(transaction, conversation, seq, {
      clientId: entries.length === 0 ? onceAs : undefined,
      body,
    });
    entries.push(entry);
    if (send) await transaction.change(addToOutbox, { conversation, seq, at: now.toISOString(), body: entry.body });
  }
  return entries;
}

/** The conversation log in a SQL database. @param now the clock */
export function sqlConversationLog(database: Database, now: () => Date): ConversationLog {
  const { reading } = database;
  return {
    begin: ({ id, channel, userId }) =>
      database.write(async (transaction) => {
        const added = await transaction.change(addConversation, { id, channel, userId, at: now().toISOString() });
        return added > 0;
      }),

    async exists(conversation) {
      return (await this.lastSeq(conversation)) !== undefined;
    },

    accept: (conversation, incoming) =>
      database.write((transaction) => accept(transaction, conversation, incoming, now())),

    commit: ({ conversation, number }, { status, state, replies, send, response }) =>
      database.write(async (transaction) => {
        const kept = response === undefined ? null : JSON.stringify(response);
        const ended = await transaction.change(endTurn, { conversation, number, status, response: kept });
        if (ended === 0) return undefined;
        for (const change of state) await writeState(transaction, change);
        return addAll(transaction, conversation, replies, send, now());
      }),

    append: (conversation, bodies, send, onceAs) =>
      database.write((transaction) => addAll(transaction, conversation, bodies, send, now(), onceAs)),

    has: async (conversation, name) =>
      (await reading.first(entryOfClient, { conversation, clientId: name })) !== undefined,

    async responseTo(conversation, activityId) {
      const row = await reading.first(responseOf, { conversation, activityId });
      return row?.response ? (JSON.parse(row.response) as TurnResponse) : undefined;
    },

    after: (conversation, seq, limit) => reading.all(entriesAfter, { conversation, seq, limit }),

    async lastSeq(conversation) {
      return (await reading.first(numbersOf, { conversation }))?.last_seq;
    },

    async owed() {
      const rows = await reading.all(owedTurns, {});
      return rows.map((row) => ({
        conversation: row.conversation_id,
        number: row.number,
        owedAttempts: row.attempts,
        activity: JSON.parse(row.body) as Turn['activity'],
      }));
    },

    noteAttempt: ({ conversation, number }) =>
      database.write(async (transaction) => {
        await transaction.change(noteAttempt, { conversation, number });
      }),

    async readState(key) {
      const row = await reading.first(stateOf, { key });
      return row && { value: JSON.parse(row.body) as unknown, tag: String(row.etag) };
    },
  };
}
