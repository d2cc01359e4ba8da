import type { ClaimEvent, LimitEvent, RecordEvent, SeenDecision } from '../../adapters/records/port';
import type { InBoth } from '../both-languages';
import { recordCard } from '../cards';
import { formatDate } from '../dates';
import {
  claimClause,
  claimLines,
  claimStatusText,
  decisionLines,
  limitClauses,
  runOffText,
  whatToSendText,
  whyText,
} from '../record-words';
import type { Told } from '../follow-up';
import type { Spoken } from '../reply-types';
import { recordReply } from '../tasks/record-reply';
import type { ClauseReference, TaskTurn } from '../tasks/task';

/** What is known when something is told unasked: nobody has written anything. */
export type TellingTurn = Omit<TaskTurn, 'text' | 'complaints'>;

/**
 * Puts into words what has happened to a record: the record as its reader may see it now, the reason, and the clause that promises to tell.
 * @returns undefined where the reader is shown no such record: then nothing is told
 * @throws RecordsUnavailable
 */
export function tellEvent(event: RecordEvent, turn: TellingTurn): Promise<Spoken | undefined> {
  switch (event.kind) {
    case 'limit-decided':
    case 'limit-reduced':
    case 'limit-cancelled':
    case 'limit-raised':
      return tellLimit(event, turn);
    case 'document-missing':
    case 'claim-assessed':
    case 'claim-paid':
      return tellClaim(event, turn);
    default:
      throw new Error(`Unhandled event: ${JSON.stringify(event satisfies never)}`);
  }
}

/** The record that an event is about: "why?" after it is about that one. */
export const toldBy = (event: RecordEvent): Told =>
  'claimNumber' in event
    ? { kind: 'claim', claimNumber: event.claimNumber }
    : { kind: 'limit', buyerId: event.buyerId };

const limitNews: Record<LimitEvent['kind'], { words: InBoth; clause: string }> = {
  'limit-decided': {
    words: { da: 'Vi har truffet en afgørelse om kreditmaksimum', en: 'We have decided on the credit limit' },
    clause: 'limits-timely-notice',
  },
  'limit-reduced': {
    words: { da: 'Vi har besluttet at sætte kreditmaksimum ned', en: 'We have decided to reduce the credit limit' },
    clause: limitClauses.reduction.clause,
  },
  'limit-cancelled': {
    words: { da: 'Vi har besluttet at annullere kreditmaksimum', en: 'We have decided to cancel the credit limit' },
    clause: limitClauses.reduction.clause,
  },
  'limit-raised': {
    words: { da: 'Vi kan tilbyde et højere kreditmaksimum', en: 'We can offer a higher credit limit' },
    clause: 'limits-proactive-return',
  },
};

/** The decision that the event names, else the newest: what was announced may have been decided anew since. */
const decisionOf = ({ decisionId }: LimitEvent, history: readonly SeenDecision[]): SeenDecision | undefined =>
  decisionId === undefined ? history[0] : history.find((decision) => decision.decisionId === decisionId);

async function tellLimit(event: LimitEvent, turn: TellingTurn): Promise<Spoken | undefined> {
  const { language, records, today } = turn;
  const limits = await records.limits(event.buyerId);
  const limit = limits.find(({ policyNumber }) => policyNumber === event.policyNumber);
  const decision = limit && decisionOf(event, limit.history);
  if (!decision) return undefined;
  const buyer = (await records.buyer(event.buyerId))?.legalName;
  const { words, clause } = limitNews[event.kind];
  const on = buyer ? (language === 'da' ? ` på ${buyer}` : ` on ${buyer}`) : '';
  const day = formatDate(decision.decidedAt, language);
  const lead =
    language === 'da'
      ? `${words.da}${on} under police ${event.policyNumber} (${day}).`
      : `${words.en}${on} under policy ${event.policyNumber} (${day}).`;
  const isLess = decision.amount.amount === '0' || ['reduced', 'cancelled', 'not_approved'].includes(decision.outcome);
  const title = buyer ?? (language === 'da' ? 'Kreditmaksimum' : 'Credit limit');
  const reason = (decision.reasonCodes ?? []).length > 0 || isLess ? whyText(decision, language) : undefined;
  return recordReply(
    turn,
    [
      lead,
      recordCard(title, decisionLines(decision, language)),
      reason,
      runOffText(decision, today, language),
      isLess ? whatToSendText(decision, language) : undefined,
    ],
    {
      clauses: [charter(clause), ...(isLess && clause !== limitClauses.why.clause ? [limitClauses.why].map(work) : [])],
    },
  );
}

const claimNews: Record<ClaimEvent['kind'], InBoth> = {
  'document-missing': {
    da: 'Vi mangler noget, før vi kan komme videre med jeres skade.',
    en: 'We need something before we can go on with your claim.',
  },
  'claim-assessed': { da: 'Vi har vurderet jeres skade.', en: 'We have assessed your claim.' },
  'claim-paid': { da: 'Vi har udbetalt jeres skade.', en: 'We have paid your claim.' },
};

async function tellClaim(event: ClaimEvent, turn: TellingTurn): Promise<Spoken | undefined> {
  const { language, records, today } = turn;
  const claim = await records.claim(event.claimNumber);
  if (!claim) return undefined;
  const title = language === 'da' ? `Skade ${claim.claimNumber}` : `Claim ${claim.claimNumber}`;
  const inGuide = event.kind === 'claim-paid' ? charter('claims-payment-when-due') : work(claimClause(claim.status));
  // The charter is always there; the guides may not be.
  const explaining = turn.explain(inGuide, language) ? inGuide : charter('communication-timely-clear');
  return recordReply(
    turn,
    [
      claimNews[event.kind][language],
      recordCard(title, claimLines(claim, language)),
      claimStatusText(claim, today, language),
    ],
    { clauses: [explaining] },
  );
}

const charter = (clause: string): ClauseReference => ({ work: 'charter', clause });
/** A record's words name a document by what its editions share, which is its work. */
const work = ({ document, clause }: { document: string; clause: string }): ClauseReference => ({
  work: document,
  clause,
});
