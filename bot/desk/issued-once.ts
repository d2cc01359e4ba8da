import { newSecret } from './secrets';

/** Things that were handed out and are good for one use within a few minutes. In memory: after a restart somebody tries again. */
export interface IssuedOnce<Kept> {
  /** @returns the name under which it can be had back, which nobody can guess */
  issue(kept: Kept): string;
  put(name: string, kept: Kept): void;
  /** The first time what was kept; then, and when it is too late, undefined. */
  use(name: string): Kept | undefined;
}

/** More are not kept: whoever asks for thousands pushes out their own. */
const mostKept = 10_000;

/**
 * @param ttlMs how long one is good
 * @param now the clock
 */
export function issuedOnce<Kept>(ttlMs: number, now: () => Date): IssuedOnce<Kept> {
  const issued = new Map<string, { kept: Kept; until: number }>();
  const forget = (): void => {
    // A Map lists its oldest entry first.
    for (const [name, { until }] of issued) {
      if (until > now().getTime() && issued.size <= mostKept) break;
      issued.delete(name);
    }
  };
  const put = (name: string, kept: Kept): void => {
    issued.set(name, { kept, until: now().getTime() + ttlMs });
    forget();
  };
  return {
    put,
    issue(kept) {
      const name = newSecret();
      put(name, kept);
      return name;
    },
    use(name) {
      const found = issued.get(name);
      issued.delete(name);
      return found && found.until > now().getTime() ? found.kept : undefined;
    },
  };
}
