import type { Money } from '../adapters/records/port';
import { compareMoney } from './money';
import type { Reply } from './reply-types';
import type { Happened } from './tasks/task';

/** Why a person is asked for. */
export type HandoffReason = 'asked' | 'no-answer' | 'complaint' | 'dispute' | 'records-unavailable' | 'large-claim';

/** What came of a turn, as far as it may be a person's business. */
export type TurnEvent = Happened | { kind: 'records-unavailable' };

/** So many replies in a row that were no answer are enough. */
const mostUnanswered = 2;

/** How many replies in a row the documents had no answer for, this one among them. Chat, and a choice of clauses, count for nothing. */
export function unansweredAfter(unanswered: number, { kind }: Reply): number {
  if (kind === 'not-in-documents') return unanswered + 1;
  return kind === 'small-talk' || kind === 'which-of-these' ? unanswered : 0;
}

/** The customer wants a person now: asks for one, or says yes to the one that was offered last, which was for a reason of its own. */
export function personWanted(
  reply: Reply,
  offered: HandoffReason | undefined,
  saysYes: boolean,
): HandoffReason | undefined {
  const asks = reply.kind === 'needs-a-person' && reply.reason === 'asked';
  if (!asks && !(offered && saysYes)) return undefined;
  return offered ?? 'asked';
}

/** What a person is offered for after a reply that was no answer; undefined while another try may help. */
export const offerAfterReply = (unanswered: number): HandoffReason | undefined =>
  unanswered >= mostUnanswered ? 'no-answer' : undefined;

/**
 * What follows from something that happened in a turn: a person is offered, or the conversation is handed over whether asked for or not.
 * @param claimAbove a claim above one of these amounts is a person's, in the currencies that are named; empty: none is
 */
export function personFor(
  event: TurnEvent,
  claimAbove: readonly Money[],
): { offered: HandoffReason } | { forced: HandoffReason } | undefined {
  switch (event.kind) {
    case 'complaint-filed':
      return { offered: 'complaint' };
    case 'decision-disputed':
      return { offered: 'dispute' };
    case 'records-unavailable':
      return { offered: 'records-unavailable' };
    case 'claim-filed':
      return isAbove(event.claimed, claimAbove) ? { forced: 'large-claim' } : undefined;
    case 'message-left':
      return undefined;
    default:
      throw new Error(`Unhandled event: ${event satisfies never}`);
  }
}

/** Amounts in two currencies are not held against each other: no rate of the day decides who sees to a claim. */
const isAbove = (claimed: Money, limits: readonly Money[]): boolean =>
  limits.some((limit) => limit.currency === claimed.currency && compareMoney(claimed, limit) > 0);
