import type { Client } from 'pg';
import { connectionSettings, type PostgresLimits } from './postgres-pool';
import { whyOf } from './postgres-problems';

const firstWaitMs = 100;
const longestWaitMs = 3_000;
/** A connection that says nothing for this long is asked whether it is there: a firewall may have forgotten it. */
const askEveryMs = 10_000;

/** One connection of its own that is made again whenever it breaks. */
export interface Link {
  /** The connection, where there is one now. */
  client(): Client | undefined;
  /** Resolves when there is one; rejects when there was none for so long. */
  ready(patienceMs: number): Promise<Client>;
  close(): Promise<void>;
}

interface Parts {
  url: string;
  limits: PostgresLimits;
  /** What a new connection begins with; it is used by others only afterwards. @param again not the first one */
  begin(client: Client, again: boolean): Promise<void>;
  onLost(why: string): void;
}

/** @throws what the first attempt to connect throws: whoever starts the service wants to know */
export async function openLink({ url, limits, begin, onLost }: Parts): Promise<Link> {
  const { Client } = await import('pg');
  const settings = await connectionSettings(url, limits);
  let current: Client | undefined;
  let closed = false;
  let waitMs = firstWaitMs;
  let timer: NodeJS.Timeout | undefined;
  let waiting: ((client: Client) => void)[] = [];

  const lose = (client: Client, why: string): void => {
    if (current !== client) return;
    current = undefined;
    client.end().catch(() => undefined);
    if (closed) return;
    onLost(why);
    again();
  };

  const connect = async (isAgain: boolean): Promise<void> => {
    const client = new Client(settings);
    let isBroken: string | undefined;
    const broken = (why: string): void => {
      isBroken = why;
      lose(client, why);
    };
    client.on('error', (error) => broken(whyOf(error)));
    client.on('end', () => broken('the server closed the connection'));
    try {
      await client.connect();
      // What holds locks must be let go of soon when this machine vanishes from the network.
      await client.query('set tcp_keepalives_idle = 5; set tcp_keepalives_interval = 2; set tcp_keepalives_count = 3');
      await begin(client, isAgain);
      if (isBroken !== undefined) throw new Error(isBroken);
    } catch (error) {
      client.end().catch(() => undefined);
      throw error;
    }
    if (closed) return void client.end().catch(() => undefined);
    current = client;
    waitMs = firstWaitMs;
    for (const wake of waiting) wake(client);
    waiting = [];
  };

  const again = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      connect(true).catch((error: unknown) => {
        onLost(whyOf(error));
        if (!closed) again();
      });
    }, waitMs);
    timer.unref();
    waitMs = Math.min(longestWaitMs, waitMs * 2);
  };

  const ask = setInterval(() => {
    const client = current;
    client?.query('select 1').catch((error: unknown) => lose(client, whyOf(error)));
  }, askEveryMs);
  ask.unref();

  try {
    await connect(false);
  } catch (error) {
    clearInterval(ask);
    throw error;
  }
  return {
    client: () => current,
    ready(patienceMs) {
      if (current) return Promise.resolve(current);
      return new Promise((resolve, reject) => {
        const late = setTimeout(() => reject(new Error('Connection terminated')), patienceMs);
        waiting.push((client) => {
          clearTimeout(late);
          resolve(client);
        });
      });
    },
    async close() {
      closed = true;
      clearInterval(ask);
      clearTimeout(timer);
      const client = current;
      current = undefined;
      await client?.end().catch(() => undefined);
    },
  };
}
