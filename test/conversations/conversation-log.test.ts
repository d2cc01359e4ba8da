import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Database, statement } from '../../adapters/database';
import { sqlOutbox } from '../../bot/channels/sql-outbox';
import { type ConversationLog, StateConflictError, type Turn } from '../../bot/conversations/conversation-log';
import { sqlConversationLog } from '../../bot/conversations/sql-conversation-log';
import { addState } from '../../bot/conversations/sql-statements';
import { openTestStore } from '../stores/test-store';

let folder: string;
let database: Database;
let log: ConversationLog;
const clock = (): Date => new Date('2026-11-02T09:00:00Z');

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'charterdesk-log-'));
  database = await openTestStore(path.join(folder, 'test.db'));
  log = sqlConversationLog(database, clock);
  await log.begin({ id: 'c1', channel: 'directline', userId: 'dl_a' });
});
afterEach(async () => {
  await database.close();
  await rm(folder, { recursive: true, force: true });
});

const message = (text: string, clientId?: string) => ({
  entry: { clientId, body: (seq: number) => JSON.stringify({ seq, text }) },
  turn: { activityId: undefined, activity: () => ({ type: 'message', text }) },
});
const everythingInOutbox = statement<Record<never, never>>()((tables) =>
  tables.selectFrom('outbox').select(['conversation_id', 'status']).orderBy('conversation_id'),
);
const seqs = async (conversation = 'c1') => (await log.after(conversation, 0, 1000)).map((entry) => entry.seq);

async function accepted(text: string): Promise<Turn> {
  const taken = await log.accept('c1', message(text));
  if (!taken?.turn) throw new Error('No turn.');
  return taken.turn;
}

test('numbers are gapless over many writers at once', async () => {
  await log.begin({ id: 'c2', channel: 'directline', userId: 'dl_b' });
  await Promise.all(Array.from({ length: 200 }, (_, n) => log.accept(n % 2 ? 'c1' : 'c2', message(`m${n}`))));
  for (const conversation of ['c1', 'c2'])
    expect(await seqs(conversation)).toEqual(Array.from({ length: 100 }, (_, n) => n + 1));
});

test('the same client id twice is one entry and one turn, also at the same moment', async () => {
  const outcomes = await Promise.all([1, 2, 3].map(() => log.accept('c1', message('once', 'id-1'))));
  expect(outcomes.map((outcome) => outcome?.entry?.seq)).toEqual([1, 1, 1]);
  expect(outcomes.filter((outcome) => outcome?.turn)).toHaveLength(1);
  expect(await seqs()).toEqual([1]);
});

test('a conversation that does not exist takes nothing', async () => {
  expect(await log.accept('nowhere', message('hello'))).toBeUndefined();
  expect(await log.lastSeq('nowhere')).toBeUndefined();
});

test('a turn commits its replies, the memory and that it is answered together; a second commit of it does nothing', async () => {
  const turn = await accepted('question');
  const outcome = {
    status: 'answered' as const,
    replies: [(seq: number) => `reply ${seq}`],
    state: [{ key: 'c1', value: { history: ['question'] }, expectedTag: undefined }],
    send: false,
  };
  expect(await log.commit(turn, outcome)).toEqual([{ seq: 2, body: 'reply 2' }]);
  expect(await log.commit(turn, outcome)).toBeUndefined();
  expect(await seqs()).toEqual([1, 2]);
  expect((await log.turnStart('c1'))?.memory).toEqual({ value: { history: ['question'] }, tag: '1' });
  expect(await log.owed()).toEqual([]);
});

