/**
 * Lets `work` run once at a time for each key; being asked for meanwhile makes it run once more afterwards, however often it was asked.
 * So a burst of news is one reading, and the last news is always read.
 */
export function onceMore(work: (key: string) => Promise<void>): (key: string) => Promise<void> {
  const running = new Map<string, { again: boolean; done: Promise<void> }>();
  return (key) => {
    const current = running.get(key);
    if (current) {
      current.again = true;
      return current.done;
    }
    const run = { again: false, done: Promise.resolve() };
    running.set(key, run);
    run.done = (async () => {
      try {
        do {
          run.again = false;
          await work(key);
        } while (run.again);
      } finally {
        running.delete(key);
      }
    })();
    return run.done;
  };
}
