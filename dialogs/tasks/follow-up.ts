import { z } from 'zod';
import type { SeenBuyer } from '../../adapters/records/port';
import { followUpWanted, type FollowUp } from '../follow-up';
import { noSuchRecord } from '../no-such-record';
import { clausesOf, decisionAskedAbout, limitActionText, limitClauses, limitReasonText } from '../record-words';
import type { Spoken } from '../reply-types';
import { tellClaimFurther } from './claim-status';
import { limitWords } from './limit-task-words';
import { buyerHeading, clauses, nextButtons } from './limit-told';
import { recordReply, recordTold } from './record-reply';
import type { Task, TaskTurn } from './task';

/** "Why?" or "what can I do?" about the record that was told just before: read anew, since it may have changed, or be this caller's no more. */
export const followUpTask: Task<Record<string, never>> = {
  name: 'follow-up',
  State: z.record(z.string(), z.never()),

  async begin(turn) {
    const { told } = turn;
    const wish = told && followUpWanted(turn.text, told);
    if (!told || !wish) throw new Error('A follow-up begins only where it was wanted.');
    const spoken = told.kind === 'limit' ? await ofLimits(told.buyerId, wish, turn) : await ofClaim(told, wish, turn);
    return { kind: 'done', spoken, told };
  },

  proceed: (_state, turn) => followUpTask.begin(turn),
  again: (_state, turn) => recordReply(turn, []),
};

async function ofClaim(
  { claimNumber }: Extract<NonNullable<TaskTurn['told']>, { kind: 'claim' }>,
  wish: FollowUp,
  turn: TaskTurn,
): Promise<Spoken> {
  const claim = await turn.records.claim(claimNumber);
  return claim ? tellClaimFurther(claim, wish, turn) : recordReply(turn, [noSuchRecord.claim[turn.language]]);
}

async function ofLimits(buyerId: SeenBuyer['buyerId'], wish: FollowUp, turn: TaskTurn): Promise<Spoken> {
  const { records, language, today } = turn;
  const buyer = await records.buyer(buyerId);
  if (!buyer) return recordReply(turn, [limitWords.notFound[language]()]);
  const limits = await records.limits(buyerId);
  const policies = await records.policies();
  const paragraphs = limits.flatMap((limit) => [
    limits.length > 1 ? limitWords.policy[language](limit.policyNumber) : undefined,
    ...(wish === 'why' ? limitReasonText(limit, today, language) : limitActionText(limit, today, language)),
  ]);
  const [main] = limits;
  const role = policies.find(({ policyNumber }) => policyNumber === main?.policyNumber)?.role;
  const explaining = main && decisionAskedAbout(main) ? [limitClauses.newLook] : [];
  return recordTold(turn, [buyerHeading(buyer, turn), ...paragraphs], {
    clauses: clauses(wish === 'why' && main ? clausesOf(main, 'why') : explaining),
    suggestions: main ? nextButtons(buyer, main, 'why', role, turn) : [],
  });
}
