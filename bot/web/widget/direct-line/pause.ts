const LONGEST_PAUSE_MS = 30_000;

/** Milliseconds before try number `attempt` (from 0). Spread by chance, so that a restarted service is not met by all its visitors at once. */
export function backoffMs(attempt: number, random: () => number = Math.random): number {
  const full = Math.min(LONGEST_PAUSE_MS, 1000 * 2 ** Math.min(attempt, 10));
  return attempt === 0 ? random() * full : full * (0.5 + random() / 2);
}

/** Waiting that can be cut short: when the network is back there is no reason to sit out the rest. */
export class Pause {
  private readonly sleepers = new Set<() => void>();

  async wait(ms: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const wake = (): void => {
        clearTimeout(timer);
        this.sleepers.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, ms);
      this.sleepers.add(wake);
    });
  }

  /** Waits before try number `attempt`, and at least `atLeastMs`. */
  async backOff(attempt: number, atLeastMs: number): Promise<void> {
    await this.wait(Math.max(backoffMs(attempt), atLeastMs));
  }

  /** Ends every wait now. */
  wakeAll(): void {
    for (const wake of [...this.sleepers]) wake();
  }
}
