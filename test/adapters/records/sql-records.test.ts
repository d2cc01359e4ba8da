import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sql } from 'kysely';
import { seedDemo } from '../../../adapters/records/demo/sql-demo-records';
import { CustomerId, RecordsUnavailable } from '../../../adapters/records/port';
import { openSqlConnection } from '../../../adapters/records/sql/sql-connection';
import { sqlRecords } from '../../../adapters/records/sql/sql-records';
import { errorForLog } from '../../../bot/log';
import { contractNow, type OpenedSource, recordsContract } from './records-contract';
import { type PostgresServer, startPostgres } from './postgres-server';

const asking = CustomerId.parse('blaamejse');

async function openSeeded(url: string): Promise<OpenedSource> {
  const connection = openSqlConnection(url);
  await seedDemo(connection.kysely, connection.dialect, '2026-11-22');
  const source = sqlRecords(connection, { now: contractNow });
  return { source, close: () => source.close() };
}

recordsContract('SQL on SQLite', () => openSeeded('sqlite::memory:'), { numbersAtOnce: false });

describe('on PostgreSQL', () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await startPostgres();
    // Where there is none, one is installed.
  }, 600_000);
  afterAll(() => server.stop());

  recordsContract('SQL on PostgreSQL', () => openSeeded(server.url), { numbersAtOnce: false });

  test('a message of the database that quotes a row does not get into the log', async () => {
    const connection = openSqlConnection(server.url);
    await sql.raw('alter table charterdesk_customers rename to kept_customers').execute(connection.kysely);
    const view = 'create view charterdesk_customers as select customer_id, name::date as name from kept_customers';
    await sql.raw(view).execute(connection.kysely);
    const source = sqlRecords(connection, { now: contractNow });
    const problem: unknown = await source.customer(asking).catch((error: unknown) => error);
    await source.close();
    expect((problem as RecordsUnavailable).cause).toMatchObject({ message: expect.stringContaining('Blåmejse') });
    expect(JSON.stringify(errorForLog(problem))).not.toContain('Blåmejse');
    expect(JSON.stringify(errorForLog((problem as RecordsUnavailable).cause))).not.toContain('Blåmejse');
    expect(JSON.stringify(errorForLog(problem))).toContain('22007');
  });
});

describe('an insurer’s database that does not answer as it should', () => {
  const reasonOf = async (work: Promise<unknown>): Promise<unknown> => {
    const error = await work.then(
      () => undefined,
      (problem: unknown) => problem,
    );
    return error instanceof RecordsUnavailable ? error.reason : error;
  };

  test('not there: down', async () => {
    const source = sqlRecords(openSqlConnection('postgres://nobody@127.0.0.1:1/none'), { now: contractNow });
    expect(await reasonOf(source.list('claim', asking))).toBe('down');
    await source.close();
  });

  test('without our views: down', async () => {
    const source = sqlRecords(openSqlConnection('sqlite::memory:'), { now: contractNow });
    expect(await reasonOf(source.list('claim', asking))).toBe('down');
    await source.close();
  });

  test.each([
    ["update charterdesk_claims set status = 'half done'", 'claim'],
    ["update charterdesk_claims set documents = '[{'", 'claim'],
    ['update charterdesk_policies set max_liability_amount = 0.123', 'policy'],
    ["update charterdesk_invoices set due_date = 'soon'", 'invoice'],
  ] as const)('%s: nonsense', async (statement, kind) => {
    const folder = await mkdtemp(path.join(tmpdir(), 'sql-records-'));
    const connection = openSqlConnection(`sqlite:${path.join(folder, 'insurer.db')}`);
    await seedDemo(connection.kysely, 'sqlite', '2026-11-22');
    await sql.raw(statement).execute(connection.kysely);
    const source = sqlRecords(connection, { now: contractNow });
    expect(await reasonOf(source.list(kind, asking))).toBe('nonsense');
    await source.close();
    await rm(folder, { recursive: true });
  });
});
