import {
  type Buyer,
  type Claim,
  ClaimNumber,
  type CreditLimitDecision,
  type deductionReasons,
  type DocumentType,
  NotificationId,
  type OverdueNotification,
  type Policy,
  type rejectionReasons,
  type SalesInvoice,
} from '../schemas';
import { type Calendar, daysBetween, plusDays, plusMonths } from './calendar';
import { money } from './cents';
import { limitOn } from './limits';
import type { SeededRandom } from './seeded-random';

/** A buyer under a policy, with the decisions on it, oldest first. */
export interface Insured {
  policy: Policy;
  buyer: Omit<Buyer, 'policyNumbers'>;
  decisions: CreditLimitDecision[];
}

export interface ClaimRecords {
  claim: Claim;
  notification: OverdueNotification;
}

/** How long ago claims of a status were filed; what the dates of a claim must show follows from it. */
const filedDaysAgo: Record<Claim['status'], [number, number]> = {
  registered: [1, 4],
  awaiting_documents: [9, 35],
  under_assessment: [12, 45],
  awaiting_date_of_loss: [30, 100],
  liability_accepted: [200, 240],
  partly_accepted: [205, 260],
  rejected: [120, 480],
  appealed: [90, 260],
  paid: [240, 420],
  closed: [430, 640],
};

const handlers = ['Ida Vindrose', 'Bo Regnskov', 'Signe Måneskin', 'Emil Havblik'];

/** A claim of the wanted status on that buyer, with the overdue notification before it. Undefined where the buyer had no limit when it bought. */
export function demoClaim(
  number: number,
  status: Claim['status'],
  insured: Insured,
  calendar: Calendar,
  random: SeededRandom,
): ClaimRecords | undefined {
  const { policy, buyer } = insured;
  const [least, most] = filedDaysAgo[status];
  const filedAgo = random.whole(least, most);
  const filedOn = calendar.day(-filedAgo);
  // Notified in good time: the claim follows once the extension period is over.
  const late = status === 'rejected' && number % 3 === 0;
  const oldestDue = plusDays(
    filedOn,
    -(policy.maxExtensionDays + random.whole(5, policy.notificationDays - 5) + (late ? 60 : 0)),
  );
  const firstInvoice = plusDays(oldestDue, -30);
  const limit = limitOn(insured.decisions, firstInvoice);
  if (limit <= 0) return undefined;

  const above = status === 'partly_accepted' || (status === 'paid' && number % 2 === 0);
  const claimed = above ? limit + random.whole(20, 90) * 100_000 : Math.round((limit * random.whole(20, 85)) / 100);
  const invoices = invoicesFor(claimed, firstInvoice, policy, random, number);
  const claimNumber = ClaimNumber.parse(`CL-${200_000 + number}`);
  const insolvent = buyer.status === 'insolvent' && status !== 'awaiting_date_of_loss';
  const waitingPeriodEnds = plusMonths(filedOn, policy.waitingPeriodMonths);
  const dateOfLoss = insolvent
    ? plusDays(filedOn, -3)
    : waitingPeriodEnds <= calendar.today
      ? waitingPeriodEnds
      : undefined;
  const decided =
    status === 'liability_accepted' || status === 'partly_accepted' || status === 'paid' || status === 'closed';
  const coInsured = policy.coInsured[0];

  const claim: Claim = {
    claimNumber,
    policyNumber: policy.policyNumber,
    buyerId: buyer.buyerId,
    buyerName: buyer.legalName,
    ...(coInsured && number % 4 === 1 && { insuredId: coInsured.customerId }),
    cause: insolvent ? 'insolvency' : 'protracted_default',
    claimed: money(claimed, policy.currency),
    vatExcluded: !policy.vatCovered,
    submittedAt: calendar.instant(-filedAgo, number * 11),
    ...(dateOfLoss && { dateOfLoss }),
    ...(!insolvent && { waitingPeriodEnds }),
    documents: documentsOf(status, filedAgo, insured, calendar, number),
    status,
    ...(decided ? assessed(claimed, limit, policy) : { deductions: [] }),
    ...((status === 'paid' || status === 'closed') && {
      paidAt: plusDays(
        dateOfLoss ?? waitingPeriodEnds,
        Math.min(20, Math.max(1, daysBetween(dateOfLoss ?? waitingPeriodEnds, calendar.today))),
      ),
    }),
    rejectionCodes: status === 'rejected' || status === 'appealed' ? [rejection(late, number)] : [],
    ...(status !== 'registered' && { handler: handlers[number % handlers.length] ?? 'Ida Vindrose' }),
    ...expectation(status, waitingPeriodEnds, calendar, number),
  };
  return { claim, notification: notificationOf(number, claim, invoices, filedOn, late, insured) };
}

function rejection(late: boolean, number: number): (typeof rejectionReasons)[number] {
  if (late) return 'notified_too_late';
  return (
    (['wrong_legal_entity', 'unresolved_dispute', 'no_proof_of_delivery', 'terms_too_long'] as const)[number % 4] ??
    'terms_too_long'
  );
}

