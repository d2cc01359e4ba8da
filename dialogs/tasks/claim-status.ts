import { recordCard } from '../cards';
import type { SeenClaim, SeenPolicy } from '../../adapters/records/port';
import type { ReplyLanguage } from '../../knowledge';
import type { InBoth } from '../both-languages';
import { compareMoney, formatMoney, lessMoney, shareOf } from '../money';
import {
  claimClause,
  claimLines,
  claimStatusNames,
  claimStatusText,
  deductionsText,
  missingDocuments,
} from '../record-words';
import { noSuchRecord } from '../no-such-record';
import type { FollowUp } from '../follow-up';
import type { Spoken } from '../reply-types';
import { lookUpTask } from './look-up';
import { recordTold } from './record-reply';
import type { ClauseReference, TaskTurn } from './task';

/** Where a claim stands: its status, what is missing, what comes next and when, the sums and what was taken off, and how to have it reviewed. */
export const claimStatusTask = lookUpTask<SeenClaim>({
  name: 'claim-status',
  numbered: ['claim'],
  find: (number, { records }) => records.claim(number),
  open: ({ records }) => records.claims({ open: true }),
  finished: async ({ records }) => (await records.claims()).slice(0, 3),
  title: ({ claimNumber, buyerName, status }, { language }) =>
    [claimNumber, buyerName, claimStatusNames[status][language]].filter(Boolean).join(', '),
  number: ({ claimNumber }) => claimNumber,
  tell: tellClaim,
  told: ({ claimNumber }) => ({ kind: 'claim', claimNumber }),
  words: {
    which: { da: 'Hvilken skade mener du?', en: 'Which claim do you mean?' },
    none: { da: 'Jeg finder ingen åben skade hos jer.', en: 'I find no open claim of yours.' },
    notFound: noSuchRecord.claim,
  },
});

/** Decided against the customer, at least in part: then how to have it reviewed belongs to the answer. */
const mayBeReviewed = ({ status, deductions = [] }: SeenClaim): boolean =>
  status === 'rejected' || status === 'partly_accepted' || deductions.length > 0;

async function tellClaim(claim: SeenClaim, turn: TaskTurn): Promise<Spoken> {
  const { language, today, records } = turn;
  const da = language === 'da';
  const policy = claim.indemnity && (await records.policy(claim.policyNumber));
  const review = mayBeReviewed(claim) && claim.status !== 'appealed';
  const clauses: ClauseReference[] = [asReference(claimClause(claim.status))];
  if (review) clauses.push({ work: 'complaints-guide', clause: 'disagreement-claim' });
  return recordTold(
    turn,
    [
      claimStatusText(claim, today, language),
      recordCard(da ? 'Sagens oplysninger' : 'The claim’s details', claimLines(claim, language)),
      policy ? ownShare(claim, policy, language) : undefined,
    ],
    { clauses },
  );
}

/** Why a claim stands as it does, or what the customer can do about it; the whole of it is not told again. */
export async function tellClaimFurther(claim: SeenClaim, wish: FollowUp, turn: TaskTurn): Promise<Spoken> {
  const { language, today, records } = turn;
  const policy = wish === 'why' && claim.indemnity ? await records.policy(claim.policyNumber) : undefined;
  const review = mayBeReviewed(claim);
  const ofReview: ClauseReference = { work: 'complaints-guide', clause: 'disagreement-claim' };
  const isLess = wish === 'why' && review;
  const ofStatus = asReference(claimClause(isLess && claim.status !== 'appealed' ? 'rejected' : claim.status));
  return recordTold(
    turn,
    [
      claimStatusText(claim, today, language),
      wish === 'what-to-do' ? nothingMissing(claim, language) : undefined,
      wish === 'why' ? deductionsText(claim, language) : undefined,
      policy ? ownShare(claim, policy, language) : undefined,
    ],
    {
      clauses: wish === 'why' && claim.status !== 'appealed' ? [ofStatus] : review ? [ofReview] : [ofStatus],
      suggestions: review && claim.status !== 'appealed' ? [complainButton(language)] : [],
    },
  );
}

/** Whoever asks what is missing hears it too where nothing is. */
const nothingMissing = (claim: SeenClaim, language: ReplyLanguage): string | undefined =>
  claim.documents && missingDocuments(claim).length === 0 && !mayBeReviewed(claim)
    ? { da: 'Vi mangler ingen dokumenter fra jer.', en: 'We need no more documents from you.' }[language]
    : undefined;

const complainButton = (language: ReplyLanguage): Spoken['suggestions'][number] =>
  language === 'da'
    ? { title: 'Klag', value: 'Jeg vil gerne klage' }
    : { title: 'Complain', value: 'I want to complain' };

const asReference = ({ document, clause }: { document: string; clause: string }): ClauseReference => ({
  work: document,
  clause,
});

/** Why the indemnity is less than the amount accepted, where the policy's percentage and deductible make just that amount. */
function ownShare(
  { coveredAmount, indemnity }: SeenClaim,
  { insuredPercentage, deductible }: SeenPolicy,
  language: ReplyLanguage,
): string | undefined {
  if (!coveredAmount || !indemnity || insuredPercentage === undefined || coveredAmount.currency !== indemnity.currency)
    return undefined;
  const share = shareOf(coveredAmount, String(insuredPercentage), '100');
  const own = deductible?.type === 'each_and_every' ? deductible.amount : undefined;
  const isShare = compareMoney(share, indemnity) === 0;
  const isLessOwn =
    own?.currency === share.currency && compareMoney(lessMoney(share, own), indemnity) === 0 ? own : undefined;
  if (!isShare && !isLessOwn) return undefined;
  const [accepted, part, paid] = [coveredAmount, share, indemnity].map((money) => formatMoney(money, language));
  const less = isShare || !isLessOwn ? '' : formatMoney(isLessOwn, language);
  const sum = `${insuredPercentage} % × ${accepted}${less && ` = ${part}; ${part} − ${less}`} = ${paid}`;
  const why: InBoth = less
    ? {
        da: 'Erstatningen er policens dækningsprocent af beløbet minus selvrisikoen',
        en: 'The indemnity is the policy’s insured percentage of the amount less the deductible',
      }
    : {
        da: 'Erstatningen er policens dækningsprocent af beløbet',
        en: 'The indemnity is the policy’s insured percentage of the amount',
      };
  return `${why[language]}: ${sum}`.replace(/\.?$/, '.');
}
