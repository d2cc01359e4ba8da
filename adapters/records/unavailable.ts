/**
 * Why the records could not be asked: they answered too late (`slow`), could not be reached, answered an error of their own or dropped the
 * connection (`down`), gave something that is no record (`nonsense`), do not take our own credentials (`refused`), or ask us to come later (`busy`).
 */
export type UnavailableReason = 'slow' | 'down' | 'nonsense' | 'refused' | 'busy';

/**
 * The insurer's records could not be asked. Nothing is known then: no record is half shown, and none is said not to exist.
 * The message names no record and no person.
 */
export class RecordsUnavailable extends Error {
  override readonly name = 'RecordsUnavailable';
  constructor(
    readonly reason: UnavailableReason,
    /** What was asked for, in the port's words: `list claim`, `submit claim`. */
    readonly operation: string,
    options: { cause?: unknown; retryAfterSeconds?: number } = {},
  ) {
    super(
      `The records system could not be asked (${operation}): ${sentences[reason]}${
        operation.startsWith('submit') ? ' It may have taken the draft; sending the same draft again is safe.' : ''
      }`,
      { cause: options.cause },
    );
    this.retryAfterSeconds = options.retryAfterSeconds;
  }
  /** When it said when to come back (`busy`). */
  readonly retryAfterSeconds: number | undefined;
}

const sentences: Record<UnavailableReason, string> = {
  slow: 'it did not answer in time.',
  down: 'it could not be reached, or failed.',
  nonsense: 'what it answered is no record that we know.',
  refused: 'it does not take our credentials (see RECORDS_CLIENT_ID and RECORDS_CLIENT_SECRET).',
  busy: 'it takes no more requests for now.',
};
