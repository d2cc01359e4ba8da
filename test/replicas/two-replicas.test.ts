import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { projectPath } from '../../knowledge';
import { currentIndexVersion } from '../../knowledge/index/index';
import { openDatabase } from '../../adapters/database';
import { rateCounter } from '../../bot/rate-counter';
import { accountsIn, type NewAccount, signedIn } from '../desk/staff-accounts';
import { directLineCall, TestVisitor } from '../direct-line-client';
import { atReplica, type Replicas, startReplicas } from './replicas';

let replicas: Replicas;
let one: Replicas['all'][number];
let other: Replicas['all'][number];
let account: NewAccount | undefined;
beforeAll(async () => {
  replicas = await startReplicas(2);
  const [first, second] = replicas.all;
  if (!first || !second) throw new Error('There are no two replicas.');
  [one, other] = [first, second];
  [account] = await accountsIn(replicas.databaseUrl, ['Anna Opdigtet']);
});
afterAll(() => replicas.stop());

test('what is asked at one replica is heard on a socket of the other, once and in order', async () => {
  const visitor = await TestVisitor.arrive(one.url);
  const listener = atReplica(visitor, other).listen();
  await listener.opened;
  await visitor.send('Hvornår får vi svar på en henvendelse?');
  await atReplica(visitor, other).send('Hvad er en selvrisiko?');
  const heard = await listener.until((activities) => activities.filter(({ replyToId }) => replyToId).length >= 2);
  expect(heard.map(({ id }) => id)).toEqual((await visitor.activities()).activities.map(({ id }) => id));
  listener.close();
});

test('messages that come to both in turn are answered in their order, each once', async () => {
  const visitor = await TestVisitor.arrive(one.url);
  const ids: string[] = [];
  for (let n = 0; n < 8; n += 1) ids.push(await atReplica(visitor, n % 2 ? one : other).send(`Hej ${n}`));
  await visitor.botMessages(9);
  const answered = (await visitor.activities()).activities.flatMap(({ replyToId }) => replyToId ?? []);
  expect(answered.filter((id) => ids.includes(id))).toEqual(ids);
});

test('the same message sent to both at the same moment is one', async () => {
  const visitor = await TestVisitor.arrive(one.url);
  const ids = await Promise.all(
    [one, other].map((replica) => atReplica(visitor, replica).send('Kun én gang', 'the-same')),
  );
  expect(new Set(ids).size).toBe(1);
  await visitor.botMessages(2);
  const texts = (await visitor.activities()).activities.map(({ text }) => text);
  expect(texts.filter((text) => text === 'Kun én gang')).toHaveLength(1);
});

test('a customer at one replica and staff at the other', async () => {
  if (!account) throw new Error('No account.');
  const desk = await signedIn(other.url, account);
  await desk.post('available', { available: true });
  const feed = await desk.live();
  const visitor = await TestVisitor.arrive(one.url);
  const listener = visitor.listen();
  await listener.opened;
  await visitor.send('Jeg vil gerne tale med et menneske');
  await feed.news(({ kind, conversation }) => kind === 'handoff' && conversation === visitor.conversation);
  const { json } = await desk.get('queue');
  const [waits] = (json.waiting as { id: string; conversation: string }[]).filter(
    ({ conversation }) => conversation === visitor.conversation,
  );
  expect((await desk.post(`handoffs/${waits?.id}/take`)).status).toBe(200);
  await desk.post(`handoffs/${waits?.id}/typing`);
  await listener.until((activities) => activities.some(({ type }) => type === 'typing'));
  await desk.post(`handoffs/${waits?.id}/messages`, { clientId: 'm1', text: 'Goddag, det er Anna' });
  await listener.until((activities) => activities.some(({ text }) => text === 'Goddag, det er Anna'));
  await visitor.send('Tak, Anna');
  await feed.news(({ kind, conversation }) => kind === 'entries' && conversation === visitor.conversation);
  const entries = await desk.get(`conversations/${visitor.conversation}/entries?after=0`);
  expect((entries.json.entries as { text: string }[]).map(({ text }) => text)).toContain('Tak, Anna');
  feed.close();
  listener.close();
});

test('an assertion is good once over both, and a sign-out at one revokes at the other', async () => {
  const visitor = await TestVisitor.arrive(one.url);
  const made = await fetch(`${one.url}/demo/sign-in`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Origin: one.url },
    body: JSON.stringify({ customerId: 'blaamejse' }),
  });
  const { assertion } = (await made.json()) as { assertion: string };
  const identify = (url: string, { conversation, token }: TestVisitor) =>
    directLineCall(url, 'POST', `/conversations/${conversation}/identify`, { token, body: { assertion } });
  const identified = await identify(other.url, visitor);
  expect(identified.status).toBe(200);
  const again = await TestVisitor.arrive(one.url);
  expect((await identify(one.url, again)).status).toBe(401);
  const token = String(identified.json.token);
  const read = (url: string) =>
    directLineCall(url, 'GET', `/conversations/${visitor.conversation}/activities`, { token });
  expect((await read(one.url)).status).toBe(200);
  expect(
    (await directLineCall(other.url, 'POST', `/conversations/${visitor.conversation}/sign-out`, { token })).status,
  ).toBeLessThan(300);
  for (let tries = 0; (await read(one.url)).status !== 403; tries += 1) {
    if (tries > 100) throw new Error('The token is still good at the other replica.');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
});

test('the index is built once; a new one is taken up by both, at the same version', async () => {
  const versions = () =>
    Promise.all([one, other].map(({ dataDirectory }) => currentIndexVersion(path.join(dataDirectory, 'index'))));
  const [before, same] = await versions();
  expect(same).toBe(before);
  const folder = await mkdtemp(path.join(tmpdir(), 'charterdesk-ingest-'));
  await writeFile(path.join(folder, 'terms.md'), '# Terms\n\nThe yellow form is sent within nine days.\n');
  await promisify(execFile)(process.execPath, [projectPath('bot', 'run.js'), 'commands/ingest', folder], {
    env: { ...process.env, DATA_DIR: path.join(folder, 'data'), DATABASE_URL: replicas.databaseUrl },
  });
  for (;;) {
    const [first, second] = await versions();
    if (first !== before && first === second) break;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  for (const { url } of [one, other])
    for (;;) {
      const visitor = await TestVisitor.arrive(url, 'en-GB');
      const { text } = await visitor.ask('When is the yellow form sent?');
      if (text?.includes('nine days')) break;
    }
  await rm(folder, { recursive: true });
});

test('a limit is counted over all replicas', async () => {
  const databases = await Promise.all([1, 2].map(() => openDatabase(replicas.databaseUrl, '')));
  const now = (): Date => new Date();
  const counters = databases.map((database) => rateCounter(database, 'test', { points: 4, duration: 60 }, now));
  const waits = await Promise.all([...counters, ...counters, ...counters].map((counter) => counter.take('somebody')));
  expect(waits.filter((wait) => wait === undefined)).toHaveLength(4);
  for (const database of databases) await database.close();
});
