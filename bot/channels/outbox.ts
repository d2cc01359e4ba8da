import type { Activity } from 'botbuilder';
import { z } from 'zod';
import type { ServiceLog } from '../log';
import type { Metrics } from '../metrics';

/** A reply that must be sent to another service. */
export interface OutboxItem {
  conversation: string;
  seq: number;
  attempts: number;
  activity: Partial<Activity>;
}

/** What became of a send. `unknown`: it may have arrived, so it is not repeated. */
export type SendOutcome =
  | { status: 'sent' }
  | { status: 'unknown' | 'failed'; problem: string }
  | { status: 'waiting'; problem: string; dueAt: Date };

/** The store of replies to be sent, conversation by conversation in order. */
export interface OutboxStore {
  /** The next item of every conversation that waits, the oldest first. */
  next(limit: number): Promise<(OutboxItem & { dueAt: Date })[]>;
  settle(item: OutboxItem, outcome: SendOutcome): Promise<void>;
}

/** Hands one activity to the other service. */
export type SendActivity = (activity: Partial<Activity>) => Promise<void>;

export interface Outbox {
  /** Something has been committed that must be sent. */
  wake(): void;
  /** Stops after the sends under way. */
  stop(): Promise<void>;
}

const SendFailure = z.object({
  statusCode: z.number().optional(),
  code: z.string().optional(),
  response: z.object({ headers: z.unknown() }).loose().optional(),
});

/** The connection was never made, so nothing can have arrived. */
const neverReached = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);
const mostAttempts = 12;

/** Seconds that a refusal asks us to wait (`Retry-After`). */
function retryAfterSeconds(headers: unknown): number | undefined {
  const read = z.object({ get: z.function() }).safeParse(headers);
  const value: unknown = read.success ? (headers as { get(name: string): unknown }).get('retry-after') : undefined;
  const seconds = Number(value);
  return value !== undefined && value !== null && Number.isFinite(seconds) ? seconds : undefined;
}

/**
 * What a failed send means. Only what surely did not arrive is tried again: a second copy is worse than a visible failure.
 * @param attempts sends made before this one
 */
export function judgeFailure(error: unknown, attempts: number, now: Date): SendOutcome {
  const failure = SendFailure.safeParse(error);
  const { statusCode, code, response } = failure.success ? failure.data : {};
  const problem = `${statusCode ?? code ?? 'no answer'}`;
  const surelyNot =
    statusCode === 429 ||
    statusCode === 503 ||
    (statusCode === undefined && code !== undefined && neverReached.has(code));
  if (surelyNot && attempts + 1 < mostAttempts) {
    const backoffSeconds = Math.min(600, 2 ** attempts);
    const seconds = Math.max(backoffSeconds, (response && retryAfterSeconds(response.headers)) ?? 0);
    return { status: 'waiting', problem, dueAt: new Date(now.getTime() + seconds * 1000) };
  }
  // 403: blocked or uninstalled; 404: the conversation is gone. The other 4xx: it was read and refused.
  if (surelyNot || (statusCode !== undefined && statusCode >= 400 && statusCode < 500))
    return { status: 'failed', problem };
  return { status: 'unknown', problem };
}

const problemOf = (outcome: SendOutcome): string => (outcome.status === 'sent' ? '' : outcome.problem);

interface Parts {
  store: OutboxStore;
  send: SendActivity;
  now: () => Date;
  serviceLog: ServiceLog;
  metrics: Metrics;
}

/** Sends what the log holds for other services: in order within a conversation, several conversations at once. */
export function outbox({ store, send, now, serviceLog, metrics }: Parts): Outbox {
  let stopped = false;
  let running: Promise<void> | undefined;
  let wanted = false;
  let timer: NodeJS.Timeout | undefined;

  const sendOne = async (item: OutboxItem): Promise<void> => {
    let outcome: SendOutcome = { status: 'sent' };
    try {
      await send(item.activity);
    } catch (error) {
      outcome = judgeFailure(error, item.attempts, now());
      serviceLog.warn(
        { conversation: item.conversation, status: outcome.status, reason: problemOf(outcome) },
        'send did not succeed',
      );
    }
    metrics.send(outcome.status === 'waiting' ? 'retried' : outcome.status);
    await store.settle(item, outcome);
  };

  const drain = async (): Promise<void> => {
    while (wanted && !stopped) {
      wanted = false;
      const items = await store.next(16);
      const due = items.filter((item) => item.dueAt <= now());
      await Promise.all(due.map(sendOne));
      if (due.length > 0) wanted = true;
      else scheduleFor(items.map((item) => item.dueAt.getTime()));
    }
    running = undefined;
  };

  const scheduleFor = (dueTimes: number[]): void => {
    clearTimeout(timer);
    if (dueTimes.length === 0 || stopped) return;
    timer = setTimeout(wake, Math.max(50, Math.min(...dueTimes) - now().getTime()));
    timer.unref();
  };

  const wake = (): void => {
    wanted = true;
    running ??= drain().catch((error: unknown) => {
      running = undefined;
      serviceLog.error({ err: error }, 'outbox stopped; it starts again in five seconds');
      timer = setTimeout(wake, 5_000);
      timer.unref();
    });
  };

  return {
    wake,
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
