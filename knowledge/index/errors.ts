/** Why an index cannot be used. */
export type IndexProblem = 'damaged' | 'other-format' | 'unreadable';

/** An index that is there but cannot be used; the message says what is wrong with which file and how to mend it. */
export class IndexError extends Error {
  override readonly name = 'IndexError';

  constructor(
    readonly reason: IndexProblem,
    what: string,
    options?: ErrorOptions,
  ) {
    super(`${what} Build it again: npm run ingest.`, options);
  }
}
