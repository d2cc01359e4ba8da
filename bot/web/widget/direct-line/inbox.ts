import { numberOf, type ActivitySet, type Incoming } from './activities';

/** What is new in a set, and whether something before it has not arrived. */
export interface Taken {
  fresh: Incoming[];
  missing: boolean;
}

/**
 * Lets every activity through once and in the log's order, whatever the network repeats, drops or overtakes.
 * An activity that comes again under its old id but changed is let through: it replaces the earlier one.
 */
export class Inbox {
  /** Where to read on. Empty: from the beginning. */
  watermark = '';
  /** Logs count from 0 or from 1: the first of either is not a gap. */
  private nextNumber = 1;
  private readonly seen = new Map<string, string>();

  /**
   * From the stream, a set that skips a number is taken up to the gap and reported as `missing`.
   * A poll from our own watermark is the service's full account: what it skips does not exist.
   */
  take(set: ActivitySet, from: 'stream' | 'poll'): Taken {
    const fresh: Incoming[] = [];
    for (const activity of set.activities) {
      if (activity.kind === 'typing' || activity.kind === 'stream') {
        fresh.push(activity);
        continue;
      }
      const number = numberOf(activity.id);
      if (from === 'stream' && number !== undefined && number > this.nextNumber) return { fresh, missing: true };
      if (number !== undefined && number >= this.nextNumber) this.nextNumber = number + 1;
      if (this.isNews(activity)) fresh.push(activity);
    }
    if (set.watermark !== undefined) this.watermark = set.watermark;
    return { fresh, missing: false };
  }

  private isNews(activity: Incoming & { id: string }): boolean {
    const content = JSON.stringify(activity);
    if (this.seen.get(activity.id) === content) return false;
    this.seen.set(activity.id, content);
    return true;
  }
}
