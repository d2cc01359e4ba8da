import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { sql } from 'kysely';
import { seedDemo } from '../../../adapters/records/demo/sql-demo-records';
import { rankByName } from '../../../adapters/records/buyer-search';
import { BuyerId, CustomerId, RecordsUnavailable } from '../../../adapters/records/port';
import type { RecordSource } from '../../../adapters/records/source';
import { openSqlConnection, type SqlConnection } from '../../../adapters/records/sql/sql-connection';
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

describe('buyers are looked for in the database', () => {
  let source: RecordSource;
  let connection: SqlConnection;
  beforeAll(async () => {
    connection = openSqlConnection('sqlite::memory:');
    await seedDemo(connection.kysely, 'sqlite', '2026-11-22');
    source = sqlRecords(connection, { now: contractNow });
  });
  afterAll(() => source.close());

  test('property: however a name is mistyped, those are found that a look at every buyer finds, in the same order', async () => {
    const all = await source.buyers(asking, {});
    expect(all.length).toBeGreaterThan(10);
    const mistyped = fc
      .tuple(fc.constantFrom(...all.map(({ legalName }) => legalName)), fc.nat(), fc.constantFrom('', 'e', ' ', 'ø'))
      .map(([name, at, instead]) => name.slice(0, at % name.length) + instead + name.slice((at % name.length) + 1));
    await fc.assert(
      fc.asyncProperty(mistyped, async (name) => {
        const found = await source.buyers(asking, { name });
        expect(found).toEqual(rankByName(all, name));
      }),
      { numRuns: 60, seed: 20_261_122 },
    );
  });

  test('only the rows of those that are found are read', async () => {
    const broken = "update charterdesk_buyers set status = 'half done' where legal_name not like 'Nordha%'";
    await sql.raw(broken).execute(connection.kysely);
    const [found] = await source.buyers(asking, { name: 'Nordhavn Stol' });
    const number = found?.nationalId.value ?? '';
    expect(found?.legalName).toBe('Nordhavn Stål ApS');
    for (const search of [
      { registrationNumber: `DK ${number.slice(0, 2)} ${number.slice(2)}` },
      { buyerId: BuyerId.parse('B-30000') },
    ])
      expect(await source.buyers(asking, search)).toEqual([found]);
    await expect(source.buyers(asking, {})).rejects.toMatchObject({ reason: 'nonsense' });
  });
});

test('among 50,000 buyers a mistyped name is found, the last of them too, and others get their turn meanwhile', async () => {
  const connection = openSqlConnection('sqlite::memory:');
  await seedDemo(connection.kysely, 'sqlite', '2026-11-22');
  const many = `with recursive n(i) as (select 0 union all select i + 1 from n where i < 49999)`;
  await sql
    .raw(
      `insert into charterdesk_buyers (buyer_id, national_id, legal_name, country, status, rating_band, watch)
       ${many} select printf('C-%05d', i), '{"type":"CVR","value":"' || (10000000 + i) || '"}',
         case i when 49999 then 'Kvartsfjeld Turbinefabrik A/S' else 'Lager ' || i || ' Nord' end, 'DK', 'active', 'average', 0 from n`,
    )
    .execute(connection.kysely);
  await sql
    .raw(
      `insert into charterdesk_policy_buyers (policy_number, buyer_id) ${many} select 'CI-104221', printf('C-%05d', i) from n`,
    )
    .execute(connection.kysely);
  const source = sqlRecords(connection, { now: contractNow });
  let turns = 0;
  const others = setInterval(() => (turns += 1), 1);
  const found = await source.buyers(asking, { name: 'kvartzfjeld turbinfabrik' });
  const meanwhile = turns;
  clearInterval(others);
  expect(found.map(({ legalName, buyerId }) => [legalName, buyerId])).toEqual([
    ['Kvartsfjeld Turbinefabrik A/S', 'C-49999'],
  ]);
  expect(meanwhile).toBeGreaterThan(5);
  expect((await source.buyers(asking, { name: 'Lager Nord' })).length).toBe(200);
  const [byNumber] = await source.buyers(asking, { registrationNumber: '10049999' });
  expect(byNumber?.buyerId).toBe('C-49999');
  await source.close();
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
