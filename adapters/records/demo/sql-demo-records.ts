import { CompiledQuery, type Kysely } from 'kysely';
import { dayInDenmark } from '../day-in-denmark';
import { openSqlConnection, type RecordTables } from '../sql/sql-connection';
import { recordFromRow, rowFromRecord } from '../sql/sql-columns';
import { sqlRecords } from '../sql/sql-records';
import { schemaStatements, type View, views } from '../sql/sql-views';
import type { Customer } from '../schemas';
import type { RecordSource } from '../source';
import { type DemoData, demoData } from './demo-data';
import { demoTakeIn } from './sql-demo-take-in';

/** Rows that go into one statement; SQLite takes 32,766 values in all. */
const rowsAtOnce = 100;

async function fill(transaction: Kysely<RecordTables>, data: DemoData): Promise<void> {
  for (const view of Object.keys(views) as View[]) {
    const { name, schema } = views[view];
    const rows = data[view].map((record) => rowFromRecord(schema, record));
    for (let at = 0; at < rows.length; at += rowsAtOnce)
      await transaction
        .insertInto(name)
        .values(rows.slice(at, at + rowsAtOnce))
        .execute();
  }
}

/** Makes the tables and fills them, all or nothing: a process that dies meanwhile leaves none. */
export async function seedDemo(
  kysely: Kysely<RecordTables>,
  dialect: 'sqlite' | 'postgres',
  today: string,
): Promise<void> {
  await kysely.transaction().execute(async (transaction) => {
    for (const statement of schemaStatements(dialect)) await transaction.executeQuery(CompiledQuery.raw(statement));
    await fill(transaction, demoData(today));
  });
}

export interface DemoRecords {
  source: RecordSource;
  /** Those who can be signed in as: invented, all of them. */
  customers(): Promise<Customer[]>;
}

/**
 * Invented records in a place of their own, made at the first start and dated from that day; what customers file stays in it.
 * @param place path of a file, `:memory:`, or `postgres://…`
 */
export async function openDemoRecords(place: string, now: () => Date): Promise<DemoRecords> {
  const connection = openSqlConnection(/^postgres(ql)?:\/\//.test(place) ? place : `sqlite:${place}`);
  const { kysely } = connection;
  const isFilled = async (): Promise<boolean> =>
    (await kysely.introspection.getTables()).some(({ name }) => name === views.policy.name);
  if (!(await isFilled()))
    await seedDemo(kysely, connection.dialect, dayInDenmark(now())).catch(async (error: unknown) => {
      // A command and the service, or two replicas, may make them at the same time: one is first, and what it made is as good.
      if (!(await isFilled())) throw error;
    });
  return {
    source: sqlRecords(connection, { now, takeIn: demoTakeIn(now) }),
    customers: async () => {
      const rows = await kysely.selectFrom(views.customer.name).selectAll().execute();
      return rows.map((row) => views.customer.schema.parse(recordFromRow(views.customer.schema, row)));
    },
  };
}
