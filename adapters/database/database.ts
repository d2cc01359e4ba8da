import type { Kysely } from 'kysely';
import type { Tables } from './tables';

/** The query builder inside one unit of work. */
export type Transaction = Kysely<Tables>;

/** The store that everything durable lives in, whatever server or file keeps it. */
export interface Database {
  /** For reading outside a unit of work: what is committed. */
  readonly reading: Kysely<Tables>;
  /**
   * Runs `work` as one unit: all of it or nothing. Resolves after the commit is on the disk. Units are run one after another; those that come
   * at the same time share one commit, and one that throws takes back only its own changes and rejects with what it threw.
   * `work` must only query: it is waited for by everyone else.
   */
  write<T>(work: (transaction: Transaction) => Promise<T>): Promise<T>;
  /** Waits for the units under way, then closes. Later units reject. */
  close(): Promise<void>;
}
