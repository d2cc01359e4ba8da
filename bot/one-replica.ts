import type { ComplaintStore } from '../adapters/complaints';
import type { Database } from '../adapters/database';
import type { OutboxStore } from './channels/outbox';

/** What one replica at a time sees to. Should it die or lose its connection, another takes over at its next look. */
type Duty = 'outbox' | 'complaints' | 'desk';

/** Whether this replica has the duty, which it takes where no other has it. */
export const onDuty = ({ locks }: Pick<Database, 'locks'>, duty: Duty): Promise<boolean> => locks.keep(`duty:${duty}`);

/** The outbox, as the replica sees it that sends; empty for the others, which tell of what they add. */
export const sentByOneReplica = (database: Database, store: OutboxStore): OutboxStore => ({
  ...store,
  async next(limit) {
    if (await onDuty(database, 'outbox')) return store.next(limit);
    database.others.tell('outbox', '');
    return [];
  },
});

/** The complaints, as the replica sees them that hands them over; for the others none waits. */
export const byOneReplica = (database: Database, store: ComplaintStore): ComplaintStore => ({
  ...store,
  list: async (which) => ((await onDuty(database, 'complaints')) ? store.list(which) : []),
});

const lookEveryMs = 5_000;

/** Wakes those who may have to take over from a replica that has died. */
export function wakeNowAndThen(wakes: readonly (() => void)[]): { stop(): void } {
  const timer = setInterval(() => {
    for (const wake of wakes) wake();
  }, lookEveryMs);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}
