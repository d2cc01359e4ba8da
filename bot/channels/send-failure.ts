import { z } from 'zod';

/** What became of a send. `unknown`: it may have arrived, so it is not repeated. */
export type SendOutcome =
  | { status: 'sent' }
  | { status: 'unknown' | 'failed'; problem: string }
  | { status: 'waiting'; problem: string; dueAt: Date };

/** The send came to nothing before anything went out: it can be tried again without a second copy. */
export class NotSentError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'NotSentError';
  }
}

/** The part of an HTTP client's error that tells how far the request got. */
const SendFailure = z.object({
  statusCode: z.number().optional(),
  code: z.string().optional(),
  response: z
    .object({ headers: z.custom<{ get(name: string): unknown }>((headers) => hasGet(headers)) })
    .loose()
    .optional()
    .catch(undefined),
});

const hasGet = (headers: unknown): boolean =>
  typeof headers === 'object' && headers !== null && 'get' in headers && typeof headers.get === 'function';

/** The connection was never made, so nothing can have arrived. */
const neverReached = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);

/** Sends of one reply, the first included; with the growing waits between them about half an hour. */
const mostAttempts = 12;
const longestBackoffSeconds = 600;
/** A service that asks for more than this is asked again all the same. */
const longestRetryAfterSeconds = 3600;

/** Seconds that a refusal asks us to wait (`Retry-After`, as a number or as a date); 0 where it does not ask. */
function retryAfterSeconds(value: unknown, now: Date): number {
  if (typeof value !== 'string' || value.trim() === '') return 0;
  const seconds = /^\s*\d+\s*$/.test(value) ? Number(value) : (Date.parse(value) - now.getTime()) / 1000;
  return Number.isFinite(seconds) ? Math.min(longestRetryAfterSeconds, Math.max(0, Math.ceil(seconds))) : 0;
}

/** Did the other service surely not deliver it, though it may do so later? */
function mayBeRepeated(status: number | undefined, code: string | undefined, asksToReturn: boolean): boolean {
  if (status === undefined) return code !== undefined && neverReached.has(code);
  // 412: two calls on one conversation at once, and this one lost. A 503 without a time to return says nothing of how far it got.
  return status === 429 || status === 412 || (status === 503 && asksToReturn);
}

/**
 * What a failed send means. Only what surely did not arrive is tried again: a second copy is worse than a visible failure.
 * @param attempts sends made before this one
 */
export function judgeFailure(error: unknown, attempts: number, now: Date): SendOutcome {
  const { statusCode, code, response } = SendFailure.safeParse(error).data ?? {};
  const problem = error instanceof NotSentError ? error.message : `${statusCode ?? code ?? 'no answer'}`;
  const retryAfter: unknown = response?.headers.get('retry-after') ?? undefined;
  const repeatable = error instanceof NotSentError || mayBeRepeated(statusCode, code, retryAfter !== undefined);
  if (repeatable && attempts + 1 < mostAttempts) {
    const backoffSeconds = Math.min(longestBackoffSeconds, 2 ** attempts);
    const seconds = Math.max(backoffSeconds, retryAfterSeconds(retryAfter, now));
    return { status: 'waiting', problem, dueAt: new Date(now.getTime() + seconds * 1000) };
  }
  // 403: blocked or uninstalled; 404: the conversation is gone. The other 3xx and 4xx: it was read and refused. After 408 it may have been read.
  const refused = statusCode !== undefined && statusCode >= 300 && statusCode < 500 && statusCode !== 408;
  return { status: repeatable || refused ? 'failed' : 'unknown', problem };
}
