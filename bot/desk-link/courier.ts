import { type DeskCase, DeskUnavailable, type OtherDesk } from '../../adapters/desks/port';
import { turnQueue } from '../conversations/turn-queue';
import { type Handoff, isOpen } from '../handoff/handoff';
import type { Handoffs } from '../handoff/handoffs';
import type { ServiceLog } from '../log';
import type { CaseEntries } from './case-entries';
import type { Delivery, DeliveryStore } from './delivery-store';

interface Parts {
  /** Whether this replica is the one that tells the desk; absent: it is the only one. */
  isOnDuty?(): Promise<boolean>;
  desk: OtherDesk;
  store: DeliveryStore;
  handoffs: Pick<Handoffs, 'find' | 'open' | 'fail' | 'listen'>;
  entriesIn: CaseEntries;
  /** What the person should know beforehand, in words. */
  summaryOf(handoff: Handoff): string;
  now: () => Date;
  serviceLog: ServiceLog;
  /** The wait after a first failure; doubled after each that follows. */
  firstWaitMs?: number | undefined;
}

export interface DeskCourier {
  /** Takes up what an earlier process had left. */
  start(): Promise<void>;
  /** Stops after the calls under way. */
  stop(): Promise<void>;
}

const longestWaitMs = 30_000;
/** So many failures in a row take about two minutes: a customer is not left waiting for a desk that cannot be reached. */
const mostFailures = 8;

const waitAfter = ({ attempts }: Delivery, problem: unknown, firstWaitMs: number): number => {
  const asked = problem instanceof DeskUnavailable ? (problem.retryAfterSeconds ?? 0) * 1000 : 0;
  return Math.min(longestWaitMs, Math.max(asked, firstWaitMs * 2 ** attempts));
};

/**
 * Tells another desk of hand-offs and of what their customers write: for each hand-off one call at a time, in the order of its log, from where the
 * desk has been told. A desk that stays out of reach fails the hand-off, so that the customer hears of it.
 */
export function deskCourier(parts: Parts): DeskCourier {
  const { desk, store, handoffs, entriesIn, summaryOf, now, serviceLog, firstWaitMs = 1_000 } = parts;
  const queue = turnQueue();
  const timers = new Map<string, NodeJS.Timeout>();
  let stopped = false;

  const open = async (handoff: Handoff, deskCase: DeskCase): Promise<void> => {
    const said = await entriesIn(handoff.conversation, handoff.number, 0);
    const { remoteId } = await desk.open(deskCase, said);
    await store.reached(handoff.id, remoteId, said.at(-1)?.seq ?? 0);
  };

  const deliverNew = async (handoff: Handoff, deskCase: DeskCase, remoteId: string, from: number): Promise<void> => {
    let cursor = from;
    const newEntries = () => entriesIn(handoff.conversation, handoff.number, cursor);
    for (let entries = await newEntries(); entries.length > 0 && !stopped;) {
      for (const entry of entries) {
        if (stopped) return;
        // What its own people said it knows, and receipts are for the customer.
        if (entry.who === 'customer') await desk.deliver(remoteId, deskCase, entry);
        await store.reached(handoff.id, remoteId, (cursor = entry.seq));
      }
      entries = await newEntries();
    }
  };

  const end = async (handoff: Handoff, deskCase: DeskCase, { remoteId, cursor }: Delivery): Promise<void> => {
    const { id, state } = handoff;
    if (remoteId !== undefined && state !== 'waiting' && state !== 'out-of-hours' && state !== 'person') {
      // What was written before the end comes before it: the desk's people may still have to answer it in another way.
      await deliverNew(handoff, deskCase, remoteId, cursor);
      if (stopped) return;
      await desk.end(remoteId, deskCase, state);
    }
    await store.forget(id);
  };

  const bringUpToDate = async (handoff: Handoff, delivery: Delivery): Promise<void> => {
    const deskCase = caseOf(handoff, summaryOf(handoff));
    if (!isOpen(handoff.state)) return end(handoff, deskCase, delivery);
    if (delivery.remoteId === undefined) await open(handoff, deskCase);
    else await deliverNew(handoff, deskCase, delivery.remoteId, delivery.cursor);
  };

  const fails = async (handoff: Handoff, delivery: Delivery, problem: unknown): Promise<void> => {
    const what = problem instanceof DeskUnavailable ? problem.what : 'something unexpected';
    serviceLog.warn({ handoff: handoff.id, err: problem }, 'the desk did not take it');
    const wait = waitAfter(delivery, problem, firstWaitMs);
    await store.failed(handoff.id, new Date(now().getTime() + wait), what);
    const givesUp = delivery.attempts + 1 >= mostFailures;
    if (givesUp && isOpen(handoff.state)) await handoffs.fail(handoff.id, what);
    else if (givesUp) await store.forget(handoff.id);
    else lookIn(handoff.id, wait);
  };

  const look = async (id: string): Promise<void> => {
    if (stopped || (parts.isOnDuty && !(await parts.isOnDuty()))) return;
    const handoff = await handoffs.find(id);
    if (!handoff) return;
    const known = await store.of(id);
    if (!known && !isOpen(handoff.state)) return;
    if (!known) await store.begin(id);
    const delivery = known ?? (await store.of(id));
    if (!delivery) return;
    if (delivery.dueAt > now()) return lookIn(id, delivery.dueAt.getTime() - now().getTime());
    try {
      await bringUpToDate(handoff, delivery);
    } catch (problem) {
      await fails(handoff, delivery, problem);
    }
  };

  const wake = (id: string): void => {
    clearTimeout(timers.get(id));
    timers.delete(id);
    if (stopped) return;
    queue
      .run(id, () => look(id))
      .catch((problem: unknown) => {
        serviceLog.error({ handoff: id, err: problem }, 'what the desk is to be told cannot be read or written');
        lookIn(id, longestWaitMs);
      });
  };

  const lookIn = (id: string, milliseconds: number): void => {
    clearTimeout(timers.get(id));
    if (stopped) return;
    const timer = setTimeout(() => wake(id), Math.max(1, milliseconds));
    timer.unref();
    timers.set(id, timer);
  };

  /** Which open hand-off a conversation has, for news that name the conversation only. */
  const ids = new Map<string, string>();
  const stopListening = handoffs.listen((news) => {
    if (news.kind === 'handoff') {
      ids.set(news.conversation, news.id);
      wake(news.id);
    }
    const id = news.kind === 'entries' ? ids.get(news.conversation) : undefined;
    if (id !== undefined) wake(id);
  });

  return {
    async start() {
      for (const { id, conversation } of await handoffs.open()) {
        ids.set(conversation, id);
        wake(id);
      }
      for (const { handoffId } of await store.all()) wake(handoffId);
    },
    async stop() {
      stopped = true;
      stopListening();
      for (const timer of timers.values()) clearTimeout(timer);
      await queue.idle();
    },
  };
}

const caseOf = (handoff: Handoff, summary: string): DeskCase => ({
  id: handoff.id,
  number: handoff.number,
  channel: handoff.channel,
  reason: handoff.reason,
  topic: handoff.topic,
  language: handoff.language,
  priority: handoff.priority,
  customer: handoff.brief.customer,
  leftMessage: handoff.leftMessage,
  summary,
});
