import type { OpeningHours } from './opening-hours';
import type { DelayReason } from './receipts';
import { expectedWait, type Hands, type Measured } from './waits';

/** What somebody in the queue may be told to expect, from what was known when it was read. */
export interface Expectations {
  /** @returns undefined where it cannot be told */
  expectedAt(ahead: number): Date | undefined;
  /** Why nobody has come, of which no more is claimed than is known. */
  whyLate(ahead: number): DelayReason;
  /**
   * What to tell somebody who was told wrongly before: not sooner than as much later as it is late already, for who was wrong by an hour does not
   * promise five minutes.
   */
  expectedAfterDelay(ahead: number, overdueSince: Date): Date | undefined;
}

/** @param hands of those at their desks; none where it is closed */
export function expectations(measured: Measured, hands: Hands, hours: OpeningHours, now: Date): Expectations {
  const closedUntil = hours.isOpen(now) ? undefined : hours.nextOpening(now);
  const waitOf = (ahead: number): number | undefined =>
    // Who is there at opening is not known yet: nothing can be told beyond the opening itself.
    closedUntil ? closedUntil.getTime() - now.getTime() : expectedWait(ahead, measured, hands);

  const expectedAt = (ahead: number): Date | undefined => {
    const wait = waitOf(ahead);
    return wait === undefined ? undefined : new Date(now.getTime() + wait);
  };

  return {
    expectedAt,

    whyLate(ahead) {
      if (closedUntil) return { kind: 'closed', opensAt: closedUntil };
      if (hands.places === 0) return { kind: 'nobody-there' };
      if (ahead > 0) return { kind: 'others-first', ahead };
      return hands.free <= 0 ? { kind: 'all-busy' } : { kind: 'unknown' };
    },

    expectedAfterDelay(ahead, overdueSince) {
      const expected = expectedAt(ahead);
      if (!expected || closedUntil) return expected;
      const atLeast = now.getTime() + (now.getTime() - overdueSince.getTime());
      return new Date(Math.max(expected.getTime(), Math.ceil(atLeast / 60_000) * 60_000));
    },
  };
}
