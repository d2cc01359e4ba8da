import type { Database } from '../../adapters/database';
import { wantingOf } from './at-work';
import type { Expectations } from './expectations';
import { type Handoff, interruptedPriority } from './handoff';
import type { HandoffWords } from './receipts';
import { linedUp, quietMs, recordEvent, type Told } from './sql-changes';
import { noteTold, openInOrder } from './sql-handoff-statements';
import { type Kept, keptIn } from './sql-rows';
import type { HandoffUnits } from './sql-units';
import { receiptActivity } from './spoken';

/** What the service itself does about hand-offs. Each does nothing where it does not hold any more, so that it may be tried at any time. */
export interface Minded {
  /** All that are open, and when the customer of each must be told of a delay. */
  open(): Promise<{ handoff: Handoff; tellAt: Date | undefined }[]>;
  /** Who had it has disappeared: it waits again, before all others. */
  ownerGone(id: string, owner: string): Promise<void>;
  /** The opening hours have begun. */
  opened(id: string): Promise<void>;
  /** The customer is told why nobody has come, and what to expect now: once for each time that something was told. */
  late(id: string): Promise<void>;
}

interface Parts {
  database: Database;
  units: HandoffUnits;
  words: HandoffWords;
  now(): Date;
  expectations(): Promise<Expectations>;
}

/** What the service itself does about hand-offs, in a SQL database. */
export function sqlMinded({ database, units, words, now, expectations: expectationsNow }: Parts): Minded {
  return {
    open: async () =>
      (await database.reading.all(openInOrder, {})).map(keptIn).map(({ handoff, tellAt }) => ({
        handoff,
        tellAt: tellAt === undefined ? undefined : new Date(tellAt),
      })),

    async ownerGone(id, owner) {
      const expectations = await expectationsNow();
      await units.byItself(id, (handoff) => {
        if (handoff.state !== 'person' || handoff.owner?.id !== owner) return undefined;
        const { name } = handoff.owner;
        return {
          event: 'owner-gone',
          note: name,
          set: { owner: undefined, priority: interruptedPriority },
          expectations,
          tell: ({ language, number, leftMessage }, place): Told => ({
            receipt: 'ownerGone',
            text: words.ownerGone(language, { ...place, number, name, leftMessage, now: now() }),
            name,
          }),
        };
      });
    },

    async opened(id) {
      await units.byItself(id, ({ state }) => (state === 'out-of-hours' ? { event: 'opened' } : undefined));
    },

    async late(id) {
      const expectations = await expectationsNow();
      await units.over(id, async (transaction, kept) => {
        const at = now();
        const { handoff, tellAt } = kept;
        const { number, language, waitingSince, expectedAt: before } = handoff;
        if (handoff.state !== 'waiting' || tellAt === undefined || new Date(tellAt) > at) return { answer: 'nothing' };
        const own = expectations.of(wantingOf(handoff, at));
        const ahead = own.ahead(await linedUp(transaction, handoff, at));
        const why = own.whyLate(ahead);
        const expectedAt = own.expectedAfterDelay(ahead, before ?? at);
        const quiet = Math.max(quietMs, at.getTime() - waitingSince.getTime());
        // At the opening itself nobody is late yet.
        const opening = why.kind === 'closed' && expectedAt ? new Date(expectedAt.getTime() + quietMs) : undefined;
        const next = opening ?? expectedAt ?? new Date(at.getTime() + quiet);
        const told = { id, expectedAt: expectedAt?.toISOString() ?? null, tellAt: next.toISOString() };
        if ((await transaction.change(noteTold, { ...told, tellAtBefore: tellAt })) === 0) return undefined;
        await recordEvent(transaction, id, { at, kind: 'late', note: why.kind });
        const after: Kept = { ...kept, handoff: { ...handoff, expectedAt } };
        const place = { ahead, expectedAt };
        const text = words.late(language, { ...place, number, why, now: at });
        const receipt = receiptActivity(kept.reference, after.handoff, { receipt: 'late', text, place });
        return { answer: 'done', changed: { kept: after, receipt } };
      });
    },
  };
}
