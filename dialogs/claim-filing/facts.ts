import { type BuyerEvent, type Deadlines, deadlinesOf, type DebtInvoice, type PolicyTerms } from '../deadlines';
import { formatDate, type IsoDate } from '../dates';
import type { Money } from '../money';
import type { ClaimAnswers, DocumentType } from './draft';

/** A decision on the buyer's limit, as far as filing looks at it. */
export interface LimitDecision {
  type: string;
  outcome: string;
  amount: Money;
  effectiveFrom: IsoDate;
  validUntil?: IsoDate | undefined;
  maxTermsDays?: number | undefined;
}

/** What the records tell about the claim being written. What is missing is not checked, and said to be not checked. */
export interface ClaimFacts {
  today: IsoDate;
  policy?:
    | {
        policyNumber: string;
        status: string;
        periodStart?: IsoDate | undefined;
        periodEnd?: IsoDate | undefined;
        maxCreditTermsDays?: number | undefined;
        vatCovered?: boolean | undefined;
      }
    | undefined;
  /** Versions of the policy's terms on late payment; empty when unknown. */
  terms: readonly PolicyTerms[];
  /** The buyer that the records have for the name; undefined when not looked up, `none` when looked up and not there. */
  buyer?:
    { legalName: string; nationalId?: { value: string } | undefined; status?: string | undefined } | 'none' | undefined;
  /** Every decision on the buyer; undefined when not known. */
  limits?: readonly LimitDecision[] | undefined;
  /** Withdrawals, a hand-over: what the records know and the draft does not ask. */
  events?: readonly BuyerEvent[] | undefined;
  /** When the debt was reported as overdue, if it was. */
  reportedOn?: IsoDate | undefined;
  /** An open claim on the same buyer. */
  openClaim?: string | undefined;
  /** Beside the usual ones. */
  requiredDocuments?: readonly DocumentType[] | undefined;
}

/** The record fields that the calculator needs, as a policy record has them. */
export interface PolicyTermsRecord {
  policyNumber: string;
  periodStart: IsoDate;
  periodEnd: IsoDate;
  maxExtensionDays?: number | undefined;
  notificationDays?: number | undefined;
  waitingPeriodMonths?: number | undefined;
  wordingVersion?: string | undefined;
  adverseNotificationDays?: number | undefined;
  waitingPeriodFrom?: PolicyTerms['waitingPeriodFrom'];
  stopOfCover?: PolicyTerms['stopOfCover'];
  deadlinesMoveToWorkingDay?: boolean | undefined;
  termsEffectiveFrom?: IsoDate | undefined;
}

/** A policy record's terms on late payment, or undefined where its reader may not see them. */
export function termsOfPolicy(policy: PolicyTermsRecord): PolicyTerms | undefined {
  const { maxExtensionDays, notificationDays, waitingPeriodMonths } = policy;
  if (maxExtensionDays === undefined || notificationDays === undefined || waitingPeriodMonths === undefined)
    return undefined;
  return {
    policyNumber: policy.policyNumber,
    version: policy.wordingVersion ?? formatDate(policy.periodStart, 'en'),
    effectiveFrom: policy.termsEffectiveFrom ?? policy.periodStart,
    effectiveUntil: policy.periodEnd,
    maxExtensionDays,
    notificationDays,
    waitingPeriodMonths,
    adverseNotificationDays: policy.adverseNotificationDays,
    waitingPeriodFrom: policy.waitingPeriodFrom,
    stopOfCover: policy.stopOfCover,
    deadlinesMoveToWorkingDay: policy.deadlinesMoveToWorkingDay,
  };
}

/**
 * The deadlines of the draft's invoices; undefined while there are none or the terms are unknown. A plan that the customer says is approved moves
 * nothing here: how long it runs is in the records, and its end comes with them (`events`, `terms`) or not at all.
 */
export function deadlinesOfDraft(answers: Partial<ClaimAnswers>, facts: ClaimFacts): Deadlines | undefined {
  if (!answers.invoices || facts.terms.length === 0) return undefined;
  const insolvency: BuyerEvent[] =
    answers.cause === 'insolvency' && answers.insolvencyDate
      ? [{ kind: 'insolvency', on: answers.insolvencyDate }]
      : [];
  return deadlinesOf({
    invoices: answers.invoices satisfies DebtInvoice[],
    terms: facts.terms,
    events: [...(facts.events ?? []), ...insolvency],
    reportedOn: facts.reportedOn,
    today: facts.today,
  });
}
