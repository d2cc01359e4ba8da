import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { Kysely, PostgresDialect, type SqliteDatabase, SqliteDialect } from 'kysely';
import LibsqlDatabase from 'libsql';
import type { Pool } from 'pg';

/** Tables by name, cells as they come: what stands in them is checked record by record. */
export type RecordTables = Record<string, Record<string, unknown>>;

export interface SqlConnection {
  kysely: Kysely<RecordTables>;
  dialect: 'sqlite' | 'postgres';
}

/** A day stays the text that it is: as a moment it would move with the time zone of this machine. */
const dateType = 1082;
const connectTimeoutMs = 5_000;
/** An answer that takes longer is of no use to somebody in a chat. */
const statementTimeoutMs = 8_000;
/** So many questions at a time, so that a slow database does not fill up with ours. */
const connections = 10;

/** Loaded when it is wanted: most services keep their records elsewhere. */
async function postgresPool(url: string): Promise<Pool> {
  const { Pool, types } = await import('pg');
  const pool = new Pool({
    connectionString: url,
    max: connections,
    connectionTimeoutMillis: connectTimeoutMs,
    statement_timeout: statementTimeoutMs,
    query_timeout: statementTimeoutMs + 1_000,
    types: {
      getTypeParser: (oid: number, format?: 'text' | 'binary') =>
        oid === dateType
          ? (value: string) => value
          : (types.getTypeParser(oid, format as 'text') as (value: string) => unknown),
    },
  });
  // An idle connection that the server closes is replaced at the next question; unheard, it would end the process.
  pool.on('error', () => undefined);
  return pool;
}

const openPostgres = (url: string): SqlConnection => ({
  kysely: new Kysely({ dialect: new PostgresDialect({ pool: () => postgresPool(url) }) }),
  dialect: 'postgres',
});

function openSqliteFile(file: string): SqlConnection {
  if (file !== ':memory:') mkdirSync(path.dirname(file), { recursive: true });
  const driver = new LibsqlDatabase(file, { timeout: connectTimeoutMs });
  driver.exec('pragma journal_mode = wal; pragma synchronous = full;');
  // libsql follows better-sqlite3's interface, which is what kysely's dialect asks for; its own types are looser.
  const database = driver as unknown as SqliteDatabase;
  return { kysely: new Kysely({ dialect: new SqliteDialect({ database }) }), dialect: 'sqlite' };
}

/** Opens `postgres://…`, `postgresql://…` or `sqlite:PATH`. PostgreSQL is connected to at the first question. */
export function openSqlConnection(url: string): SqlConnection {
  const file = /^sqlite:(?:\/\/(?=\/))?(.+)$/.exec(url)?.[1];
  return file === undefined ? openPostgres(url) : openSqliteFile(file);
}
