import type { BuyerId, ClaimNumber } from '../adapters/records/port';
import { type Intents, loadIntents } from '../knowledge/answer';
import { projectPath } from '../knowledge/project-path';
import { limitWanted } from './limit-wanted';
import { findRecordNumbers } from './reading';
import { namesIn, namesLeft } from './tasks/buyer-names';

/** The record that was told just before: "why?" is about that one. */
export type Told = { kind: 'limit'; buyerId: BuyerId } | { kind: 'claim'; claimNumber: ClaimNumber };

const wishes = ['why', 'what-to-do'] as const;
export type FollowUp = (typeof wishes)[number];

let loaded: { wish: Intents<FollowUp>; subject: Intents<Told['kind']> } | undefined;
const prepared = () =>
  (loaded ??= {
    wish: loadIntents(projectPath('dialogs', 'intents', 'follow-up.json'), wishes),
    subject: loadIntents(projectPath('dialogs', 'intents', 'dispute.json'), ['limit', 'claim']),
  });

/**
 * What a message wants with the record that was told just before it: its reason, or what can be done about it. Undefined for a message that names
 * another record, or another matter.
 */
export function followUpWanted(message: string, told: Told): FollowUp | undefined {
  const wish = prepared().wish.of(message);
  if (!wish || findRecordNumbers(message).length > 0 || namesIn(message).some(({ sure }) => sure)) return undefined;
  // "Why was solsort handel refused?" names another in small letters.
  if (limitWanted(message) !== undefined && namesLeft(message).length > 0) return undefined;
  const subject = prepared().subject.of(message);
  return subject === undefined || subject === told.kind ? wish : undefined;
}
