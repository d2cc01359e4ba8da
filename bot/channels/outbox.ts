import type { Activity } from 'botbuilder';
import type { ServiceLog } from '../log';
import type { Metrics } from '../metrics';
import { judgeFailure, type SendOutcome } from './send-failure';

/** A reply that must be sent to another service. */
export interface OutboxItem {
  conversation: string;
  seq: number;
  attempts: number;
  activity: Partial<Activity>;
}

/** The store of replies to be sent, conversation by conversation in order. */
export interface OutboxStore {
  /** The next item of every conversation that waits, the one that is due first at the front. */
  next(limit: number): Promise<(OutboxItem & { dueAt: Date })[]>;
  settle(item: OutboxItem, outcome: SendOutcome): Promise<void>;
  /** Forgets what was sent before this time. What failed, or may have, stays: somebody may want to know. */
  clearSent(before: Date): Promise<void>;
}

/** Hands one activity to the other service. It must end, well or badly, within some time of its own. @returns the ids that it has there, as far as told */
export type SendActivity = (activity: Partial<Activity>) => Promise<readonly string[]>;

export interface Outbox {
  /** Something has been committed that must be sent. */
  wake(): void;
  /** Stops after the sends under way. */
  stop(): Promise<void>;
}

/** Conversations that are sent to at the same time. Many, because one slow service must not hold up the others. */
const mostAtOnce = 50;
const troubleMs = 5_000;
/** The log keeps the reply itself; that it was sent is of use while somebody may ask where it is. */
const sentKeptMs = 7 * 24 * 3600 * 1000;
const clearEveryMs = 3600 * 1000;

interface Parts {
  store: OutboxStore;
  send: SendActivity;
  now: () => Date;
  serviceLog: ServiceLog;
  metrics: Pick<Metrics, 'send'>;
}

/** Sends what the log holds for other services: one at a time and in order within a conversation, many conversations at once. */
export function outbox({ store, send, now, serviceLog, metrics }: Parts): Outbox {
  /** The send under way of each conversation that has one. */
  const sending = new Map<string, Promise<void>>();
  let stopped = false;
  let looking: Promise<void> | undefined;
  let wanted = false;
  let timer: NodeJS.Timeout | undefined;

  const wakeIn = (milliseconds: number): void => {
    clearTimeout(timer);
    if (stopped) return;
    timer = setTimeout(wake, milliseconds);
    timer.unref();
  };

  const trySend = async (item: OutboxItem): Promise<SendOutcome> => {
    try {
      return { status: 'sent', ids: await send(item.activity) };
    } catch (error) {
      const outcome = judgeFailure(error, item.attempts, now());
      const reason = outcome.status === 'sent' ? undefined : outcome.problem;
      serviceLog.warn({ conversation: item.conversation, status: outcome.status, reason }, 'send did not succeed');
      return outcome;
    }
  };

  /** Until it is written the item still looks unsent, so the conversation stays taken: better late than twice. */
  const settle = async (item: OutboxItem, outcome: SendOutcome): Promise<void> => {
    for (;;) {
      try {
        return await store.settle(item, outcome);
      } catch (error) {
        serviceLog.error({ conversation: item.conversation, err: error }, 'what became of a send cannot be written');
        if (stopped) return;
        await new Promise((resolve) => setTimeout(resolve, troubleMs));
      }
    }
  };

  const sendOne = async (item: OutboxItem): Promise<void> => {
    const outcome = await trySend(item);
    metrics.send(outcome.status === 'waiting' ? 'retried' : outcome.status);
    await settle(item, outcome);
    sending.delete(item.conversation);
    wake();
  };

  const startDue = async (): Promise<void> => {
    // A send that ends while the store is read may be in the answer still, as one that waits: its end has woken us to look once more.
    const sendingBefore = new Set(sending.keys());
    const next = await store.next(mostAtOnce + sending.size);
    const free = next.filter(({ conversation }) => !sending.has(conversation) && !sendingBefore.has(conversation));
    const due = free.filter((item) => item.dueAt <= now());
    for (const item of due.slice(0, mostAtOnce - sending.size)) sending.set(item.conversation, sendOne(item));
    const later = free.filter((item) => item.dueAt > now()).map((item) => item.dueAt.getTime());
    if (later.length > 0) wakeIn(Math.max(50, Math.min(...later) - now().getTime()));
  };

  const look = async (): Promise<void> => {
    try {
      while (wanted && !stopped && sending.size < mostAtOnce) {
        wanted = false;
        await startDue();
      }
    } catch (error) {
      serviceLog.error({ err: error }, 'the outbox cannot be read; it is tried again in five seconds');
      wakeIn(troubleMs);
    }
    // In the same breath as the last look, so that a wake from here on starts a new one.
    looking = undefined;
  };

  const wake = (): void => {
    wanted = true;
    // When all places are taken, the first send to end wakes us.
    if (!stopped && sending.size < mostAtOnce) looking ??= look();
  };

  const clear = (): Promise<void> =>
    store
      .clearSent(new Date(now().getTime() - sentKeptMs))
      .catch((error: unknown) => serviceLog.error({ err: error }, 'what was sent long ago could not be cleared away'));
  const clearing = setInterval(() => void clear(), clearEveryMs);
  clearing.unref();
  void clear();

  return {
    wake,
    async stop() {
      stopped = true;
      clearTimeout(timer);
      clearInterval(clearing);
      await looking;
      await Promise.all(sending.values());
    },
  };
}
