/** What became of a send. `unknown`: it may have arrived, so it is not repeated. */
export type SendOutcome =
  /** `ids` are those that the message has there now. */
  | { status: 'sent'; ids: readonly string[] }
  | { status: 'unknown'; problem: string }
  /** `refusal`: what the other service answered, where it did. */
  | { status: 'failed'; problem: string; refusal?: number }
  | { status: 'waiting'; problem: string; dueAt: Date };

/** The send came to nothing before anything went out, so it can be tried again without a second copy. The message says why, in a word or two. */
export class NotSentError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'NotSentError';
  }
}

/** There is nowhere to send it to, now or later. */
export class NoAddressError extends Error {
  constructor(options?: ErrorOptions) {
    super('The activity names no service and conversation that it could be sent to.', options);
    this.name = 'NoAddressError';
  }
}

/** The other service answered, and not with success. */
export class SendRefusedError extends Error {
  /** @param retryAfter the header of that name */
  constructor(
    readonly status: number,
    readonly retryAfter?: string,
  ) {
    super(`The other service answered ${status}.`);
    this.name = 'SendRefusedError';
  }
}

/** Sends of one reply, the first included; with the growing waits between them about half an hour. */
const mostAttempts = 12;
const longestBackoffSeconds = 600;
/** A service that asks for more than this is asked again all the same. */
const longestRetryAfterSeconds = 3600;

/** Seconds that a refusal asks us to wait (`Retry-After`, a number or a date); 0 where it does not ask, or not legibly. */
function retryAfterSeconds(value: string | undefined, now: Date): number {
  if (value === undefined) return 0;
  const seconds = /^\s*\d+\s*$/.test(value) ? Number(value) : (Date.parse(value) - now.getTime()) / 1000;
  return Number.isFinite(seconds) ? Math.min(longestRetryAfterSeconds, Math.max(0, Math.ceil(seconds))) : 0;
}

/** Did it surely not arrive, though it may yet? */
function mayBeRepeated(error: unknown): boolean {
  if (error instanceof NotSentError) return true;
  if (!(error instanceof SendRefusedError)) return false;
  const { status, retryAfter } = error;
  // 412: two calls on one conversation at once, and this one lost. A 503 without a time to return does not say how far it got.
  return status === 429 || status === 412 || (status === 503 && retryAfter !== undefined);
}

/** Was it read and turned down? 403: blocked or uninstalled; 404: the conversation is gone. After a 408 it may have been read and not. */
const wasTurnedDown = (error: unknown): boolean =>
  error instanceof NoAddressError || (error instanceof SendRefusedError && error.status < 500 && error.status !== 408);

function problemOf(error: unknown): string {
  if (error instanceof SendRefusedError) return String(error.status);
  if (error instanceof NotSentError) return `not sent: ${error.message}`;
  if (error instanceof NoAddressError) return 'no address';
  const code = typeof error === 'object' && error !== null && 'code' in error ? ` (${String(error.code)})` : '';
  return `no answer${code}`;
}

/**
 * What a failed send means. Only what surely did not arrive is tried again: a second copy is worse than a visible failure.
 * @param attempts sends made before this one
 */
export function judgeFailure(error: unknown, attempts: number, now: Date): SendOutcome {
  const problem = problemOf(error);
  if (mayBeRepeated(error)) {
    if (attempts + 1 >= mostAttempts) return { status: 'failed', problem };
    const backoffSeconds = Math.min(longestBackoffSeconds, 2 ** attempts);
    const asked = error instanceof SendRefusedError ? retryAfterSeconds(error.retryAfter, now) : 0;
    return { status: 'waiting', problem, dueAt: new Date(now.getTime() + Math.max(backoffSeconds, asked) * 1000) };
  }
  if (!wasTurnedDown(error)) return { status: 'unknown', problem };
  return { status: 'failed', problem, ...(error instanceof SendRefusedError ? { refusal: error.status } : {}) };
}

/**
 * Does a failed send tell that nothing can be said in its conversation any more? 403: the bot is removed or blocked there. 404: there is no such
 * conversation, unless it was a reply: then it may be the message replied to that is gone.
 */
export const isShutOut = (outcome: SendOutcome, isReply: boolean): boolean =>
  outcome.status === 'failed' && (outcome.refusal === 403 || (outcome.refusal === 404 && !isReply));