test('a turn whose memory was changed meanwhile commits nothing at all and is still owed', async () => {
  const [first, second] = [await accepted('one'), await accepted('two')];
  const changing = (value: string, expectedTag: string | undefined) => ({
    status: 'answered' as const,
    replies: [() => value],
    state: [{ key: 'c1', value, expectedTag }],
    send: false,
  });
  await log.commit(first, changing('one', undefined));
  await expect(log.commit(second, changing('two', undefined))).rejects.toThrow(StateConflictError);
  expect(await seqs()).toEqual([1, 2, 3]);
  expect((await log.owed()).map((turn) => turn.number)).toEqual([second.number]);
  await log.commit(second, changing('two', '1'));
  expect((await log.turnStart('c1'))?.memory).toEqual({ value: 'two', tag: '2' });
});

test('what was answered in a response is kept for a sender who asks again', async () => {
  const incoming = { turn: { activityId: 'invoke:1', activity: () => ({ type: 'invoke' }) } };
  const turn = (await log.accept('c1', incoming))?.turn;
  if (!turn) throw new Error('No turn.');
  expect(await log.responseTo('c1', 'invoke:1')).toBeUndefined();
  const response = { status: 200, body: { activities: [{ text: 'svar' }] } };
  await log.commit(turn, { status: 'answered', replies: [], state: [], send: false, response });
  expect(await log.responseTo('c1', 'invoke:1')).toEqual(response);
  expect(await log.responseTo('c2', 'invoke:1')).toBeUndefined();
});

test('what was sent is forgotten after its time; what failed or waits is not', async () => {
  const outbox = sqlOutbox(database, clock);
  for (const id of ['sent', 'failed', 'waits']) {
    await log.begin({ id, channel: 'msteams', userId: '29:a' });
    await log.append(id, [() => '{}'], true);
  }
  const items = await outbox.next(10);
  const item = (of: string) => {
    const found = items.find(({ conversation }) => conversation === of);
    if (!found) throw new Error(`Nothing waits for ${of}.`);
    return found;
  };
  await outbox.settle(item('sent'), { status: 'sent', ids: [] });
  await outbox.settle(item('failed'), { status: 'failed', problem: '404' });
  const inOutbox = async () =>
    (await database.reading.all(everythingInOutbox, {})).map((row) => `${row.conversation_id} ${row.status}`);
  await outbox.clearSent(clock());
  expect(await inOutbox()).toEqual(['failed failed', 'sent sent', 'waits waiting']);
  await outbox.clearSent(new Date(clock().getTime() + 1));
  expect(await inOutbox()).toEqual(['failed failed', 'waits waiting']);
});

test('what is owed comes back in order, with the attempts that were noted', async () => {
  const turn = await accepted('first');
  await accepted('second');
  await log.noteAttempt(turn);
  expect((await log.owed()).map(({ activity, owedAttempts }) => [activity.text, owedAttempts])).toEqual([
    ['first', 1],
    ['second', 0],
  ]);
});

test('a unit of work that throws takes back its own changes and leaves those it shares a commit with', async () => {
  const insert = (key: string, fail: boolean) =>
    database.write(async (transaction) => {
      await transaction.change(addState, { key, body: '{}' });
      if (fail) throw new Error(`no ${key}`);
      return key;
    });
  const outcomes = await Promise.allSettled([insert('a', false), insert('b', true), insert('c', false)]);
  expect(outcomes.map((outcome) => outcome.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  for (const id of ['a', 'b', 'c']) await log.begin({ id, channel: 'directline', userId: 'dl_a' });
  const kept = await Promise.all(['a', 'b', 'c'].map((key) => log.turnStart(key)));
  expect(kept.map((start) => start?.memory?.tag)).toEqual(['1', undefined, '1']);
});

test('what was committed is there for the next process', async () => {
  await accepted('kept');
  await database.close();
  database = await openTestStore(path.join(folder, 'test.db'));
  log = sqlConversationLog(database, clock);
  expect(await seqs()).toEqual([1]);
  expect(await log.owed()).toHaveLength(1);
});

test('a closed database refuses instead of losing', async () => {
  await database.close();
  await expect(log.accept('c1', message('late'))).rejects.toThrow('closed');
  database = await openTestStore(path.join(folder, 'test.db'));
});
