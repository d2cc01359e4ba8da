import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { Kysely, type SqliteDatabase, SqliteDialect } from 'kysely';
import LibsqlDatabase from 'libsql';
import LibsqlAsyncDatabase from 'libsql/promise';
import { onlyOne } from './alone';
import type { Database, Reading, Transaction } from './database';
import { groupCommit, type Writer } from './group-commit';
import { migrate } from './migrations';
import { compile, type CompiledStatement, type Statement, type Value } from './statement';
import type { Tables } from './tables';

/** A prepared statement of the driver. */
interface Prepared {
  run(values: Value[]): { changes: number };
  get(values: Value[]): unknown;
  all(values: Value[]): unknown;
}

/** The two faces of the driver: libsql's own types leave nearly everything open. */
interface ReadingDriver {
  prepare(text: string): Prepared;
  exec(text: string): void;
  close(): void;
}
/** `exec` works on a thread of the driver's own: this one does not stand still while the disk is written. */
interface WritingDriver {
  prepare(text: string): Promise<Prepared>;
  exec(text: string): Promise<void>;
  close(): void;
}

/** Each statement with what the driver made of it, kept for as long as the connection. */
function preparedOnce<P>(kysely: Kysely<Tables>, prepare: (text: string) => P) {
  const known = new Map<unknown, CompiledStatement & { prepared: P }>();
  return <Values, Row>(statement: Statement<Values, Row>): CompiledStatement & { prepared: P } => {
    let found = known.get(statement);
    if (!found) {
      const compiled = compile(kysely, statement);
      known.set(statement, (found = { ...compiled, prepared: prepare(compiled.text) }));
    }
    return found;
  };
}

function readingOf(kysely: Kysely<Tables>, driver: ReadingDriver): Reading {
  const preparedOf = preparedOnce(kysely, (text) => driver.prepare(text));
  return {
    async first<Values extends Record<keyof Values, Value>, Row>(statement: Statement<Values, Row>, values: Values) {
      const { prepared, valuesOf } = preparedOf(statement);
      return prepared.get(valuesOf(values)) as Row | undefined;
    },
    async all<Values extends Record<keyof Values, Value>, Row>(statement: Statement<Values, Row>, values: Values) {
      const { prepared, valuesOf } = preparedOf(statement);
      return prepared.all(valuesOf(values)) as Row[];
    },
  };
}

function transactionOf(kysely: Kysely<Tables>, driver: WritingDriver): Transaction {
  const preparedOf = preparedOnce(kysely, (text) => driver.prepare(text));
  return {
    async first<Values extends Record<keyof Values, Value>, Row>(statement: Statement<Values, Row>, values: Values) {
      const { prepared, valuesOf } = preparedOf(statement);
      return (await prepared).get(valuesOf(values)) as Row | undefined;
    },
    async all<Values extends Record<keyof Values, Value>, Row>(statement: Statement<Values, Row>, values: Values) {
      const { prepared, valuesOf } = preparedOf(statement);
      return (await (await prepared).all(valuesOf(values))) as Row[];
    },
    async change<Values extends Record<keyof Values, Value>, Row>(statement: Statement<Values, Row>, values: Values) {
      const { prepared, valuesOf } = preparedOf(statement);
      return (await prepared).run(valuesOf(values)).changes;
    },
    // Units are run one after another here.
    lock: () => Promise.resolve(),
  };
}

async function writerOf(kysely: Kysely<Tables>, driver: WritingDriver): Promise<Writer> {
  const run = async (text: string) => {
    const prepared = await driver.prepare(text);
    return async (): Promise<void> => void prepared.run([]);
  };
  return {
    transaction: transactionOf(kysely, driver),
    begin: await run('begin immediate'),
    commit: () => driver.exec('commit'),
    rollback: await run('rollback'),
    savepoint: await run('savepoint unit'),
    rollbackToSavepoint: await run('rollback to unit'),
    releaseSavepoint: await run('release unit'),
    close: () => driver.close(),
  };
}

/** Another process on the same file is waited for so long. */
const patience = { timeout: 5_000 };
const pragmas = 'pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on;';

/** Of processes that start together on one file one makes the tables, all of them or none, and the others find them made. */
async function migratedByOne(kysely: Kysely<Tables>, driver: ReadingDriver): Promise<void> {
  driver.exec('begin immediate');
  try {
    await migrate(kysely, 'sqlite');
    driver.exec('commit');
  } catch (error) {
    driver.exec('rollback');
    throw error;
  }
}

/**
 * Opens the SQLite database in a file, making it and its schema when needed.
 * Write-ahead log and `synchronous=FULL`: a commit has reached the disk when it is reported.
 * Two connections, one that writes and one that reads, so that a reader does not wait for the disk.
 * @param file path of the database file
 */
export async function openSqlite(file: string): Promise<Database> {
  mkdirSync(path.dirname(file), { recursive: true });
  const readingDriver = new LibsqlDatabase(file, patience) as unknown as ReadingDriver;
  readingDriver.exec(pragmas);
  // libsql follows better-sqlite3's interface, which is what kysely's dialect asks for.
  const dialect = new SqliteDialect({ database: readingDriver as unknown as SqliteDatabase });
  const kysely = new Kysely<Tables>({ dialect });
  await migratedByOne(kysely, readingDriver);
  const writingDriver = new LibsqlAsyncDatabase(file, patience) as unknown as WritingDriver;
  await writingDriver.exec(pragmas);
  const { write, close } = groupCommit(await writerOf(kysely, writingDriver));
  return {
    ...onlyOne,
    reading: readingOf(kysely, readingDriver),
    single: { first: (statement, values) => write((transaction) => transaction.first(statement, values)) },
    write,
    async close() {
      await close();
      await kysely.destroy();
    },
  };
}
