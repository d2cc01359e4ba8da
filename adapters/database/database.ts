import type { Statement, Value } from './statement';

/** Asks the store. */
export interface Reading {
  /** The first row, `undefined` without one. */
  first<Values extends Record<keyof Values, Value>, Row>(
    statement: Statement<Values, Row>,
    values: Values,
  ): Promise<Row | undefined>;
  all<Values extends Record<keyof Values, Value>, Row>(
    statement: Statement<Values, Row>,
    values: Values,
  ): Promise<Row[]>;
}

/** Asks and changes the store inside one unit of work. */
export interface Transaction extends Reading {
  /** @returns how many rows were added or changed */
  change<Values extends Record<keyof Values, Value>, Row>(
    statement: Statement<Values, Row>,
    values: Values,
  ): Promise<number>;
}

/** The store that everything durable lives in, whatever server or file keeps it. */
export interface Database {
  /** For reading outside a unit of work: what is committed. Does not wait for the units under way. */
  readonly reading: Reading;
  /**
   * Runs `work` as one unit: all of it or nothing. Resolves after the commit is on the disk. Units are run one after another; those that come
   * at the same time share one commit, and one that throws takes back only its own changes and rejects with what it threw.
   * `work` must only query: it is waited for by everyone else.
   */
  write<T>(work: (transaction: Transaction) => Promise<T>): Promise<T>;
  /** Waits for the units under way, then closes. Later units reject. */
  close(): Promise<void>;
}
