import { type AtWork, canTake, type Wanting } from './at-work';
import type { OpeningHours } from './opening-hours';
import type { DelayReason } from './receipts';
import { expectedWait, type Measured } from './waits';

/** So many like this wait. */
export type Ahead = Wanting & { count: number };

/** What somebody in the queue may be told to expect, from what was known when it was read. */
export interface Expectations {
  /** Of one that waits: only those who can take it count, and what else they can take. */
  of(wanting: Wanting): Expectation;
}

export interface Expectation {
  /** How many of those in line before it are taken first; undefined where nobody is there who can take it: who comes, and what they take, is not known. */
  ahead(before: readonly Ahead[]): number | undefined;
  /** @returns undefined where it cannot be told */
  expectedAt(ahead: number | undefined): Date | undefined;
  /** Why nobody has come, of which no more is claimed than is known. */
  whyLate(ahead: number | undefined): DelayReason;
  /**
   * What to tell somebody who was told wrongly before: not sooner than as much later as it is late already, for who was wrong by an hour does not
   * promise five minutes.
   */
  expectedAfterDelay(ahead: number | undefined, overdueSince: Date): Date | undefined;
}

/** @param atWork those at their desks, with the conversations that each has now */
export function expectations(
  measured: Measured,
  atWork: readonly (AtWork & { has: number })[],
  hours: OpeningHours,
  now: Date,
): Expectations {
  const closedUntil = hours.isOpen(now) ? undefined : hours.nextOpening(now);
  return {
    of(wanting) {
      const takers = atWork.filter((one) => canTake(one, wanting));
      const hands = {
        places: takers.reduce((sum, { capacity }) => sum + capacity, 0),
        free: takers.reduce((sum, { capacity, has }) => sum + Math.max(0, capacity - has), 0),
      };

      const waitOf = (ahead: number | undefined): number | undefined => {
        // Who is there at opening is not known yet: nothing can be told beyond the opening itself.
        if (closedUntil) return closedUntil.getTime() - now.getTime();
        return ahead === undefined ? undefined : expectedWait(ahead, measured, hands);
      };
      const expectedAt = (ahead: number | undefined): Date | undefined => {
        const wait = waitOf(ahead);
        return wait === undefined ? undefined : new Date(now.getTime() + wait);
      };

      return {
        ahead(before) {
          if (hands.places === 0) return undefined;
          const first = before.filter((other) => takers.some((taker) => canTake(taker, other)));
          return first.reduce((sum, { count }) => sum + count, 0);
        },
        expectedAt,

        whyLate(ahead) {
          if (closedUntil) return { kind: 'closed', opensAt: closedUntil };
          if (atWork.length === 0) return { kind: 'nobody-there' };
          if (ahead === undefined) return { kind: 'nobody-suited' };
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
    },
  };
}
