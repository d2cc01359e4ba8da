import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fingerprints, openCopyable, type OpenedCopyable, openSqlite } from '../../adapters/database';
import { sqlConversationLog } from '../../bot/conversations/sql-conversation-log';
import { sqlAudit, sqlStaff } from '../../bot/desk';
import { BackupError, moveStore, readBackup, writeBackup } from '../../bot/stores';
import { type PostgresServer, startPostgres } from '../adapters/records/postgres-server';
import { databaseOn } from './test-store';

let server: PostgresServer;
let folder: string;
let original: string;
const opened: OpenedCopyable[] = [];
const open = async (place: string): Promise<OpenedCopyable> => {
  const store = await openCopyable(place);
  opened.push(store);
  return store;
};

beforeAll(async () => {
  server = await startPostgres();
  folder = await mkdtemp(path.join(tmpdir(), 'charterdesk-moving-'));
  original = path.join(folder, 'charterdesk.db');
  const database = await openSqlite(original);
  const now = () => new Date('2026-11-23T10:00:00Z');
  const log = sqlConversationLog(database, now);
  for (let n = 0; n < 5; n += 1) {
    await log.begin({ id: `c${n}`, channel: 'directline', userId: 'dl_a' });
    // More than go into one lot, and every kind of sign.
    await Promise.all(
      Array.from({ length: 90 }, (_, at) =>
        log.accept(`c${n}`, {
          entry: { clientId: `m${at}`, body: (seq) => JSON.stringify({ seq, text: `Æblegrød "${at}"\n🎉 \u0000` }) },
          turn: { activityId: undefined, activity: () => ({ type: 'message' }) },
        }),
      ),
    );
  }
  await sqlStaff(database, now, () => 'anna').add({
    name: 'Anna Opdigtet',
    role: 'agent',
    languages: ['da'],
    topics: [],
    capacity: 3,
  });
  for (let n = 0; n < 3; n += 1) await sqlAudit(database, now).note('anna', 'viewed', { conversation: 'c1' });
  await database.close();
});
afterAll(async () => {
  for (const store of opened) await store.close();
  await server.stop();
  await rm(folder, { recursive: true });
});

test('from SQLite to PostgreSQL and back: identical, and what comes next is numbered on', async () => {
  const first = await open(original);
  const second = await open(await databaseOn(server, 'moved'));
  const third = await open(path.join(folder, 'back.db'));
  expect((await moveStore(first, second)).activity).toBe(450);
  await moveStore(second, third);
  expect(await fingerprints(third)).toEqual(await fingerprints(first));
  await second.kysely
    .insertInto('staff_audit')
    .values({ at: 'now', staff_id: 'anna', action: 'viewed', conversation_id: null, detail: null })
    .execute();
  const numbers = await second.kysely.selectFrom('staff_audit').select('number').orderBy('number').execute();
  expect(numbers.map(({ number }) => number)).toEqual([1, 2, 3, 4]);
});

test('nothing is moved or restored into a store that is in use', async () => {
  const target = await open(path.join(folder, 'used.db'));
  await moveStore(await open(original), target);
  await expect(moveStore(await open(original), target)).rejects.toThrow(BackupError);
  await expect(readBackup(target, folder, 'none')).rejects.toThrow('empty one');
});

test('a backup with its files comes back whole; half of one not at all', async () => {
  const files = path.join(folder, 'attachments');
  await mkdir(files);
  await writeFile(path.join(files, 'abc123'), Buffer.from([0, 1, 2, 255]));
  const first = await open(original);
  const file = path.join(folder, 'backup.gz');
  expect(await writeBackup(first, files, file, new Date())).toMatchObject({ files: 1 });
  const restored = await open(await databaseOn(server, 'restored'));
  await readBackup(restored, path.join(folder, 'restored'), file);
  expect(await fingerprints(restored)).toEqual(await fingerprints(first));
  expect(await readFile(path.join(folder, 'restored', 'abc123'))).toEqual(Buffer.from([0, 1, 2, 255]));

  const whole = await readFile(file);
  await writeFile(file, whole.subarray(0, whole.length / 2));
  const third = await open(path.join(folder, 'third.db'));
  await expect(readBackup(third, path.join(folder, 'third'), file)).rejects.toThrow();
  expect((await fingerprints(third)).activity).toMatch(/^0:/);
});
