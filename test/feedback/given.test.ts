import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { feedbackBook } from '../../bot/feedback';
import { projectPath } from '../../knowledge';
import { TestVisitor } from '../direct-line-client';
import { citingAnswer } from './sql-citing-answer';
import { endedHandoff } from './sql-ended-handoff';
import { startTestService, type TestService } from '../start-test-service';
import { openTestStore, testStoreSettings } from '../stores/test-store';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.stop());

const question = 'Hvornår får vi svar, hvis sagen trækker ud?';
const rate = (visitor: TestVisitor, value: unknown) => visitor.post({ type: 'event', name: 'feedback', value });

/** All that is listed of a conversation, by the command that staff use. */
async function listed(conversation: string): Promise<Record<string, unknown>[]> {
  const { stdout } = await promisify(execFile)(process.execPath, [projectPath('bot', 'run.js'), 'commands/feedback'], {
    env: { ...process.env, ...(await testStoreSettings(service.dataDirectory)), DATA_DIR: service.dataDirectory },
  });
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>)
    .filter((feedback) => feedback.conversation === conversation);
}

test('a thumb on an answer is kept with the clause; whoever changes their mind replaces it; nothing is said in the conversation', async () => {
  const visitor = await TestVisitor.arrive(service.url);
  const answer = await visitor.ask(question);
  expect((await rate(visitor, { activityId: answer.id, value: 1 })).status).toBe(200);
  expect((await rate(visitor, { activityId: answer.id, value: -1, reason: '  For langt  ' })).status).toBe(200);
  expect(await listed(visitor.conversation)).toEqual([
    {
      conversation: visitor.conversation,
      seq: 3,
      value: 'down',
      reason: 'For langt',
      about: {
        kind: 'answer',
        clauses: [{ document: expect.stringContaining('charter'), clause: 'administration-enquiries' }],
      },
      at: expect.stringMatching(/^\d{4}-/),
    },
  ]);
  expect((await visitor.activities()).activities).toHaveLength(3);
  const metrics = await (await fetch(`${service.url}/metrics`)).text();
  expect(metrics).toContain('charterdesk_feedback_total{about="answer",value="up"} 1');
  expect(metrics).toContain('charterdesk_feedback_total{about="answer",value="down"} 1');
});

test('what is no answer with a source, or is of another conversation, cannot be rated', async () => {
  const visitor = await TestVisitor.arrive(service.url);
  const other = await TestVisitor.arrive(service.url);
  const [greeting] = await visitor.botMessages(1);
  const answer = await other.ask(question);
  const own = await visitor.send('Hej');
  const bad = [
    { activityId: greeting?.id, value: 1 },
    { activityId: own, value: 1 },
    { activityId: `${visitor.conversation}|0000099`, value: 1 },
    { activityId: 'nonsense', value: 1 },
    { activityId: answer.id, value: 2 },
    { seq: -1, value: 1 },
    { activityId: answer.id, value: 1, reason: 'x'.repeat(1001) },
    // No conversation with a person has ended.
    { value: 1 },
    'nonsense',
    undefined,
  ];
  for (const value of bad)
    expect(await rate(visitor, value)).toMatchObject({ status: 400, json: { error: { code: 'BadArgument' } } });
  expect(await listed(visitor.conversation)).toEqual([]);
  expect((await visitor.post({ type: 'event', name: 'handoff.status', value: {} })).status).toBe(400);
});

test('a face on an answer counts until it is taken off; a pressed thumb stays', async () => {
  const database = await openTestStore(path.join(service.dataDirectory, 'faces.db'));
  const taken: number[] = [];
  const now = () => new Date('2026-11-22T10:00:00Z');
  const book = feedbackBook({ database, now, onTaken: ({ value }) => taken.push(value) });
  await database.write(async (transaction) => {
    await transaction.change(citingAnswer, { conversation: 'c', seq: 3 });
  });
  const put = (reaction: string) => book.takeReaction('c', { seq: 3, reaction, value: 1 });
  const takeOff = (reaction: string) => book.withdrawReaction('c', { seq: 3, reaction });
  const kept = async () => (await book.list()).map(({ value, reason, reaction }) => ({ value, reason, reaction }));

  await put('like');
  await takeOff('like');
  expect(await kept()).toEqual([]);
  // One for the other: the new one may be told of first.
  await put('like');
  await put('heart');
  await takeOff('like');
  expect(await kept()).toEqual([{ value: 1, reaction: 'heart' }]);
  // Pressed after it, and before it: neither goes with the face.
  await book.take('c', { seq: 3, value: -1, reason: 'For langt' });
  await takeOff('heart');
  expect(await kept()).toEqual([{ value: -1, reason: 'For langt' }]);
  await book.take('c', { seq: 3, value: 1, reason: 'Klart' });
  await put('heart');
  await takeOff('heart');
  expect(await kept()).toEqual([{ value: 1, reason: 'Klart' }]);
  // What says otherwise than the thumb replaces it.
  await book.take('c', { seq: 3, value: -1 });
  await put('like');
  expect(await kept()).toEqual([{ value: 1, reaction: 'like' }]);
  expect(taken).toEqual([1, 1, 1, -1, 1, -1, 1]);
  expect(await book.takeReaction('c', { seq: 4, reaction: 'like', value: 1 })).toBe('unknown');
  await database.close();
});

test('a conversation with a person that has ended is rated with its outcome', async () => {
  const database = await openTestStore(path.join(service.dataDirectory, 'another.db'));
  const book = feedbackBook({ database, now: () => new Date('2026-11-22T10:00:00Z'), onTaken: () => undefined });
  expect(await book.take('c', { value: 1 })).toBe('unknown');
  await database.write(async (transaction) => {
    await transaction.change(endedHandoff, { conversation: 'c', outcome: 'solved' });
  });
  expect(await book.take('c', { value: 1, reason: 'Hurtigt' })).toBe('taken');
  expect(await book.list()).toEqual([
    {
      conversation: 'c',
      seq: 0,
      value: 1,
      reason: 'Hurtigt',
      about: { kind: 'conversation', clauses: [], outcome: 'solved' },
      at: new Date('2026-11-22T10:00:00Z'),
    },
  ]);
  await database.close();
});
