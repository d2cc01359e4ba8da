import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { Kysely, PostgresDialect, type SqliteDatabase, SqliteDialect } from 'kysely';
import LibsqlDatabase from 'libsql';
import type { Copyable } from './copy';
import { migrate } from './migrations';
import { defaultLimits, openPool } from './postgres-pool';
import type { Tables } from './tables';

/** Copying a whole table takes longer than anything that a customer waits for. */
const statementMs = 600_000;

/** A store to copy from or to, with its schema up to date. */
export interface OpenedCopyable extends Copyable {
  close(): Promise<void>;
}

async function ready(store: Copyable): Promise<OpenedCopyable> {
  await migrate(store.kysely, store.dialect);
  return { ...store, close: () => store.kysely.destroy() };
}

/** @param place `postgres://…`, or the path of a SQLite file */
export async function openCopyable(place: string): Promise<OpenedCopyable> {
  if (/^postgres(ql)?:\/\//.test(place)) {
    const pool = await openPool(place, { ...defaultLimits, statementMs });
    return ready({ kysely: new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) }), dialect: 'postgres' });
  }
  mkdirSync(path.dirname(place), { recursive: true });
  const driver = new LibsqlDatabase(place, { timeout: 5_000 });
  driver.exec('pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on;');
  // libsql follows better-sqlite3's interface, which is what kysely's dialect asks for; its own types are looser.
  const database = driver as unknown as SqliteDatabase;
  return ready({ kysely: new Kysely<Tables>({ dialect: new SqliteDialect({ database }) }), dialect: 'sqlite' });
}
