/** Runs jobs of one conversation one after another, in the order they came; different conversations do not wait for each other. */
export interface TurnQueue {
  /** Resolves or rejects with the job's own outcome. */
  run<T>(conversation: string, job: () => Promise<T>): Promise<T>;
  /** Whether a job of the conversation waits or runs. */
  has(conversation: string): boolean;
  /** Jobs waiting or running. */
  readonly size: number;
  /** Resolves when no job is left. */
  idle(): Promise<void>;
}

export function turnQueue(): TurnQueue {
  const last = new Map<string, Promise<unknown>>();
  let size = 0;
  let whenIdle: (() => void)[] = [];

  const finished = (conversation: string, job: Promise<unknown>): void => {
    size -= 1;
    // Forgotten with its last job, or the map would grow with every conversation there ever was.
    if (last.get(conversation) === job) last.delete(conversation);
    if (size > 0) return;
    for (const wake of whenIdle) wake();
    whenIdle = [];
  };

  return {
    run<T>(conversation: string, job: () => Promise<T>): Promise<T> {
      size += 1;
      const before = last.get(conversation);
      // A job does not care how the one before it ended.
      const outcome = before ? before.then(job, job) : job();
      const settled: Promise<unknown> = outcome.then(
        () => finished(conversation, settled),
        () => finished(conversation, settled),
      );
      last.set(conversation, settled);
      return outcome;
    },
    has: (conversation) => last.has(conversation),
    get size() {
      return size;
    },
    idle: () => (size === 0 ? Promise.resolve() : new Promise((resolve) => whenIdle.push(resolve))),
  };
}
