import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import type { Database } from '../../adapters/database';
import { type Attachments, attachmentsOf, createAttachments } from '../../bot/attachments';
import { sqlConversationLog } from '../../bot/conversations/sql-conversation-log';
import { serviceLog } from '../../bot/log';
import { png } from './sample-files';
import { openTestStore } from '../stores/test-store';

const dayMs = 24 * 3_600_000;
let directory: string;
let folder: string;
let database: Database;
let attachments: Attachments;
let clock: Date;

beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'charterdesk-files-'));
  folder = path.join(directory, 'attachments');
  database = await openTestStore(path.join(directory, 'charterdesk.db'));
  clock = new Date();
  attachments = createAttachments({
    database,
    folder,
    scan: async () => 'clean',
    secret: 'a-secret-of-the-tests-that-is-long-enough',
    now: () => clock,
    newId: () => randomBytes(16).toString('hex'),
    serviceLog: serviceLog({ logLevel: 'silent' }),
  });
  await sqlConversationLog(database, () => clock).begin({ id: 'c', channel: 'directline', userId: 'u' });
});
afterEach(async () => {
  attachments.stop();
  await database.close();
  await rm(directory, { recursive: true, force: true });
});

const fromStaff = async (): Promise<string> => {
  const taken = await attachments.takeFromStaff({ conversation: 'c', name: 'a.png', content: Readable.from([png]) });
  if (taken.kind === 'refused') throw new Error(taken.why);
  return taken.file.id;
};

describe('what staff send', () => {
  test('is kept for the conversation, and found in no other', async () => {
    const id = await fromStaff();
    expect(await attachments.find(id, 'c')).toEqual({
      id,
      conversation: 'c',
      name: 'a.png',
      contentType: 'image/png',
      bytes: png.length,
    });
    expect(await attachments.find(id, 'd')).toBeUndefined();
  });

  test('is refused in the same words', async () => {
    const content = Readable.from([Buffer.from('hello')]);
    expect(await attachments.takeFromStaff({ conversation: 'c', name: 'a.png', content })).toEqual({
      kind: 'refused',
      why: 'wrong-type',
      name: 'a.png',
    });
    expect(await readdir(folder)).toEqual([]);
  });
});

describe('sweeping', () => {
  const send = async (id: string): Promise<void> => {
    const file = await attachments.find(id);
    if (!file) throw new Error('It is not there.');
    const body = JSON.stringify({ type: 'message', ...attachmentsOf([file]) });
    await sqlConversationLog(database, () => clock).append('c', [() => body], false);
  };

  test('what a message has stays for ever; what none has goes after a day', async () => {
    const [sent, unsent] = [await fromStaff(), await fromStaff()];
    await send(sent);
    clock = new Date(clock.getTime() + dayMs / 2);
    expect(await attachments.sweep()).toBe(0);
    clock = new Date(clock.getTime() + dayMs);
    expect(await attachments.sweep()).toBe(1);
    expect(await readdir(folder)).toEqual([sent]);
    expect(await attachments.find(unsent)).toBeUndefined();
    expect(await attachments.sweep()).toBe(0);
    expect(await attachments.find(sent)).toBeDefined();
  });

  test('bytes that a killed process wrote and that nothing speaks of go after a day', async () => {
    const received = await attachments.receive(Readable.from([png]), 'a.png');
    if (received.kind === 'refused') throw new Error(received.why);
    expect(await attachments.sweep()).toBe(0);
    const twoDaysAgo = new Date(clock.getTime() - 2 * dayMs);
    await utimes(received.file.path, twoDaysAgo, twoDaysAgo);
    expect(await attachments.sweep()).toBe(1);
    expect(await readdir(folder)).toEqual([]);
  });
});

describe('addresses', () => {
  const queryOf = (address: string): URLSearchParams => new URL(address, 'http://localhost').searchParams;

  test('are good for some hours, for one file, and read the same within the hour', () => {
    clock = new Date('2026-11-22T10:01:00Z');
    const [id, other] = ['a'.repeat(32), 'b'.repeat(32)];
    const address = attachments.addresses.address(id, '');
    expect(attachments.addresses.check(id, queryOf(address))).toBe('good');
    expect(attachments.addresses.check(other, queryOf(address))).toBe('forged');
    clock = new Date('2026-11-22T10:59:00Z');
    expect(attachments.addresses.address(id, '')).toBe(address);
    clock = new Date('2026-11-22T18:59:00Z');
    expect(attachments.addresses.check(id, queryOf(address))).toBe('good');
    clock = new Date('2026-11-22T19:00:00Z');
    expect(attachments.addresses.check(id, queryOf(address))).toBe('expired');
  });

  test('an entry without files is passed on untouched', () => {
    const body = '{ "type":"message","text":"attachment:x" }';
    expect(attachments.addresses.signed(body, 'https://support.example.com')).toBe(body);
  });
});
