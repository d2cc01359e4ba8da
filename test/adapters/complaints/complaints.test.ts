import { signatureOf } from '../../../adapters/signed-request';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  complaintCourier,
  complaintMailFiles,
  complaintsWebhook,
  type ComplaintStore,
  sqlComplaints,
} from '../../../adapters/complaints';
import type { Database } from '../../../adapters/database';
import { openTestStore } from '../../stores/test-store';

const secret = 'a-secret-of-thirty-two-characters';
const complaint = () => ({
  id: randomUUID(),
  name: 'Ida Berg',
  matter: 'Nobody has answered our letters.',
  concerns: 'CL-200002',
  reachedAt: 'ida@berg.example',
  language: 'en' as const,
});

let folder: string;
let database: Database;
let store: ComplaintStore;
let time = new Date('2026-11-22T10:00:00Z');
const now = () => time;

beforeEach(async () => {
  time = new Date('2026-11-22T10:00:00Z');
  folder = await mkdtemp(path.join(tmpdir(), 'complaints-'));
  database = await openTestStore(path.join(folder, 'charterdesk.db'));
  store = sqlComplaints(database, now);
});
afterEach(async () => {
  await database.close();
  await rm(folder, { recursive: true });
});

/** A complaints function's system over HTTP: answers with the given statuses, one a request, then 204. */
async function complaintsFunction(...statuses: number[]) {
  const received: { headers: Record<string, unknown>; body: string }[] = [];
  const server = createServer((request, response) => {
    void request.toArray().then((parts) => {
      received.push({ headers: request.headers, body: Buffer.concat(parts as Buffer[]).toString() });
      // Two statements: in a process that also serves with restify, `writeHead` returns nothing to go on with.
      response.writeHead(statuses.shift() ?? 204);
      response.end();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/complaints`;
  return { url, received, stop: () => new Promise((resolve) => server.close(resolve)) };
}

const undelivered = async () => (await store.list({ undelivered: true })).length;
/** Waits until the store says so; the test's own time limit ends a wait in vain. */
async function until(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 20));
}

test('the same complaint twice is kept once, under one reference', async () => {
  const mine = complaint();
  const [first, again] = [await store.file(mine), await store.file({ ...mine, matter: 'Sent twice.' })];
  expect(again).toEqual(first);
  expect(first.reference).toMatch(/^K-[0-9A-F]{10}$/);
  expect(await store.list({ undelivered: true })).toMatchObject([{ complaint: first, status: 'waiting', attempts: 0 }]);
});

test('a complaint that is not taken is tried again, signed, under the same key; then it is delivered', async () => {
  const office = await complaintsFunction(503);
  const problems: unknown[] = [];
  const parts = {
    store,
    deliver: complaintsWebhook({ url: office.url, secret, now }),
    now,
    onProblem: (reference: string | undefined, problem: unknown) => void problems.push([reference, String(problem)]),
  };
  const filed = await store.file(complaint());
  const courier = complaintCourier(parts);
  await until(async () => ((await store.list({ undelivered: true }))[0]?.attempts ?? 0) === 1);
  expect(problems).toEqual([[filed.reference, 'Error: The complaints address answered 503.']]);
  await courier.stop();

  // A restart: what waits is found in the store.
  time = new Date('2026-11-22T10:01:00Z');
  const second = complaintCourier(parts);
  await until(async () => (await undelivered()) === 0);
  await second.stop();
  await office.stop();
  expect(office.received).toHaveLength(2);
  for (const { headers, body } of office.received) {
    expect(JSON.parse(body)).toEqual(filed);
    expect(headers['idempotency-key']).toBe(filed.reference);
    const seconds = Number(headers['x-charterdesk-timestamp']);
    expect(headers['x-charterdesk-signature']).toBe(signatureOf(secret, seconds, body));
  }
  expect(await store.list({ undelivered: false })).toMatchObject([{ status: 'delivered', attempts: 2 }]);
});

test('as a mail in a file of its own, with the word complaint in the subject', async () => {
  const mails = path.join(folder, 'mails');
  const courier = complaintCourier({
    store,
    deliver: complaintMailFiles(mails),
    now,
    onProblem: (_reference, problem) => {
      throw problem;
    },
  });
  const filed = await store.file(complaint());
  courier.wake();
  await until(async () => (await undelivered()) === 0);
  await courier.stop();
  expect(await readdir(mails)).toEqual([`${filed.reference}.json`]);
  const mail: unknown = JSON.parse(await readFile(path.join(mails, `${filed.reference}.json`), 'utf8'));
  expect(mail).toMatchObject({
    subject: `Complaint ${filed.reference}`,
    text: expect.stringContaining('To be reached at: ida@berg.example\n\nNobody has answered our letters.'),
    complaint: filed,
  });
});
