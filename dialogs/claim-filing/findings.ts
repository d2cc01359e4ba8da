import { daysBetween, type IsoDate } from '../dates';
import { isLate } from '../deadlines';
import { compareMoney, lessMoney } from '../money';
import type { ClaimAnswers, DocumentType } from './draft';
import { type ClaimFacts, deadlinesOfDraft, type LimitDecision } from './facts';
import {
  type Checked,
  explained,
  type Finding,
  type FindingFacts,
  type NotChecked,
  severities,
  type Severity,
} from './finding-kinds';
import { findingWords } from './finding-words';
import { unpaidOf } from './invoice-lines';

/** Checks a claim against the records before it is sent. What is worst stands first. */
export function checkClaim(answers: Partial<ClaimAnswers>, facts: ClaimFacts): Checked {
  const found: FindingFacts[] = [
    ...policyFindings(facts),
    ...buyerFindings(answers, facts),
    ...amountFindings(answers, facts),
    ...deadlineFindings(answers, facts),
    ...limitFindings(answers, facts),
    ...termsFindings(answers, facts),
    ...wordFindings(answers, facts),
  ];
  return { findings: inOrder(found), notChecked: notChecked(facts) };
}

/** What is to be put right about the buyer alone, for whatever is sent about one. */
export const checkBuyer = (answers: Partial<ClaimAnswers>, facts: ClaimFacts): Finding[] =>
  inOrder(buyerFindings(answers, facts));

const rank: Severity[] = ['stops', 'warns', 'note'];
const inOrder = (found: readonly FindingFacts[]): Finding[] =>
  found
    .map((finding): Finding => ({
      ...finding,
      severity: severities[finding.kind],
      explainedBy: explained[finding.kind],
      words: findingWords(finding),
    }))
    .sort((one, other) => rank.indexOf(one.severity) - rank.indexOf(other.severity));

function notChecked(facts: ClaimFacts): NotChecked[] {
  const missing: NotChecked[] = [];
  if (facts.terms.length === 0) missing.push('deadlines');
  if (facts.limits === undefined) missing.push('limit');
  if (facts.buyer === undefined) missing.push('buyer');
  if (facts.policy?.maxCreditTermsDays === undefined) missing.push('payment-terms');
  return missing;
}

function policyFindings({ policy, openClaim }: ClaimFacts): FindingFacts[] {
  const found: FindingFacts[] = [];
  if (policy && policy.status !== 'active') found.push({ kind: 'policy-not-active', status: policy.status });
  if (openClaim !== undefined) found.push({ kind: 'already-claimed', claimNumber: openClaim });
  return found;
}

const digitsOf = (text: string): string => text.replace(/\D/g, '');
/** Names are compared without case, marks and spaces; the legal form counts, since two forms are two companies. */
const nameKey = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
const legalForm = /\s(a\/s|aps|ab|asa?|gmbh|ag|kg|ltd\.?|limited|b\.?v\.?|n\.?v\.?|s\.?a\.?|oy|i\/s|k\/s)$/i;

function buyerFindings({ buyer }: Partial<ClaimAnswers>, facts: ClaimFacts): FindingFacts[] {
  if (!buyer) return [];
  if (facts.buyer === 'none') return [{ kind: 'no-such-buyer', written: buyer.name }];
  if (facts.buyer === undefined) return buyer.buyerId ? [] : [{ kind: 'buyer-not-confirmed', written: buyer.name }];
  const { legalName, nationalId } = facts.buyer;
  const numberDiffers =
    buyer.registration !== undefined &&
    nationalId !== undefined &&
    digitsOf(buyer.registration) !== digitsOf(nationalId.value);
  // "Nordhavn Stål" may be short for either form; "Nordhavn Stål ApS" is not the A/S.
  const nameDiffers = legalForm.test(buyer.name) && nameKey(buyer.name) !== nameKey(legalName);
  if (!numberDiffers && (!nameDiffers || (buyer.registration !== undefined && nationalId !== undefined))) return [];
  const withNumber = (name: string, number: string | undefined): string =>
    number === undefined ? name : `${name} (${number})`;
  return [
    {
      kind: 'wrong-legal-entity',
      written: withNumber(buyer.name, buyer.registration),
      onRecord: withNumber(legalName, nationalId?.value),
    },
  ];
}

function amountFindings(answers: Partial<ClaimAnswers>, { policy }: ClaimFacts): FindingFacts[] {
  const { claimed, invoices, vatIncluded, netAmount } = answers;
  const found: FindingFacts[] = [];
  if (claimed && invoices) {
    const sum = unpaidOf(invoices);
    const comparable = sum !== undefined && sum.currency === claimed.currency;
    if (!comparable || compareMoney(claimed, sum) !== 0) {
      found.push({
        kind: 'sum-differs',
        claimed,
        invoices: sum,
        difference: comparable ? lessMoney(claimed, sum) : undefined,
      });
    }
  }
  if (claimed && vatIncluded && policy?.vatCovered !== true) {
    const sameCurrency = netAmount?.currency === claimed.currency;
    if (netAmount && sameCurrency)
      found.push({ kind: 'vat', gross: claimed, net: netAmount, vat: lessMoney(claimed, netAmount) });
    else found.push({ kind: 'vat-unknown' });
  }
  return found;
}

const deliveriesOf = ({ invoices = [], lastDelivery }: Partial<ClaimAnswers>): IsoDate[] =>
  [...new Set([...invoices.map(({ invoiceDate }) => invoiceDate), ...(lastDelivery ? [lastDelivery] : [])])].sort();

