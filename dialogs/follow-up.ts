import type { BuyerId, CaseNumber, ClaimNumber } from '../adapters/records/port';
import { type Intents, loadIntents } from '../knowledge/answer';
import { projectPath } from '../knowledge/project-path';
import { limitWanted } from './limit-wanted';
import { findRecordNumbers } from './reading';
import { namesIn, namesLeft } from './tasks/buyer-names';

/** The record that was told last: "why?" is about that one. */
export type Told = (
  | { kind: 'limit'; buyerId: BuyerId }
  | { kind: 'claim'; claimNumber: ClaimNumber }
  | { kind: 'collection'; caseNumber: CaseNumber }
  /** Every application that waits for an answer. */
  | { kind: 'applications' }
) & {
  /** How many messages about other things have come since; absent: none. */
  since?: number | undefined;
};

/** After more questions about other things, what was told is no longer what anybody means. */
const longestTold = 3;

/** What was told, once another message has come that is not about it; undefined when it is too long ago. */
export function toldBefore(told: Told | undefined): Told | undefined {
  const since = (told?.since ?? 0) + 1;
  return told && since <= longestTold ? { ...told, since } : undefined;
}

const wishes = ['again', 'deliver', 'history', 'rating', 'costs', 'recovered', 'when', 'why', 'what-to-do'] as const;
export type FollowUp = (typeof wishes)[number];

type Subject = 'limit' | 'claim';
const subjectOf: Partial<Record<Told['kind'], Subject>> = { limit: 'limit', applications: 'limit', claim: 'claim' };
/** What is only asked of one kind of record. */
const askedOnlyOf: Partial<Record<FollowUp, Told['kind']>> = {
  deliver: 'limit',
  history: 'limit',
  rating: 'limit',
  costs: 'collection',
  recovered: 'collection',
};

let loaded: { wish: Intents<FollowUp>; subject: Intents<Subject> } | undefined;
const prepared = () =>
  (loaded ??= {
    wish: loadIntents(projectPath('dialogs', 'intents', 'follow-up.json'), wishes),
    subject: loadIntents(projectPath('dialogs', 'intents', 'dispute.json'), ['limit', 'claim']),
  });

/** "Why?" or "when?" alone: whatever was said before, it asks for no other record. */
export const leansOnTold = (message: string): boolean => prepared().wish.of(message) !== undefined;

/** Whether it can be about nothing but the record that is being chosen; what collection costs, the documents know too. */
export function leansOnChosen(message: string): boolean {
  const wish = prepared().wish.of(message);
  return wish !== undefined && askedOnlyOf[wish] !== 'collection';
}

/** Whether it says which kind of record it is about: then it leans on nothing. */
export const namesSubject = (message: string): boolean => prepared().subject.of(message) !== undefined;

/**
 * What a message wants with the record that was told before it: its reason, when to hear, what can be done about it, whether to deliver, or a new
 * look at it.
 * Undefined for a message that names another record, or another matter.
 */
export function followUpWanted(message: string, told: Told): FollowUp | undefined {
  const wish = prepared().wish.of(message);
  if (!wish || findRecordNumbers(message).length > 0 || namesIn(message).some(({ sure }) => sure)) return undefined;
  // "Why was solsort handel refused?" names another in small letters.
  if (limitWanted(message) === 'ask' && namesLeft(message).length > 0) return undefined;
  if ((askedOnlyOf[wish] ?? told.kind) !== told.kind) return undefined;
  // Several that wait for an answer have none to ask the reason of.
  if (told.kind === 'applications' && wish !== 'when') return undefined;
  const subject = prepared().subject.of(message);
  const about = subjectOf[told.kind];
  // Once something else has been asked, a bare "why?" is about that; "why was the limit reduced?" is not.
  const isMeant = told.since ? about !== undefined && subject === about : subject === undefined || subject === about;
  return isMeant ? wish : undefined;
}
