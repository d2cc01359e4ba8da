import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { MemoryStorage, ConversationState, TestAdapter, type TurnContext } from 'botbuilder';
import { sqlComplaints } from '../../../adapters/complaints';
import type { FiledComplaint } from '../../../adapters/complaints';
import { type Database, openSqlite } from '../../../adapters/database';
import { guardedRecords, noRecords, openDemoRecords, type Records } from '../../../adapters/records';
import { CustomerId, RecordsUnavailable } from '../../../adapters/records/port';
import { createResponder, emptyMemory, remember, type Spoken, type Told } from '../../../dialogs';
import { dayInDenmark } from '../../../dialogs/dates';
import { readControl } from '../../../dialogs/reading';
import { type LaidAside, shippedTasks, taskFor, taskRunner, type TaskState } from '../../../dialogs/tasks';
import { createKnowledge } from '../../../knowledge/answer';
import { replyLanguage } from '../../../knowledge';
import { shippedIndex } from '../../knowledge/answer/sample-documents';

/** The demo's records are made around this day, so that their dates can be written in tests. */
export const now = (): Date => new Date('2026-11-22T10:00:00Z');
/** What sends something in. */
const writes: readonly string[] = ['fileClaim', 'requestReassessment', 'handOverToCollections'];
const contact = { company: 'Nordlys Kredit', telephone: '70 10 20 30' };

const shared = async () => {
  const index = await shippedIndex();
  const knowledge = createKnowledge(() => index);
  return { knowledge, responder: createResponder({ knowledge, contact }) };
};
let prepared: ReturnType<typeof shared> | undefined;

const opened: { database: Database; folder: string }[] = [];
afterAll(async () => {
  for (const { database, folder } of opened) {
    await database.close();
    await rm(folder, { recursive: true, force: true });
  }
});

/** In a file: the database reads and writes on two connections. */
async function complaintsDatabase(): Promise<Database> {
  const folder = await mkdtemp(path.join(tmpdir(), 'complaints-'));
  const database = await openSqlite(path.join(folder, 'charterdesk.db'));
  opened.push({ database, folder });
  return database;
}

/** A customer's conversation with the bot over the demo's records, without a network. */
export interface Chat {
  /** Writes a message. @returns what the bot says to it, one text a message, with its buttons */
  write(text: string): Promise<Spoken[]>;
  /** The records as this customer sees them, for looking at what came of it. */
  records(): Records;
  /** The next so many calls of the records fail. */
  recordsFail(times: number): void;
  /** The complaints that have been filed in this conversation. */
  complaints(): Promise<FiledComplaint[]>;
  /** The next draft is taken, and the connection drops before that is told. */
  connectionDrops(): void;
  /** Every call of the records by its name, in order. */
  calls: string[];
}

