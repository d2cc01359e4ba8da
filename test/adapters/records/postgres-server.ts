import { execFileSync, spawn } from 'node:child_process';
import { chownSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { postgresPrograms } from './postgres-programs';

export interface PostgresServer {
  /** Of an empty database that nobody else uses. */
  url: string;
  stop(): Promise<void>;
}

/** PostgreSQL does not run as root: then it runs as another user of this machine. */
function serverUser(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const idOf = (flag: string, user: string): number => Number(execFileSync('id', [flag, user], { encoding: 'utf8' }));
  const user = ['postgres', 'nobody'].find((name) => {
    try {
      return idOf('-u', name) > 0;
    } catch {
      // No such user here; the next one is tried.
      return false;
    }
  });
  if (user === undefined)
    throw new Error('Run the tests as another user than root, or name a server in TEST_DATABASE_URL.');
  return { uid: idOf('-u', user), gid: idOf('-g', user) };
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });

const patienceMs = 30_000;

async function untilItAnswers(url: string): Promise<void> {
  const giveUpAt = Date.now() + patienceMs;
  for (;;) {
    const client = new Client({ connectionString: url });
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      if (Date.now() > giveUpAt) throw new Error('PostgreSQL did not start.', { cause: error });
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

/** A database of its own on a server that is there already. */
async function databaseOn(server: string): Promise<PostgresServer> {
  const name = `charterdesk_test_${process.pid}_${Date.now()}`;
  const run = async (statement: string): Promise<void> => {
    const client = new Client({ connectionString: server });
    await client.connect();
    await client.query(statement);
    await client.end();
  };
  await run(`create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.toString(), stop: () => run(`drop database ${name} with (force)`) };
}

/** Starts a PostgreSQL for one test file, or takes the one in `TEST_DATABASE_URL`. @param isDurable true: a commit waits for the disk, as in earnest */
export async function startPostgres({ isDurable = false } = {}): Promise<PostgresServer> {
  const given = process.env['TEST_DATABASE_URL'];
  if (given) return databaseOn(given);
  const programs = postgresPrograms();
  const user = serverUser();
  const folder = mkdtempSync(path.join(tmpdir(), 'records-postgres-'));
  if (user) chownSync(folder, user.uid, user.gid);
  const data = path.join(folder, 'data');
  execFileSync(
    path.join(programs, 'initdb'),
    ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-sync'],
    {
      ...user,
      cwd: folder,
      stdio: 'ignore',
    },
  );
  const port = await freePort();
  // The shell outlives nobody: when this process ends, however it ends, its input closes and it stops the server.
  const shell = spawn(
    'sh',
    [
      '-c',
      '"$0" "$@" & server=$!; read -r _; kill -INT $server; wait $server',
      path.join(programs, 'postgres'),
      ...[
        '-D',
        data,
        '-p',
        String(port),
        '-h',
        '127.0.0.1',
        '-c',
        'unix_socket_directories=',
        ...(isDurable ? [] : ['-F']),
      ],
    ],
    { ...user, cwd: folder, stdio: ['pipe', 'ignore', 'ignore'] },
  );
  const ended = new Promise<void>((resolve) => shell.on('exit', () => resolve()));
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`;
  await untilItAnswers(url);
  return {
    url,
    async stop() {
      shell.stdin.end();
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
