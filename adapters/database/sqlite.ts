import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { CompiledQuery, Kysely, type SqliteDatabase, SqliteDialect } from 'kysely';
import LibsqlDatabase from 'libsql';
import type { Database, Transaction } from './database';
import { migrate } from './migrations';
import type { Tables } from './tables';

/** Run at every commit, so put together once. */
const statements = {
  begin: CompiledQuery.raw('begin immediate'),
  commit: CompiledQuery.raw('commit'),
  rollback: CompiledQuery.raw('rollback'),
  savepoint: CompiledQuery.raw('savepoint unit'),
  rollbackTo: CompiledQuery.raw('rollback to unit'),
  release: CompiledQuery.raw('release unit'),
};

interface Unit {
  run(transaction: Transaction): Promise<void>;
  /** Called once the fate of the unit is on the disk. */
  settle(commitError?: unknown): void;
}

function unitOf<T>(work: (transaction: Transaction) => Promise<T>): { unit: Unit; outcome: Promise<T> } {
  let settle: Unit['settle'] = () => undefined;
  let done: { value: T } | { error: unknown } | undefined;
  const outcome = new Promise<T>((resolve, reject) => {
    settle = (commitError) => {
      if (commitError !== undefined) reject(commitError);
      else if (done && 'value' in done) resolve(done.value);
      else reject(done?.error);
    };
  });
  const run = async (transaction: Transaction): Promise<void> => {
    try {
      done = { value: await work(transaction) };
    } catch (error) {
      done = { error };
      throw error;
    }
  };
  return { unit: { run, settle: (error) => settle(error) }, outcome };
}

/** One unit within the shared commit: a savepoint, so that its failure leaves its neighbours alone. */
async function runOne(connection: Transaction, unit: Unit): Promise<void> {
  await connection.executeQuery(statements.savepoint);
  try {
    await unit.run(connection);
  } catch {
    // The unit keeps its own error and rejects with it after the commit.
    await connection.executeQuery(statements.rollbackTo);
  }
  await connection.executeQuery(statements.release);
}

/** A unit that has the commit to itself needs no savepoint: its failure takes back the whole, which is the unit. */
async function runAlone(connection: Transaction, unit: Unit): Promise<void> {
  await connection.executeQuery(statements.begin);
  try {
    await unit.run(connection);
    await connection.executeQuery(statements.commit);
  } catch (error) {
    await connection.executeQuery(statements.rollback);
    throw error;
  }
}

async function runAll(connection: Transaction, units: Unit[]): Promise<void> {
  await connection.executeQuery(statements.begin);
  try {
    for (const unit of units) await runOne(connection, unit);
    await connection.executeQuery(statements.commit);
  } catch (error) {
    await connection.executeQuery(statements.rollback);
    throw error;
  }
}

async function commitTogether(kysely: Kysely<Tables>, units: Unit[]): Promise<void> {
  const [first, ...others] = units;
  if (!first) return;
  try {
    await kysely
      .connection()
      .execute((connection) => (others.length === 0 ? runAlone(connection, first) : runAll(connection, units)));
  } catch (error) {
    for (const unit of units) unit.settle(error);
    return;
  }
  for (const unit of units) unit.settle();
}

/** SQLite has one writer: units queue here, and each commit takes all that have come since the last one began. */
function groupCommit(kysely: Kysely<Tables>): Pick<Database, 'write' | 'close'> {
  let waiting: Unit[] = [];
  let running: Promise<void> | undefined;
  let closed = false;

  const drain = async (): Promise<void> => {
    while (waiting.length > 0) {
      // One turn of the event loop lets the requests that have arrived join this commit.
      await new Promise((resolve) => setImmediate(resolve));
      const units = waiting;
      waiting = [];
      await commitTogether(kysely, units);
    }
    running = undefined;
  };

  return {
    write(work) {
      if (closed) return Promise.reject(new Error('The database is closed.'));
      const { unit, outcome } = unitOf(work);
      waiting.push(unit);
      running ??= drain();
      return outcome;
    },
    async close() {
      closed = true;
      await running;
      await kysely.destroy();
    },
  };
}

/** The statements of the service are few and run all the time: each is prepared once. */
function withPreparedStatements(driver: SqliteDatabase): SqliteDatabase {
  const prepared = new Map<string, ReturnType<SqliteDatabase['prepare']>>();
  return {
    prepare(text) {
      let statement = prepared.get(text);
      if (!statement) prepared.set(text, (statement = driver.prepare(text)));
      return statement;
    },
    close() {
      prepared.clear();
      driver.close();
    },
  };
}

/**
 * Opens the SQLite database in a file, making it and its schema when needed.
 * Write-ahead log and `synchronous=FULL`: a commit has reached the disk when it is reported.
 * @param file path of the database file, or `:memory:`
 */
export async function openSqlite(file: string): Promise<Database> {
  if (file !== ':memory:') mkdirSync(path.dirname(file), { recursive: true });
  const driver = new LibsqlDatabase(file, { timeout: 5_000 });
  driver.exec('pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on;');
  // libsql follows better-sqlite3's interface, which is what kysely's dialect asks for; its own types are looser.
  const database = withPreparedStatements(driver as unknown as SqliteDatabase);
  const kysely = new Kysely<Tables>({ dialect: new SqliteDialect({ database }) });
  await migrate(kysely);
  return { reading: kysely, ...groupCommit(kysely) };
}