/** Signs a demo customer in; `anonymous`: a visitor who is not signed in. Every chat has records of its own. */
export async function chatOf(customer: string): Promise<Chat> {
  const { knowledge, responder } = await (prepared ??= shared());
  const { source } = await openDemoRecords(':memory:', now);
  const recordsFor = guardedRecords(source, now);
  const isGuest = customer === 'anonymous';
  const caller = { kind: 'customer', customerId: CustomerId.parse(customer) } as const;
  const complaints = sqlComplaints(await complaintsDatabase(), now);
  const calls: string[] = [];
  let failures = 0;
  let drops = false;
  const unavailable = (name: string): RecordsUnavailable =>
    new RecordsUnavailable('down', writes.includes(name) ? `submit ${name}` : name);
  const watched = (): Records =>
    new Proxy(isGuest ? noRecords({ kind: 'anonymous' }) : recordsFor(caller), {
      get(records, name: keyof Records) {
        const call = records[name];
        if (typeof call !== 'function') return call;
        return async (...given: unknown[]): Promise<unknown> => {
          calls.push(name);
          if (failures > 0) {
            failures -= 1;
            throw unavailable(name);
          }
          const answer = await (call as (...all: unknown[]) => Promise<unknown>).apply(records, given);
          if (!drops || !writes.includes(name)) return answer;
          drops = false;
          throw unavailable(name);
        };
      },
    });

  const state = new ConversationState(new MemoryStorage());
  const runner = taskRunner(shippedTasks, state.createProperty<TaskState>('tasks'));
  let memory = emptyMemory;
  let laidAside: LaidAside | undefined;
  let told: Told | undefined;
  let said: Spoken[] = [];

  const turn = async (context: TurnContext): Promise<void> => {
    const { text } = context.activity;
    const response = await responder.respond({
      text,
      history: memory.history,
      conversationLanguage: memory.language,
      audience: isGuest ? 'public' : 'customers',
      withoutRecords: isGuest ? 'sign-in-on-site' : undefined,
    });
    memory = remember(memory, { text, language: response.reply.language });
    const language = replyLanguage(response.reply.language);
    const say = (spoken: Spoken): Promise<void> => Promise.resolve(void said.push(spoken));
    const begins = taskFor(text, response, told);
    const before = told;
    const result = await runner.take(
      context,
      {
        text,
        response,
        control: readControl(text),
        begins: isGuest && !begins?.forEveryone ? undefined : begins,
        laidAside,
        guest: isGuest,
      },
      {
        turn: {
          text,
          language,
          records: watched(),
          today: dayInDenmark(now()),
          now: now(),
          newId: randomUUID,
          explain: ({ work, clause }, shownIn) => knowledge.clause(work, clause, shownIn, 'customers'),
          contact,
          complaints,
          told: before,
        },
        say,
        onTold: (next) => void (told = next),
        onUnavailable: () => undefined,
      },
    );
    laidAside = result.laidAside;
    if (!result.spoke) await say(response.spoken);
    await state.saveChanges(context);
  };
  const adapter = new TestAdapter(turn);

  return {
    async write(text) {
      said = [];
      await adapter.receiveActivity({ type: 'message', text });
      return said;
    },
    records: watched,
    recordsFail: (times) => void (failures = times),
    complaints: async () => (await complaints.list({ undelivered: false })).map(({ complaint }) => complaint),
    connectionDrops: () => void (drops = true),
    calls,
  };
}

/** What is expected of the bot's words: text that is in them, a pattern, or several of these. */
export type Expected = string | RegExp | readonly (string | RegExp)[];

/** "{card: Det sender jeg | Ja, send! | Annuller}": what is drawn where a client draws cards; `!` marks what sends something off. */
const cardWords = ({ card }: Spoken): string[] =>
  (card?.sections ?? []).map(({ title, actions }) => {
    const buttons = actions.map((action) => `${action.title}${action.sendsOff ? '!' : ''}`);
    return `{card: ${[title, ...buttons].join(' | ')}}`;
  });

const wordsOf = (said: readonly Spoken[]): string =>
  said
    .map((spoken) =>
      [spoken.text, spoken.suggestions.map(({ title }) => `[${title}]`).join(' '), ...cardWords(spoken)]
        .filter((part) => part !== '')
        .join('\n'),
    )
    .join('\n---\n');

/**
 * A conversation as a test: who writes, what is written, and what is expected of the bot's words; then what has come of it. A turn may be something
 * that happens to the records instead.
 */
export function taskConversation(
  name: string,
  customer: string,
  turns: readonly (readonly [string | ((chat: Chat) => void), Expected])[],
  outcome?: (chat: Chat) => Promise<void>,
): void {
  test(name, async () => {
    const chat = await chatOf(customer);
    for (const [text, expected] of turns) {
      if (typeof text !== 'string') {
        text(chat);
        continue;
      }
      const words = wordsOf(await chat.write(text));
      for (const one of [expected].flat() as (string | RegExp)[])
        if (typeof one === 'string') expect(words).toContain(one);
        else expect(words).toMatch(one);
      // No bracket of ours, no undefined, no promise of cover.
      expect(words).not.toMatch(/undefined|\[object|NaN|you are covered|I er dækket/);
    }
    await outcome?.(chat);
  });
}