function deadlineFindings(answers: Partial<ClaimAnswers>, facts: ClaimFacts): FindingFacts[] {
  const found: FindingFacts[] = [];
  const dueDate = (answers.invoices ?? []).map(({ originalDueDate }) => originalDueDate).sort()[0] ?? answers.dueDate;
  if (dueDate !== undefined && dueDate >= facts.today && answers.cause === 'protracted_default')
    found.push({ kind: 'not-due-yet', dueDate });
  const deadlines = deadlinesOfDraft(answers, facts);
  if (deadlines?.kind !== 'calculated') return found;
  const { notifyBy, stopOfCover, steps } = deadlines;
  const reportedOn = facts.reportedOn ?? facts.today;
  if (isLate(notifyBy.date, reportedOn)) {
    const about = steps.filter(
      ({ kind }) =>
        kind !== 'stop-of-cover' && kind !== 'waiting-period' && kind !== 'date-of-loss' && kind !== 'not-told',
    );
    found.push({
      kind: 'late-notice',
      notifyBy: notifyBy.date,
      atOnce: steps.some((step) => step.kind === 'notify-by' && step.days === undefined),
      reportedOn,
      days: daysBetween(notifyBy.date, reportedOn),
      steps: about,
    });
  }
  const deliveries = stopOfCover.known ? deliveriesOf(answers).filter((delivery) => delivery >= stopOfCover.date) : [];
  if (stopOfCover.known && deliveries.length > 0) {
    const about = steps.filter(
      ({ kind }) =>
        kind !== 'notify-by' &&
        kind !== 'day-off' &&
        kind !== 'waiting-period' &&
        kind !== 'date-of-loss' &&
        kind !== 'not-told',
    );
    found.push({ kind: 'after-stop-of-cover', stopOfCover: stopOfCover.date, deliveries, steps: about });
  }
  return found;
}

/** The decision in force on a day. An indication or a preliminary answer is none. */
export const limitOn = (day: IsoDate, decisions: readonly LimitDecision[]): LimitDecision | undefined =>
  decisions
    .filter(({ type, outcome }) => type !== 'indication' && outcome !== 'preliminary')
    .filter(({ effectiveFrom, validUntil = '9999-12-31' }) => effectiveFrom <= day && day <= validUntil)
    .sort((one, other) => (one.effectiveFrom < other.effectiveFrom ? 1 : -1))[0];

/** The debt beside the limit on the day of the last invoice: what is owed adds up until then. */
function limitFindings(answers: Partial<ClaimAnswers>, facts: ClaimFacts): FindingFacts[] {
  const on = (answers.invoices ?? [])
    .map(({ invoiceDate }) => invoiceDate)
    .sort()
    .at(-1);
  if (on === undefined || facts.limits === undefined) return [];
  const limit = limitOn(on, facts.limits)?.amount;
  if (!limit || /^0+(\.0+)?$/.test(limit.amount)) return [{ kind: 'no-limit', on }];
  const owed =
    (answers.vatIncluded && facts.policy?.vatCovered !== true ? answers.netAmount : undefined) ?? answers.claimed;
  if (!owed || owed.currency !== limit.currency || compareMoney(owed, limit) <= 0) return [];
  return [{ kind: 'above-limit', owed, limit, above: lessMoney(owed, limit), on }];
}

/** The credit period given, beside the shorter of the policy's and the limit's longest. */
function termsFindings(
  { invoices = [] }: Partial<ClaimAnswers>,
  { policy, limits: decisions = [] }: ClaimFacts,
): FindingFacts[] {
  const tooLong = invoices.flatMap(({ number, invoiceDate, originalDueDate }) => {
    const most = [policy?.maxCreditTermsDays, limitOn(invoiceDate, decisions)?.maxTermsDays].filter(
      (days) => days !== undefined,
    );
    const days = daysBetween(invoiceDate, originalDueDate);
    return most.length > 0 && days > Math.min(...most) ? [{ number, days, most: Math.min(...most) }] : [];
  });
  return [...new Set(tooLong.map(({ most }) => most))].map((most) => ({
    kind: 'terms-too-long',
    most,
    invoices: tooLong.filter((invoice) => invoice.most === most).map(({ number, days }) => ({ number, days })),
  }));
}

/** The papers that a claim of this kind usually needs. */
export function usualDocuments({ cause }: Partial<ClaimAnswers>, facts: ClaimFacts): DocumentType[] {
  const discretionary = facts.limits?.some(({ type }) => type === 'discretionary') ?? false;
  return [
    ...new Set<DocumentType>([
      'invoices',
      'statement_of_account',
      'proof_of_delivery',
      'correspondence',
      ...(cause === 'insolvency' ? (['evidence_of_debt'] as const) : []),
      ...(discretionary ? (['discretionary_evidence'] as const) : []),
      ...(facts.requiredDocuments ?? []),
    ]),
  ];
}

function wordFindings(answers: Partial<ClaimAnswers>, facts: ClaimFacts): FindingFacts[] {
  const found: FindingFacts[] = [];
  if (answers.disputed) found.push({ kind: 'dispute' });
  if (answers.paymentPlan === 'not-approved') found.push({ kind: 'plan-not-approved' });
  const { documents } = answers;
  const missing = usualDocuments(answers, facts).filter((type) => !documents?.includes(type));
  if (documents && missing.length > 0) found.push({ kind: 'missing-documents', missing });
  return found;
}
