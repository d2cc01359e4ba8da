import type { Activity } from 'botbuilder';
import type { Transaction } from '../../adapters/database';
import { reservedMs, wantingOf } from './at-work';
import type { Ahead, Expectations } from './expectations';
import { type Handoff, type HandoffEventKind, isOpen, speakerIn, stateAfter } from './handoff';
import type { HandoffWords, Place } from './receipts';
import { addEvent, changeHandoff, linedUpBefore, noteTold, setSpeaker } from './sql-handoff-statements';
import { columnsOf, type Kept } from './sql-rows';
import { receiptActivity } from './spoken';

/** How long somebody is left without a word where nothing could be told to expect; each time afterwards twice as long. */
export const quietMs = 10 * 60_000;

/** What is told of a change. */
export interface Told {
  receipt: keyof HandoffWords;
  text: string;
  name?: string | undefined;
}

export interface Change {
  event: HandoffEventKind;
  /** Undefined for the service itself and for the customer. */
  by?: { id: string; name: string } | undefined;
  note?: string | undefined;
  /** The id of the request that asks for it; see `Handoffs.isDone`. */
  requestId?: string | undefined;
  /** What else it changes, beside the state and the times that go with it. */
  set?: Partial<Handoff>;
  /** For a change after which the customer waits. */
  expectations?: Expectations;
  /** @param place where they stand now; all zero and unknown for whoever does not sit waiting */
  tell?(after: Handoff, place: Place): Told;
}

/** What a change has come to; the receipt is still to be said. */
export interface Changed {
  kept: Kept;
  receipt: Partial<Activity> | undefined;
}

const nowhere: Place = { ahead: 0, expectedAt: undefined };

export async function recordEvent(
  transaction: Transaction,
  id: string,
  event: { at: Date; kind: string } & Pick<Change, 'by' | 'note' | 'requestId'>,
): Promise<void> {
  await transaction.change(addEvent, {
    id,
    at: event.at.toISOString(),
    kind: event.kind,
    byId: event.by?.id ?? null,
    byName: event.by?.name ?? null,
    note: event.note ?? null,
    requestId: event.requestId ?? null,
  });
}

/** Those who sit waiting and go before it. */
export async function linedUp(
  transaction: Pick<Transaction, 'all'>,
  { id, priority, waitingSince }: Pick<Handoff, 'id' | 'priority' | 'waitingSince'>,
  now: Date,
): Promise<Ahead[]> {
  const rows = await transaction.all(linedUpBefore, {
    ...{ id, priority, waitingSince: waitingSince.toISOString() },
    reservedSince: new Date(now.getTime() - reservedMs).toISOString(),
  });
  return rows.flatMap(({ language, topic, team, owner_id, count, reserved }) => {
    const wanting = { language, topic, team: team ?? undefined };
    const owners = owner_id === null ? 0 : Number(reserved);
    return [
      { ...wanting, reservedFor: owner_id ?? undefined, count: owners },
      { ...wanting, reservedFor: undefined, count: Number(count) - owners },
    ].filter((group) => group.count > 0);
  });
}

/** Finds the place of somebody who begins to wait, and notes what they are told of it. */
export async function placed(
  transaction: Transaction,
  kept: Kept,
  expectations: Expectations,
  now: Date,
): Promise<{ kept: Kept; place: Place }> {
  const own = expectations.of(wantingOf(kept.handoff, now));
  const ahead = own.ahead(await linedUp(transaction, kept.handoff, now));
  const expectedAt = own.expectedAt(ahead);
  const tellAt = (expectedAt ?? new Date(now.getTime() + quietMs)).toISOString();
  const told = { expectedAt: expectedAt?.toISOString() ?? null, tellAt };
  await transaction.change(noteTold, { id: kept.handoff.id, ...told, tellAtBefore: kept.tellAt ?? '' });
  return { kept: { ...kept, handoff: { ...kept.handoff, expectedAt }, tellAt }, place: { ahead, expectedAt } };
}

/** Writes how it stands now, where nobody else has changed it since it was read, and who speaks then. @returns false where somebody has */
export async function write(transaction: Transaction, before: Handoff, after: Handoff): Promise<boolean> {
  const changed = await transaction.change(changeHandoff, {
    ...columnsOf(after),
    id: after.id,
    stateBefore: before.state,
    ownerBefore: before.owner?.id ?? '',
  });
  if (changed === 0) return false;
  const speaker = speakerIn(after.state, after.leftMessage);
  await transaction.change(setSpeaker, { conversation: after.conversation, speaker });
  return true;
}

/** The times that go with a state. */
function timesIn(state: Handoff['state'], now: Date): Partial<Handoff> {
  if (state === 'person') return { takenAt: now };
  return isOpen(state) ? { takenAt: undefined, waitingSince: now } : { endedAt: now };
}

/**
 * Makes a change that may happen to a hand-off, with its row in the history.
 * @returns undefined where somebody else has changed it since it was read: nothing is done then
 */
export async function changeIn(
  transaction: Transaction,
  before: Kept,
  change: Change,
  now: Date,
): Promise<Changed | undefined> {
  const { event, by, note, requestId, set, expectations, tell } = change;
  const state = stateAfter(before.handoff.state, event);
  if (!state) throw new Error(`A hand-off that is ${before.handoff.state} cannot be ${event}.`);
  const after: Handoff = { ...before.handoff, ...timesIn(state, now), ...set, state, expectedAt: undefined };
  if (!(await write(transaction, before.handoff, after))) return undefined;
  await recordEvent(transaction, after.id, { at: now, kind: event, by, note, requestId });
  const kept: Kept = { ...before, handoff: after, tellAt: undefined };
  const waits = state === 'waiting' && !after.leftMessage;
  const standing =
    waits && expectations ? await placed(transaction, kept, expectations, now) : { kept, place: nowhere };
  const told = tell?.(standing.kept.handoff, standing.place);
  const place = waits ? standing.place : undefined;
  return {
    kept: standing.kept,
    receipt: told && receiptActivity(before.reference, standing.kept.handoff, { ...told, place }),
  };
}
