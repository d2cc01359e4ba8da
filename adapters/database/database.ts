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
  /** Keeps other units that lock the same name waiting until this one has ended. */
  lock(name: string): Promise<void>;
}

/**
 * How units of work that come at the same time from several replicas keep out of each other's way. A store in one file runs them one after another
 * anyhow.
 *
 * - `as-if-alone`: whatever a unit reads holds until its commit. What cannot be had so is run again.
 * - `own-rows`: for the units that run at every message. The unit locks the rows that it depends on by changing them first, or is content that a unique
 *   key or a count of changed rows decides; it is run again where another was quicker to a unique key.
 */
export type Isolation = 'as-if-alone' | 'own-rows';

/** The other replicas of the service, where there are any. What is told may get lost with a connection: it may only save somebody from asking later. */
export interface Others {
  /** Tells the others. @param text short: ids, not contents */
  tell(topic: string, text: string): void;
  /** What the others tell; never what this one told. */
  hear(topic: string, listener: (text: string) => void): void;
  /** News may have been missed: the connection that brings it has just come back. */
  onGap(listener: () => void): void;
}

/** Things that one replica at a time may do. A replica that dies, or loses its connection, has let go. */
export interface Locks {
  /** Waits for its turn, then runs the job. */
  alone<T>(name: string, job: () => Promise<T>): Promise<T>;
  /** Runs the job unless another is at it now. */
  ifFree(name: string, job: () => Promise<void>): Promise<boolean>;
  /** Takes it for as long as this replica lives, where no other has it. @returns whether this replica has it */
  keep(name: string): Promise<boolean>;
}

/** The store that everything durable lives in, whatever server or file keeps it. */
export interface Database {
  /** For reading outside a unit of work: what is committed. Does not wait for the units under way. */
  readonly reading: Reading;
  /**
   * Runs `work` as one unit: all of it or nothing. Resolves after the commit is on the disk. Units are run as if one after another, and one that throws
   * takes back only its own changes and rejects with what it threw.
   * `work` must only query: it is waited for by others, and may be run again from its beginning.
   * @param isolation absent: `as-if-alone`
   * @throws DatabaseUnavailable nothing was changed, or (`mayBeDone`) it cannot be told
   */
  write<T>(work: (transaction: Transaction) => Promise<T>, isolation?: Isolation): Promise<T>;
  readonly others: Others;
  readonly locks: Locks;
  /** Whether other replicas may be at work on the same store. */
  readonly isShared: boolean;
  /** Why nothing can be read or written now; undefined where it can. */
  problem(): string | undefined;
  /** Waits for the units under way, then closes. Later units reject. */
  close(): Promise<void>;
}