/** The assessment: what is above the limit goes off, the insured share of the rest is paid, less the deductible. */
function assessed(
  claimed: number,
  limit: number,
  policy: Policy,
): Pick<Claim, 'coveredAmount' | 'deductions' | 'indemnity'> {
  const above = Math.max(0, claimed - limit);
  const reason: (typeof deductionReasons)[number] = 'above_limit';
  const covered = claimed - above;
  const deductible = policy.deductible ? Number(policy.deductible.amount.amount) * 100 : 0;
  const indemnity = Math.max(0, Math.round((covered * policy.insuredPercentage) / 100) - Math.round(deductible));
  return {
    coveredAmount: money(covered, policy.currency),
    deductions: above > 0 ? [{ reason, amount: money(above, policy.currency) }] : [],
    indemnity: money(indemnity, policy.currency),
  };
}

/** What is said about when to hear: always a reason where it takes long, and a date only where the handler has given one. */
function expectation(
  status: Claim['status'],
  waitingPeriodEnds: string,
  calendar: Calendar,
  number: number,
): Pick<Claim, 'expectedBy' | 'delayReason'> {
  if (status === 'awaiting_documents') return { delayReason: 'waiting_for_documents' };
  if (status === 'awaiting_date_of_loss') return { expectedBy: plusDays(waitingPeriodEnds, 5) };
  if (status === 'under_assessment')
    return number % 2 === 0
      ? { expectedBy: calendar.day(8 + (number % 9)) }
      : { expectedBy: calendar.day(21), delayReason: 'waiting_for_insolvency_administrator' };
  if (status === 'appealed') return { expectedBy: calendar.day(12) };
  return {};
}

function documentsOf(
  status: Claim['status'],
  filedAgo: number,
  { decisions, buyer }: Insured,
  calendar: Calendar,
  number: number,
): Claim['documents'] {
  const required: DocumentType[] = [
    'invoices',
    'statement_of_account',
    'proof_of_delivery',
    'correspondence',
    ...(buyer.status === 'insolvent' ? (['evidence_of_debt'] as const) : []),
    ...(decisions.some(({ type }) => type === 'discretionary') ? (['discretionary_evidence'] as const) : []),
  ];
  const optional: DocumentType[] = number % 3 === 0 ? ['retention_of_title'] : [];
  // What is missing is missing at the end of the list: the first papers come with the claim.
  const missing = status === 'awaiting_documents' ? 2 - (number % 2) : status === 'registered' ? 2 : 0;
  return [
    ...required.map((type, place) => ({
      type,
      required: true,
      ...(place < required.length - missing && {
        receivedAt: calendar.instant(-Math.max(0, filedAgo - place), place * 13),
      }),
    })),
    ...optional.map((type) => ({ type, required: false })),
  ];
}

/** Two to four invoices, monthly, that add up to the amount without VAT. */
function invoicesFor(
  total: number,
  first: string,
  policy: Policy,
  random: SeededRandom,
  number: number,
): SalesInvoice[] {
  const count = random.whole(2, 4);
  const each = Math.floor(total / count);
  return Array.from({ length: count }, (_, place): SalesInvoice => {
    const net = place === count - 1 ? total - each * (count - 1) : each;
    const invoiceDate = plusDays(first, place * 8);
    const dueDate = plusDays(invoiceDate, 30);
    return {
      number: `${70_000 + number * 10 + place}`,
      invoiceDate,
      dueDate,
      originalDueDate: dueDate,
      gross: money(Math.round(net * 1.25), policy.currency),
      net: money(net, policy.currency),
      paid: money(0, policy.currency),
    };
  });
}

function notificationOf(
  number: number,
  claim: Claim,
  invoices: SalesInvoice[],
  filedOn: string,
  late: boolean,
  { policy }: Insured,
): OverdueNotification {
  const oldestDueDate = invoices.map(({ originalDueDate }) => originalDueDate).sort()[0] ?? filedOn;
  const mepEndsOn = plusDays(oldestDueDate, policy.maxExtensionDays);
  const closed = claim.status === 'paid' || claim.status === 'closed' || claim.status === 'rejected';
  return {
    notificationId: NotificationId.parse(`N-${500_000 + number}`),
    policyNumber: claim.policyNumber,
    buyerId: claim.buyerId,
    ...(claim.insuredId && { insuredId: claim.insuredId }),
    invoices,
    oldestDueDate,
    mepEndsOn,
    notifyBy: plusDays(mepEndsOn, policy.notificationDays),
    ...(claim.cause === 'insolvency' && { adverseInfo: 'insolvency' }),
    caseType: number % 2 === 0 ? 'claim_collection' : 'monitor_claim',
    status: late ? 'late' : closed ? 'closed' : claim.status === 'registered' ? 'submitted' : 'accepted',
  };
}
