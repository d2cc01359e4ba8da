import type { ComplaintStore, DeliverComplaint } from './port';

export interface ComplaintCourier {
  /** A complaint has been filed: it is tried at once. */
  wake(): void;
  /** Stops after the attempt under way. */
  stop(): Promise<void>;
}

const shortestWaitMs = 5_000;
const longestWaitMs = 3600 * 1000;

/** Twice as long after each failure, up to an hour. Complaints are few, and never given up. */
export const waitAfter = (attempts: number): number =>
  Math.min(longestWaitMs, shortestWaitMs * 2 ** Math.min(attempts, 20));

/**
 * Hands kept complaints to the complaints function, one after the other, the oldest first, until each has been taken; also those of before a restart.
 * @param onProblem told of an attempt that failed; no complaint's words are in it
 */
export function complaintCourier({
  store,
  deliver,
  now,
  onProblem,
}: {
  store: ComplaintStore;
  deliver: DeliverComplaint;
  now: () => Date;
  onProblem: (reference: string | undefined, problem: unknown) => void;
}): ComplaintCourier {
  let stopped = false;
  let wanted = false;
  let working: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;

  const lookAgainIn = (milliseconds: number): void => {
    clearTimeout(timer);
    if (stopped) return;
    timer = setTimeout(wake, Math.max(50, milliseconds));
    timer.unref();
  };

  const deliverDue = async (): Promise<void> => {
    for (const { complaint, attempts, dueAt } of await store.list({ undelivered: true })) {
      if (stopped || dueAt > now()) continue;
      try {
        await deliver(complaint);
        await store.settle(complaint.reference, { status: 'delivered' });
      } catch (problem) {
        onProblem(complaint.reference, problem);
        const reason = problem instanceof Error ? problem.message.slice(0, 300) : 'unknown';
        await store.settle(complaint.reference, {
          problem: reason,
          dueAt: new Date(now().getTime() + waitAfter(attempts)),
        });
      }
    }
    const [next] = (await store.list({ undelivered: true })).map(({ dueAt }) => dueAt.getTime()).sort((a, b) => a - b);
    if (next !== undefined) lookAgainIn(next - now().getTime());
  };

  const work = async (): Promise<void> => {
    try {
      while (wanted && !stopped) {
        wanted = false;
        await deliverDue();
      }
    } catch (problem) {
      onProblem(undefined, problem);
      lookAgainIn(shortestWaitMs);
    }
    // In the same breath as the last look, so that a wake from here on starts a new one.
    working = undefined;
  };

  const wake = (): void => {
    wanted = true;
    if (!stopped) working ??= work();
  };
  wake();

  return {
    wake,
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await working;
    },
  };
}
