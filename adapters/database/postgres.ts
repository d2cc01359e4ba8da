import { setTimeout as wait } from 'node:timers/promises';
import { Kysely, PostgresDialect } from 'kysely';
import type { Pool } from 'pg';
import type { Database } from './database';
import { DatabaseUnavailable } from './database-unavailable';
import { migrate } from './migrations';
import { postgresLocks } from './postgres-locks';
import { postgresOthers } from './postgres-others';
import { defaultLimits, openPool, placeOf, type PostgresLimits } from './postgres-pool';
import { problemOf, whyOf } from './postgres-problems';
import { preparedFor, readingOver, transactionOver } from './postgres-statements';
import { postgresUnits } from './postgres-units';
import type { Tables } from './tables';

const mostReadings = 4;
const askEveryMs = 5_000;
const oldestVersion = 150_000;

async function checkVersion(pool: Pool): Promise<void> {
  const { rows } = await pool.query<{ server_version_num: string }>('show server_version_num');
  if (Number(rows[0]?.server_version_num ?? 0) < oldestVersion)
    throw new Error('DATABASE_URL names a PostgreSQL older than 15. Use 15 or newer.');
}

/**
 * Opens a PostgreSQL database, 15 or newer, and brings its schema up to date: once, whoever else does it at the same time.
 * @param url `postgres://USER:PASSWORD@HOST:PORT/NAME`
 * @throws DatabaseUnavailable where it does not answer
 */
export async function openPostgres(url: string, given: Partial<PostgresLimits> = {}): Promise<Database> {
  const limits = { ...defaultLimits, ...given };
  const where = placeOf(url);
  const pool = await openPool(url, limits);
  const kysely = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  const closing: (() => Promise<void>)[] = [() => kysely.destroy()];
  /** What each way to the server met last. */
  const met: { pool?: string | undefined; news?: string | undefined } = {};
  const onReached = (why: string | undefined): void => void (met.pool = why);
  try {
    await checkVersion(pool);
    await migrate(kysely, 'postgres');
    const others = await postgresOthers(url, limits, (why) => void (met.news = why));
    closing.unshift(() => others.close());
    const locks = await postgresLocks(url, limits);
    closing.unshift(() => locks.close());
    return opened();

    function opened(): Database {
      const prepared = preparedFor(kysely);
      let isClosed = false;
      let underWay = 0;

      const ask = async <T>(work: (client: Pool) => Promise<T>): Promise<T> => {
        for (let attempt = 1; ; attempt += 1) {
          try {
            const answer = await work(pool);
            onReached(undefined);
            return answer;
          } catch (error) {
            if (problemOf(error) !== 'connection') throw error;
            onReached(whyOf(error));
            if (attempt >= mostReadings || isClosed) throw new DatabaseUnavailable(where, whyOf(error), error);
            await wait(50 * attempt);
          }
        }
      };
      const units = postgresUnits({
        pool,
        where,
        transactionOn: (client) => transactionOver(prepared, client),
        onReached,
      });
      // So that a server which is back is noticed also where nobody asks anything.
      const asking = setInterval(() => {
        pool.query('select 1').then(
          () => onReached(undefined),
          (error: unknown) => onReached(whyOf(error)),
        );
      }, askEveryMs);
      asking.unref();

      return {
        reading: readingOver(prepared, ask),
        async write(work, isolation) {
          if (isClosed) throw new Error('The database is closed.');
          underWay += 1;
          try {
            return await units(work, isolation);
          } finally {
            underWay -= 1;
          }
        },
        others,
        locks,
        isShared: true,
        problem: () => {
          const why = met.pool ?? met.news;
          return why === undefined ? undefined : `the database ${where} cannot be used: ${why}`;
        },
        async close() {
          isClosed = true;
          clearInterval(asking);
          for (let waited = 0; underWay > 0 && waited < 100; waited += 1) await wait(50);
          for (const close of closing) await close();
        },
      };
    }
  } catch (error) {
    for (const close of closing) await close();
    const cause =
      error instanceof Error && error.cause !== undefined && problemOf(error) === 'own' ? error.cause : error;
    if (problemOf(cause) === 'connection') throw new DatabaseUnavailable(where, whyOf(cause), error);
    throw error;
  }
}
