import { createHash } from 'node:crypto';
import path from 'node:path';
import { Client } from 'pg';
import { type Database, openPostgres, openSqlite } from '../../adapters/database';
import { type PostgresServer, startPostgres } from '../adapters/records/postgres-server';

/** Set while the suites of the stores run on PostgreSQL. */
let server: PostgresServer | undefined;
const made = new Set<string>();
/** Of the stores that are open: one that a test leaves so would go on asking for its server. */
const open = new Set<() => Promise<void>>();

const nameOf = (file: string): string => `store_${createHash('sha256').update(file).digest('hex').slice(0, 16)}`;

async function run(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}

const at = (url: string, name: string): string => {
  const address = new URL(url);
  address.pathname = `/${name}`;
  return address.toString();
};

/** An empty database of its own on a server that a test started. */
export async function databaseOn({ url }: PostgresServer, name: string): Promise<string> {
  await run(url, `create database ${name}`);
  return at(url, name);
}

/** From now on the stores of this test file are databases of a PostgreSQL server. */
export async function storesOnPostgres(): Promise<{ stop(): Promise<void> }> {
  const started = await startPostgres();
  const template = await openPostgres(await databaseOn(started, 'store_template'));
  await template.close();
  server = started;
  return {
    async stop() {
      server = undefined;
      for (const close of open) await close();
      if (process.env['TEST_DATABASE_URL'])
        for (const name of [...made, 'store_template']) await run(started.url, `drop database ${name} with (force)`);
      made.clear();
      await started.stop();
    },
  };
}

/** The store of a test: a file, or a database that is found again under the same path. */
export async function openTestStore(file: string): Promise<Database> {
  const url = await addressOf(file);
  if (url === undefined) return openSqlite(file);
  const database = await openPostgres(url, { connections: 6 });
  const close = async (): Promise<void> => {
    open.delete(close);
    await database.close();
  };
  open.add(close);
  return { ...database, close };
}

/** The settings by which a service, or a command, has the store that `openTestStore` opens for the file in this data directory. */
export async function testStoreSettings(dataDirectory: string): Promise<Record<string, string>> {
  const url = await addressOf(path.join(dataDirectory, 'charterdesk.db'));
  return url === undefined ? {} : { DATABASE_URL: url };
}

/** Undefined while tests run on SQLite. */
async function addressOf(file: string): Promise<string | undefined> {
  if (!server) return undefined;
  const name = nameOf(file);
  if (!made.has(name)) {
    made.add(name);
    await run(server.url, `create database ${name} template store_template`);
  }
  return at(server.url, name);
}
