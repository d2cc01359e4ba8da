import { setTimeout as wait } from 'node:timers/promises';
import type { Client } from 'pg';
import type { Locks } from './database';
import { DatabaseUnavailable } from './database-unavailable';
import { openLink } from './postgres-link';
import { placeOf, type PostgresLimits } from './postgres-pool';

/** How often somebody who waits for another replica looks again, at most. */
const lookEveryMs = 40;
/** A connection that is away is waited for so long. */
const patienceMs = 15_000;

const tryLock = { name: 'try', text: 'select pg_try_advisory_lock(hashtextextended($1, 0)) as got' };
const unlock = { name: 'free', text: 'select pg_advisory_unlock(hashtextextended($1, 0))' };

/**
 * Advisory locks, all held by one connection of their own: whoever waits for a lock holds none of the connections that the holder needs to come to an
 * end. They go with the connection, and so with the replica.
 */
export async function postgresLocks(url: string, limits: PostgresLimits): Promise<Locks & { close(): Promise<void> }> {
  const link = await openLink({ url, limits, begin: () => Promise.resolve(), onLost: () => undefined });
  /** The server lets one connection have the same lock twice, so that within this replica these decide. */
  const heldHere = new Map<string, Promise<unknown>>();
  const keptOn = new Map<string, Client>();

  const connection = async (): Promise<Client> => {
    try {
      return await link.ready(patienceMs);
    } catch (error) {
      throw new DatabaseUnavailable(placeOf(url), 'the connection that holds the locks is away', error);
    }
  };

  const lockOn = async (client: Client, name: string): Promise<boolean> => {
    const { rows } = await client.query<{ got: boolean }>({ ...tryLock, values: [name] });
    return rows[0]?.got === true;
  };

  /** Not waited for: it goes before whatever this connection is asked next. A connection that is gone has let go already. */
  const letGo = (client: Client, name: string): void =>
    void client.query({ ...unlock, values: [name] }).catch(() => undefined);

  const got = async (name: string): Promise<Client> => {
    const giveUpAt = Date.now() + patienceMs * 8;
    for (;;) {
      const client = await connection();
      try {
        if (await lockOn(client, name)) return client;
      } catch (error) {
        // Away in between: the next connection is asked.
        if (Date.now() > giveUpAt) throw error;
      }
      if (Date.now() > giveUpAt)
        throw new DatabaseUnavailable(placeOf(url), 'another replica does not let go of a lock', undefined);
      await wait(lookEveryMs * (0.5 + Math.random() / 2));
    }
  };

  const within = async <T>(name: string, job: () => Promise<T>): Promise<T> => {
    const client = await got(name);
    try {
      return await job();
    } finally {
      letGo(client, name);
    }
  };

  const inTurn = <T>(name: string, job: () => Promise<T>): Promise<T> => {
    const before = heldHere.get(name);
    const outcome = before ? before.then(job, job) : job();
    const settled: Promise<unknown> = outcome
      .catch(() => undefined)
      .then(() => {
        if (heldHere.get(name) === settled) heldHere.delete(name);
      });
    heldHere.set(name, settled);
    return outcome;
  };

  return {
    alone: (name, job) => inTurn(name, () => within(name, job)),

    async ifFree(name, job) {
      if (heldHere.has(name)) return false;
      return inTurn(name, async () => {
        const client = await connection();
        if (!(await lockOn(client, name))) return false;
        try {
          await job();
        } finally {
          letGo(client, name);
        }
        return true;
      });
    },

    async keep(name) {
      const client = link.client();
      if (!client) return false;
      if (keptOn.get(name) === client) return true;
      const isOurs = await lockOn(client, name).catch(() => false);
      if (isOurs) keptOn.set(name, client);
      return isOurs;
    },

    close: () => link.close(),
  };
}
