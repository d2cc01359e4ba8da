import { setTimeout as wait } from 'node:timers/promises';
import type { Pool, PoolClient } from 'pg';
import type { Isolation, Transaction } from './database';
import { DatabaseUnavailable } from './database-unavailable';
import { giveBack } from './postgres-pool';
import { problemOf, whyOf } from './postgres-problems';

/** How often a unit is begun again, by what was in its way. Who meets others this often meets them on purpose. */
const mostAttempts = { 'in-the-way': 40, 'key-taken': 3, connection: 4 };

const beginnings: Record<Isolation, string> = {
  'as-if-alone': 'begin isolation level serializable; select pg_current_xact_id()::text as id',
  'own-rows': 'begin isolation level read committed; select pg_current_xact_id()::text as id',
};

interface Parts {
  pool: Pool;
  where: string;
  transactionOn(client: PoolClient): Transaction;
  /** Told after each unit and reading whether the server could be had. */
  onReached(problem: string | undefined): void;
}

/** A commit whose answer did not come. */
class CommitUnanswered extends Error {
  constructor(
    readonly unit: string,
    cause: unknown,
  ) {
    super('The answer to a commit did not come.', { cause });
  }
}

/** A moment, longer each time and never the same for two: else they would meet again. */
const pause = (attempt: number, mostMs: number): Promise<void> =>
  wait(Math.random() * Math.min(mostMs, 2 ** attempt * 2));

/** Units of work on PostgreSQL, each with a connection of its own. */
export function postgresUnits({ pool, where, transactionOn, onReached }: Parts) {
  const begin = async (client: PoolClient, isolation: Isolation): Promise<string> => {
    // Two statements in one go: the second brings the name by which the server knows afterwards what came of the unit.
    const results = (await client.query(beginnings[isolation])) as unknown as { rows: { id: string }[] }[];
    const id = results.at(-1)?.rows[0]?.id;
    if (id === undefined) throw new Error('PostgreSQL gave a unit of work no id.');
    return id;
  };

  const commit = async (client: PoolClient, unit: string): Promise<void> => {
    try {
      await client.query('commit');
    } catch (error) {
      throw problemOf(error) === 'connection' ? new CommitUnanswered(unit, error) : error;
    }
  };

  const once = async <T>(work: (transaction: Transaction) => Promise<T>, isolation: Isolation): Promise<T> => {
    const client = await pool.connect();
    let broken = false;
    const onError = (): void => {
      broken = true;
    };
    // A connection that breaks between two queries says so here; unheard, it would end the process.
    client.on('error', onError);
    try {
      const unit = await begin(client, isolation);
      try {
        const result = await work(transactionOn(client));
        await commit(client, unit);
        return result;
      } catch (error) {
        broken ||= error instanceof CommitUnanswered || problemOf(error) === 'connection';
        if (!broken) await client.query('rollback').catch(onError);
        throw error;
      }
    } catch (error) {
      broken ||= problemOf(error) === 'connection';
      throw error;
    } finally {
      client.off('error', onError);
      giveBack(client, broken);
    }
  };

  /** Asks the server what came of a unit whose commit it did not answer. */
  const isCommitted = async (unanswered: CommitUnanswered): Promise<boolean> => {
    for (let attempt = 1; attempt <= 8; attempt += 1) {
      try {
        const { rows } = await pool.query<{ status: string | null }>('select pg_xact_status($1::xid8) as status', [
          unanswered.unit,
        ]);
        const status = rows[0]?.status;
        if (status === 'committed') return true;
        if (status === 'aborted') return false;
      } catch (error) {
        // The next attempt finds a connection, or the last one gives up below. Anything else is a surprise.
        if (problemOf(error) !== 'connection') throw error;
      }
      await wait(100 * attempt);
    }
    throw new DatabaseUnavailable(where, whyOf(unanswered.cause), unanswered.cause, true);
  };

  return async <T>(
    work: (transaction: Transaction) => Promise<T>,
    isolation: Isolation = 'as-if-alone',
  ): Promise<T> => {
    const met = { 'in-the-way': 0, 'key-taken': 0, connection: 0 };
    let result: { value: T } | undefined;
    const noted = async (transaction: Transaction): Promise<T> => {
      const value = await work(transaction);
      result = { value };
      return value;
    };
    for (;;) {
      try {
        const value = await once(noted, isolation);
        onReached(undefined);
        return value;
      } catch (error) {
        if (error instanceof CommitUnanswered) {
          if ((await isCommitted(error)) && result) return result.value;
        }
        const problem = error instanceof CommitUnanswered ? 'connection' : problemOf(error);
        if (problem === 'own') throw error;
        met[problem] += 1;
        if (problem === 'connection') onReached(whyOf(error));
        if (met[problem] >= mostAttempts[problem]) {
          if (problem === 'key-taken') throw error;
          throw new DatabaseUnavailable(
            where,
            problem === 'connection' ? whyOf(error) : 'too many at once want the same',
            error,
          );
        }
        await pause(met[problem], problem === 'connection' ? 500 : 50);
      }
    }
  };
}
