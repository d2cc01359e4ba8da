import type { Database, Transaction } from '../../adapters/database';
import {
  type Accepted,
  type ConversationLog,
  type Incoming,
  type LogEntry,
  type StateChange,
  StateConflictError,
  type Turn,
  type TurnOutcome,
  type TurnResponse,
} from './conversation-log';
import { appendIn, enter, type EntryBody, replyIn, take } from './sql-append';
import {
  addConversation,
  addState,
  addTurn,
  changeState,
  endTurn,
  entriesAfter,
  entryOfClient,
  noteAttempt,
  numbersOf,
  owedTurns,
  owedTurnsIn,
  responseOf,
  turnOfActivity,
  turnStartOf,
} from './sql-statements';

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

/** Later than any instant that is written here. */
const endOfTime = '9999';
/** Larger numbers a database's own integers do not have. */
const mostTurns = 2 ** 31 - 1;

const owedTurn = (row: { conversation_id: string; number: number; attempts: number; body: string }): Turn => ({
  conversation: row.conversation_id,
  number: row.number,
  owedAttempts: row.attempts,
  activity: JSON.parse(row.body) as Turn['activity'],
});

/** A change of a hand-off that a turn asks for. */
export interface HandoffStep {
  /** Makes it within the turn's unit of work. @returns what the customer is told of it */
  within(transaction: Transaction): Promise<EntryBody[]>;
  /** The unit of work is on the disk. */
  committed(): void;
}

/** Who keeps the hand-offs that turns ask for. */
export interface TurnHandoffs {
  /** Called before the unit of work, for what must be read first. */
  step(turn: Turn, wish: Pick<TurnOutcome, 'handoff' | 'cancelsHandoff'>): Promise<HandoffStep>;
}

interface Parts {
  /** Absent: nothing is ever handed over. */
  handoffs?: TurnHandoffs;
  /** Told of every entry that is on the disk. */
  onAppended?(conversation: string, lastSeq: number): void;
}

/** The conversation log in a SQL database. @param now the clock */
export function sqlConversationLog(
  database: Database,
  now: () => Date,
  { handoffs, onAppended }: Parts = {},
): ConversationLog {
  const { reading } = database;

  const tell = (conversation: string, entries: readonly (LogEntry | undefined)[] | undefined): void => {
    const last = entries?.at(-1);
    if (last) onAppended?.(conversation, last.seq);
  };

  const stepOf = async (turn: Turn, outcome: TurnOutcome): Promise<HandoffStep | undefined> => {
    if (!outcome.handoff && !outcome.cancelsHandoff) return undefined;
    if (!handoffs) throw new Error('A turn handed over, and nobody keeps hand-offs.');
    return handoffs.step(turn, outcome);
  };

  /** What the turn says, and its hand-off: undefined where it comes too late for both. */
  const sayIn = async (
    transaction: Transaction,
    conversation: string,
    { replies, send, speakerChange, besidePerson }: TurnOutcome,
    step: HandoffStep | undefined,
  ): Promise<LogEntry[] | undefined> => {
    if (replies.length === 0 && !step) return [];
    if (besidePerson) return appendIn(transaction, conversation, replies, { send, now: now() });
    const said = await replyIn(transaction, conversation, replies, { send, now: now(), speakerChange });
    if (!said || !step) return said;
    return [
      ...said,
      ...(await appendIn(transaction, conversation, await step.within(transaction), { send, now: now() })),
    ];
  };
  return {
    begin: ({ id, channel, userId }) =>
      database.write(async (transaction) => {
        const added = await transaction.change(addConversation, { id, channel, userId, at: now().toISOString() });
        return added > 0;
      }, 'own-rows'),

    async exists(conversation) {
      return (await this.lastSeq(conversation)) !== undefined;
    },

    async accept(conversation, incoming) {
      const accepted = await database.write(
        (transaction) => accept(transaction, conversation, incoming, now()),
        'own-rows',
      );
      if (accepted && !accepted.again) tell(conversation, [accepted.entry]);
      return accepted;
    },

    async commit(turn, outcome) {
      const { conversation, number } = turn;
      const { status, state, response } = outcome;
      const step = await stepOf(turn, outcome);
      const entries = await database.write(async (transaction) => {
        const kept = response === undefined ? null : JSON.stringify(response);
        const ended = await transaction.change(endTurn, { conversation, number, status, response: kept });
        if (ended === 0) return undefined;
        for (const change of state) await writeState(transaction, change);
        return (await sayIn(transaction, conversation, outcome, step)) ?? [];
      }, 'own-rows');
      tell(conversation, entries);
      if (entries) step?.committed();
      return entries;
    },

    async append(conversation, bodies, send, onceAs, state = []) {
      const entries = await database.write(async (transaction) => {
        const added = await appendIn(transaction, conversation, bodies, { send, now: now(), onceAs });
        for (const change of added.length > 0 ? state : []) await writeState(transaction, change);
        return added;
      }, 'own-rows');
      tell(conversation, entries);
      return entries;
    },

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

    async owed(before) {
      const rows = await reading.all(owedTurns, { before: before?.toISOString() ?? endOfTime });
      return rows.map(owedTurn);
    },

    async owedIn(conversation, upTo = Number.MAX_SAFE_INTEGER) {
      return (await reading.all(owedTurnsIn, { conversation, upTo: Math.min(upTo, mostTurns) })).map(owedTurn);
    },

    noteAttempt: ({ conversation, number }) =>
      database.write(async (transaction) => {
        await transaction.change(noteAttempt, { conversation, number });
      }, 'own-rows'),

    async turnStart(conversation) {
      const row = await reading.first(turnStartOf, { conversation });
      if (!row) return undefined;
      const { body, etag, speaker, speaker_change: speakerChange } = row;
      return {
        memory: body === null ? undefined : { value: JSON.parse(body) as unknown, tag: String(etag) },
        speaker,
        speakerChange,
      };
    },
  };
}
