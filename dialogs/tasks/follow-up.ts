import { z } from 'zod';
import type { CreditLimit, SeenBuyer } from '../../adapters/records/port';
import { followUpWanted, type FollowUp, type Told } from '../follow-up';
import { noSuchRecord } from '../no-such-record';
import {
  applicationText,
  clausesOf,
  decisionAskedAbout,
  limitActionText,
  limitClauses,
  limitReasonText,
} from '../record-words';
import type { Spoken } from '../reply-types';
import { tellClaimFurther } from './claim-status';
import { tellCaseFurther } from './collection-status';
import { tellPending } from './pending-applications';
import { limitWords } from './limit-task-words';
import { buyerHeading, clauses, nextButtons, tellLimits } from './limit-told';
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
    const spoken = await tellFurther(told, wish, turn);
    return { kind: 'done', spoken, told: { ...told, since: undefined } };
  },

  proceed: (_state, turn) => followUpTask.begin(turn),
  again: (_state, turn) => recordReply(turn, []),
};

async function tellFurther(told: Told, wish: FollowUp, turn: TaskTurn): Promise<Spoken> {
  const { records, language } = turn;
  switch (told.kind) {
    case 'limit':
      return ofLimits(told.buyerId, wish, turn);
    case 'applications':
      return tellPending(turn);
    case 'claim': {
      const claim = await records.claim(told.claimNumber);
      return claim ? tellClaimFurther(claim, wish, turn) : recordReply(turn, [noSuchRecord.claim[language]]);
    }
    case 'collection': {
      const found = await records.collectionCase(told.caseNumber);
      return found ? tellCaseFurther(found, wish, turn) : recordReply(turn, [noSuchRecord.case[language]]);
    }
    default:
      throw new Error(`Unhandled record: ${told satisfies never}`);
  }
}

function further(limit: CreditLimit, wish: FollowUp, { language, today }: TaskTurn): string[] {
  switch (wish) {
    case 'why':
      return limitReasonText(limit, today, language);
    case 'when':
      return limit.pending.length > 0
        ? limit.pending.map((one) => applicationText(one, today, language))
        : [limitWords.nothingPendingOn[language]];
    case 'what-to-do':
    case 'deliver':
    case 'history':
    case 'rating':
    case 'costs':
    case 'recovered':
    case 'again':
      return limitActionText(limit, today, language);
    default:
      throw new Error(`Unhandled wish: ${wish satisfies never}`);
  }
}

async function ofLimits(buyerId: SeenBuyer['buyerId'], wish: FollowUp, turn: TaskTurn): Promise<Spoken> {
  const { records, language } = turn;
  const buyer = await records.buyer(buyerId);
  if (!buyer) return recordReply(turn, [limitWords.notFound[language]()]);
  if (wish === 'deliver') return tellLimits(buyer, 'delivery', turn);
  if (wish === 'history' || wish === 'rating') return tellLimits(buyer, wish, turn);
  const limits = await records.limits(buyerId);
  const policies = await records.policies();
  const paragraphs = limits.flatMap((limit) => [
    limits.length > 1 ? limitWords.policy[language](limit.policyNumber) : undefined,
    ...further(limit, wish, turn),
  ]);
  const [main] = limits;
  const role = policies.find(({ policyNumber }) => policyNumber === main?.policyNumber)?.role;
  const onDoing = main && decisionAskedAbout(main) ? [limitClauses.newLook] : [];
  const explaining = wish === 'when' ? [limitClauses.waiting] : onDoing;
  return recordTold(turn, [buyerHeading(buyer, turn), ...paragraphs], {
    clauses: clauses(wish === 'why' && main ? clausesOf(main, 'why') : explaining),
    suggestions: main ? nextButtons(buyer, main, 'why', role, turn) : [],
  });
}
