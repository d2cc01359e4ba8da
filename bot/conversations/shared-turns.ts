import type { Locks } from '../../adapters/database';
import type { ConversationLog, Turn } from './conversation-log';
import type { TurnQueue } from './turn-queue';

/** So often a replica looks for turns that another has left behind. */
const lookEveryMs = 2_000;
/** A turn that is younger is still being taken up by whoever acknowledged it. */
const leftBehindMs = 2_000;

const lockOf = (conversation: string): string => `turn:${conversation}`;

/**
 * The queue of turns where several replicas serve the same conversations: one of them at a time is at a conversation. The queue in the process comes
 * first, so that a replica waits for the others once and not once for each turn.
 */
export const sharedTurnQueue = (queue: TurnQueue, locks: Locks): TurnQueue => ({
  run: (conversation, job) => queue.run(conversation, () => locks.alone(lockOf(conversation), job)),
  get size() {
    return queue.size;
  },
  has: (conversation) => queue.has(conversation),
  idle: () => queue.idle(),
});

interface Parts {
  log: Pick<ConversationLog, 'owed'>;
  /** The queue in the process. */
  queue: TurnQueue;
  locks: Locks;
  /** Runs the conversation's turns that are owed still, in order. Called by who has the conversation to themselves. */
  payAll(conversation: string): Promise<void>;
  now: () => Date;
  onProblem(problem: unknown): void;
}

/**
 * Takes up turns whose replica has died: whoever dies lets go of the conversation, and what it had acknowledged is owed still. A conversation that
 * another replica is at is left to it.
 */
export function leftBehindTurns({ log, queue, locks, payAll, now, onProblem }: Parts): { stop(): Promise<void> } {
  let looking: Promise<void> | undefined;
  let stopped = false;

  const takeUp = async (conversation: string): Promise<void> => {
    if (stopped || queue.has(conversation)) return;
    await queue.run(conversation, async () => {
      await locks.ifFree(lockOf(conversation), () => payAll(conversation));
    });
  };

  const look = async (): Promise<void> => {
    const before = new Date(now().getTime() - leftBehindMs);
    const conversations = new Set((await log.owed(before)).map((turn: Turn) => turn.conversation));
    for (const conversation of conversations) await takeUp(conversation);
  };

  const timer = setInterval(() => {
    looking ??= look()
      .catch(onProblem)
      .finally(() => (looking = undefined));
  }, lookEveryMs);
  timer.unref();

  return {
    async stop() {
      stopped = true;
      clearInterval(timer);
      await looking;
    },
  };
}
