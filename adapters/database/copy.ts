import { createHash } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import type { Dialect } from './migrations';
import type { Tables } from './tables';

/** A store as rows, whatever keeps it. */
export interface Copyable {
  kysely: Kysely<Tables>;
  dialect: Dialect;
}

export type Row = Record<string, string | number | null>;

/** Rows in one statement; SQLite takes 32,766 values in all. */
const rowsAtOnce = 200;

/** The tables with the columns that order their rows: the same on every database. */
const tableKeys = {
  conversation: ['id'],
  activity: ['conversation_id', 'seq'],
  turn: ['conversation_id', 'number'],
  bot_state: ['key'],
  outbox: ['conversation_id', 'seq'],
  sent_message: ['conversation_id', 'remote_id'],
  visitor: ['conversation_id'],
  used_statement: ['id'],
  teams_link: ['tenant_id', 'aad_object_id'],
  complaint: ['id'],
  teams_chat: ['tenant_id', 'aad_object_id'],
  record_event: ['number'],
  record_telling: ['event_number', 'customer_id', 'place'],
  handoff: ['number'],
  handoff_event: ['number'],
  staff: ['id'],
  staff_session: ['token_hash'],
  staff_link: ['code_hash'],
  staff_passkey: ['id'],
  staff_audit: ['number'],
  attachment: ['id'],
  feedback: ['number'],
  desk_delivery: ['handoff_id'],
  kept_value: ['name'],
  issued: ['name'],
  rate_count: ['key'],
  model_use: ['day', 'conversation_id'],
  index_version: ['number'],
  index_part: ['version', 'file', 'part'],
  job_run: ['job'],
} as const satisfies Record<keyof Tables, readonly string[]>;

const tableNames = Object.keys(tableKeys) as (keyof Tables)[];
/** Those whose key counts up by itself. */
const counted = tableNames.filter((table) => tableKeys[table].join() === 'number');

/** The rows behind a key, in the order of their keys. */
async function page(from: Kysely<Tables>, table: keyof Tables, after: Row | undefined): Promise<Row[]> {
  const keys = sql.join(tableKeys[table].map((key) => sql.ref(key)));
  const behind = after
    ? sql`where (${keys}) > (${sql.join(tableKeys[table].map((key) => after[key] ?? null))})`
    : sql``;
  const query = sql<Row>`select * from ${sql.table(table)} ${behind} order by ${keys} limit ${sql.lit(rowsAtOnce)}`;
  return (await query.execute(from)).rows;
}

/** All rows of a table, page by page: a store is larger than memory. */
async function* rowsOf(from: Kysely<Tables>, table: keyof Tables): AsyncGenerator<Row[]> {
  let after: Row | undefined;
  for (;;) {
    const rows = await page(from, table, after);
    if (rows.length > 0) yield rows;
    if (rows.length < rowsAtOnce) return;
    after = rows.at(-1);
  }
}

export interface TableRows {
  table: keyof Tables;
  rows: Row[];
}

/** All that a store holds at one moment, while others go on writing. */
export async function eachRow({ kysely, dialect }: Copyable, take: (rows: TableRows) => Promise<void>): Promise<void> {
  const snapshot =
    dialect === 'postgres' ? kysely.transaction().setIsolationLevel('repeatable read') : kysely.transaction();
  await snapshot.execute(async (from) => {
    for (const table of tableNames) for await (const rows of rowsOf(from, table)) await take({ table, rows });
  });
}

/** Whether anybody has used the store. */
export async function isEmpty({ kysely }: Copyable): Promise<boolean> {
  for (const table of ['conversation', 'staff', 'complaint'] as const)
    if ((await page(kysely, table, undefined)).length > 0) return false;
  return true;
}

/**
 * Fills a store: all that `give` gives, or nothing. What an empty store has made by itself (a secret, an index) makes room.
 * @returns how many rows went into each table
 */
export async function fillStore(
  { kysely, dialect }: Copyable,
  give: (take: (rows: TableRows) => Promise<void>) => Promise<void>,
): Promise<Partial<Record<keyof Tables, number>>> {
  const counts: Partial<Record<keyof Tables, number>> = {};
  await kysely.transaction().execute(async (to) => {
    for (const table of tableNames) await sql`delete from ${sql.table(table)}`.execute(to);
    await give(async ({ table, rows }) => {
      const [first] = rows;
      if (!first) return;
      const columns = Object.keys(first);
      const values = rows.map((row) => sql`(${sql.join(columns.map((column) => row[column] ?? null))})`);
      const names = sql.join(columns.map((column) => sql.ref(column)));
      await sql`insert into ${sql.table(table)} (${names}) values ${sql.join(values)}`.execute(to);
      counts[table] = (counts[table] ?? 0) + rows.length;
    });
    if (dialect === 'postgres')
      // The next number comes after those that were brought.
      for (const table of counted)
        await sql`select setval(pg_get_serial_sequence(${table}, 'number'), coalesce(max(number), 1), max(number) is not null) from ${sql.table(table)}`.execute(
          to,
        );
  });
  return counts;
}

/** A fingerprint of what each table holds, whatever database keeps it. */
export async function fingerprints(store: Copyable): Promise<Record<string, string>> {
  const sums = new Map<string, string[]>(tableNames.map((table) => [table, []]));
  await eachRow(store, async ({ table, rows }) => {
    for (const row of rows) {
      const plain = Object.keys(row)
        .sort()
        .map((column) => [column, row[column]]);
      sums.get(table)?.push(createHash('sha256').update(JSON.stringify(plain)).digest('hex'));
    }
    return Promise.resolve();
  });
  return Object.fromEntries(
    [...sums].map(([table, rows]) => [
      table,
      `${rows.length}:${createHash('sha256').update(rows.sort().join()).digest('hex')}`,
    ]),
  );
}
