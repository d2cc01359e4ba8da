import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Database } from '../../adapters/database';
import { sqlConversationLog } from '../../bot/conversations/sql-conversation-log';
import { sqlFeedback } from '../../bot/feedback/sql-feedback';
import { sqlAttachments } from '../../bot/attachments/sql-attachments';
import { sqlIdentities } from '../../bot/identity/sql-identities';
import { sqlModelBudget } from '../../bot/sql-model-budget';
import { dailyErasing, erasing } from '../../bot/retention';
import { openTestStore } from '../stores/test-store';

const dayMs = 24 * 3_600_000;
let folder: string;
let database: Database;
let at: Date;
const now = (): Date => at;
const log = () => sqlConversationLog(database, now);

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'charterdesk-erasing-'));
  database = await openTestStore(path.join(folder, 'test.db'));
  at = new Date('2026-01-01T10:00:00Z');
});
afterEach(async () => {
  await database.close();
  await rm(folder, { recursive: true });
});

async function said(conversation: string, text: string): Promise<void> {
  await log().begin({ id: conversation, channel: 'directline', userId: `dl_${conversation}` });
  const taken = await log().accept(conversation, {
    entry: { clientId: undefined, body: (seq) => JSON.stringify({ seq, text }) },
    turn: { activityId: undefined, activity: () => ({ type: 'message', text }) },
  });
  if (taken?.turn)
    await log().commit(taken.turn, { status: 'answered', replies: [() => '{}'], state: [], send: false });
}

async function sentFile(conversation: string, id: string): Promise<void> {
  await mkdir(path.join(folder, 'attachments'), { recursive: true });
  await writeFile(path.join(folder, 'attachments', id), 'x');
  const file = { id, conversation, name: 'a.png', contentType: 'image/png' as const, bytes: 1, sha256: id };
  await sqlAttachments(database, now).add([file]);
}

const eraser = () => erasing(database, path.join(folder, 'attachments'));
const filesLeft = () => readdir(path.join(folder, 'attachments'));

test('a conversation goes when nothing has happened in it for so long, with all that belongs to it', async () => {
  await said('old', 'Længe siden');
  await said('going-on', 'Længe siden');
  await sentFile('old', 'aa11');
  const limits = { tokensPerConversation: 1, tokensPerDay: 1, prices: undefined, costPerDay: undefined };
  await sqlModelBudget(database, limits, now).spend('old', { input: 1, output: 0 });
  at = new Date(at.getTime() + 40 * dayMs);
  await said('going-on', 'I dag');
  await sentFile('going-on', 'bb22');
  const report = await eraser().conversationsBefore(new Date(at.getTime() - 30 * dayMs));
  expect(report).toEqual({ conversations: 1, messages: 2, turns: 1, files: 1, 'uses of a model': 1 });
  expect(await log().exists('old')).toBe(false);
  expect(await log().after('going-on', 0, 10)).toHaveLength(4);
  expect(await filesLeft()).toEqual(['bb22']);
});

test('one customer is erased on request, and nobody else', async () => {
  const identities = sqlIdentities(database, now);
  for (const [conversation, customerId] of [
    ['c1', 'acme'],
    ['c2', 'acme'],
    ['c3', 'other'],
  ] as const) {
    await said(conversation, 'Hej');
    const proof = { id: conversation, expiresAt: new Date(at.getTime() + 1000) };
    await identities.prove({ conversation, userId: `dl_${conversation}` }, { customerId, name: undefined }, proof);
  }
  expect(await eraser().customer('acme')).toMatchObject({ conversations: 2, messages: 4, visitors: 2 });
  expect([await log().exists('c1'), await log().exists('c2'), await log().exists('c3')]).toEqual([false, false, true]);
  expect(await eraser().customer('acme')).toEqual({});
});

test('the daily job runs once a day over all replicas, and reports what went', async () => {
  await said('old', 'Længe siden');
  await sqlFeedback(database).put({
    conversation: 'old',
    seq: 2,
    value: 1,
    reason: undefined,
    about: { kind: 'conversation', clauses: [] },
    at,
  });
  at = new Date(at.getTime() + 40 * dayMs);
  const settings = { conversations: 30, attachments: undefined, feedback: undefined };
  const errors: unknown[] = [];
  const serviceLog = { info: () => undefined, error: (...problem: unknown[]) => void errors.push(problem) };
  const jobs = [1, 2].map(() => dailyErasing({ database, settings, erasing: eraser(), now, serviceLog }));
  const reports = await Promise.all(jobs.map((job) => job.look()));
  expect(reports.filter((report) => report !== undefined)).toEqual([
    { conversations: 1, messages: 2, turns: 1, feedback: 1 },
  ]);
  expect(await jobs[0]?.look()).toBeUndefined();
  at = new Date(at.getTime() + dayMs);
  expect(await jobs[1]?.look()).toEqual({});
  for (const job of jobs) await job.stop();
  expect(errors).toEqual([]);
});
