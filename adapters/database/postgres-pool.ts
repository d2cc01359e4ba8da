import type { Pool, PoolClient, PoolConfig } from 'pg';

export interface PostgresLimits {
  /** Connections for units of work and readings, at most. */
  connections: number;
  /** How long somebody waits for one of them. */
  connectMs: number;
  /** How long a statement may take. */
  statementMs: number;
}

export const defaultLimits: PostgresLimits = { connections: 10, connectMs: 5_000, statementMs: 10_000 };

const int8Type = 20;
const numericType = 1700;

/** Host, port and database, without who signs in. */
export function placeOf(url: string): string {
  const { hostname, port, pathname } = new URL(url);
  return `${hostname}${port === '' ? '' : `:${port}`}${pathname}`;
}

/** How each connection behaves. Loaded when it is wanted: a service on one file needs no driver. */
export async function connectionSettings(url: string, limits: PostgresLimits): Promise<PoolConfig> {
  const { types } = await import('pg');
  return {
    connectionString: url,
    connectionTimeoutMillis: limits.connectMs,
    statement_timeout: limits.statementMs,
    // Also where the network swallows the answer, somebody hears of it.
    query_timeout: limits.statementMs + 2_000,
    idle_in_transaction_session_timeout: limits.statementMs * 2,
    lock_timeout: limits.statementMs / 2,
    keepAlive: true,
    application_name: 'charterdesk',
    types: {
      // Counts and sums come as text otherwise; ours are far below 2^53.
      getTypeParser: (oid: number, format?: 'text' | 'binary') =>
        oid === int8Type || oid === numericType
          ? Number
          : (types.getTypeParser(oid, format as 'text') as (value: string) => unknown),
    },
  };
}

export async function openPool(url: string, limits: PostgresLimits): Promise<Pool> {
  const { Pool } = await import('pg');
  const pool = new Pool({
    ...(await connectionSettings(url, limits)),
    max: limits.connections,
    idleTimeoutMillis: 30_000,
  });
  // An idle connection that the server closes is replaced at the next question; unheard, it would end the process.
  pool.on('error', () => undefined);
  return pool;
}

/** Gives a connection back; a broken one is not used again. */
export const giveBack = (client: PoolClient, broken: boolean): void => client.release(broken);
