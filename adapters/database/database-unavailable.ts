/** The database server does not answer, or cannot take more. */
export class DatabaseUnavailable extends Error {
  /**
   * @param where host, port and database, without who signs in
   * @param mayBeDone the connection broke during the commit, and the server could not be asked what came of it
   */
  constructor(
    where: string,
    why: string,
    cause: unknown,
    readonly mayBeDone = false,
  ) {
    super(
      mayBeDone
        ? `The database ${where} was lost during a commit (${why}): what was to be kept may be there or not.`
        : `The database ${where} cannot be used now: ${why}. Nothing was changed.`,
      { cause },
    );
    this.name = 'DatabaseUnavailable';
  }
}
