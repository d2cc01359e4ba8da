import type { RecordOf } from './kinds';
import type { Role } from './port';
import type { Buyer, Draft } from './schemas';

/** Shown as it is; shown with all but its ends hidden (text only); not shown; shown where the policy includes rating bands. */
export type Sight = 'allow' | 'mask' | 'deny' | 'if-rated';

/** One line of the table, a column per role, in the order of `roles`. */
type Line = readonly [Sight, Sight, Sight, Sight, Sight, Sight];
export const roles = [
  'policyholder',
  'co-insured',
  'broker',
  'assignee-bank',
  'buyer',
  'unknown',
] as const satisfies readonly Role[];

/** A line for every field: a new field without one does not compile, so nothing is shown by forgetting. */
type Lines<Whole> = { readonly [Field in keyof Required<Whole>]: Line };
type Kinds = RecordOf & { buyer: Buyer };

const yes = 'allow';
const ends = 'mask';
const no = 'deny';
const rated = 'if-rated';

/**
 * Who may know what, in one table.
 *
 * - *policyholder*: everything about its own contract, but what the insurer keeps to itself (`watch`).
 * - *co-insured*: what it needs to trade under the policy: terms, limits, its own claims and cases; not what the policy costs, nor the others' rows.
 * - *broker*: with an authority that includes today, what the policyholder is shown.
 * - *assignee bank*: that the policy runs, and the claim payments assigned to it; not who the buyers are, nor how they are judged.
 * - *buyer* (a debtor): its own entry in the register of buyers, never its rating, who insures it, or what anyone claims.
 * - *unknown*: nothing.
 */
export const whoMayKnowWhat: { readonly [Kind in keyof Kinds]: Lines<Kinds[Kind]> } = {
  //                 policyholder  co-insured  broker  bank  buyer  unknown
  policy: {
    policyNumber: [yes, yes, yes, yes, no, no],
    holderId: [yes, no, yes, no, no, no],
    holderName: [yes, yes, yes, yes, no, no],
    product: [yes, yes, yes, yes, no, no],
    status: [yes, yes, yes, yes, no, no],
    periodStart: [yes, yes, yes, yes, no, no],
    periodEnd: [yes, yes, yes, yes, no, no],
    noticeDeadline: [yes, no, yes, no, no, no],
    currency: [yes, yes, yes, yes, no, no],
    insuredPercentage: [yes, yes, yes, yes, no, no],
    maxLiability: [yes, no, yes, yes, no, no],
    claimThreshold: [yes, yes, yes, no, no, no],
    deductible: [yes, yes, yes, no, no, no],
    maxCreditTermsDays: [yes, yes, yes, no, no, no],
    maxExtensionDays: [yes, yes, yes, no, no, no],
    notificationDays: [yes, yes, yes, no, no, no],
    waitingPeriodMonths: [yes, yes, yes, yes, no, no],
    waitingPeriodFrom: [yes, yes, yes, yes, no, no],
    stopOfCover: [yes, yes, yes, no, no, no],
    adverseNotificationDays: [yes, yes, yes, no, no, no],
    deadlinesMoveToWorkingDay: [yes, yes, yes, no, no, no],
    termsEffectiveFrom: [yes, yes, yes, yes, no, no],
    discretionary: [yes, yes, yes, no, no, no],
    countries: [yes, yes, yes, no, no, no],
    coInsured: [yes, no, yes, no, no, no],
    assignee: [yes, no, yes, yes, no, no],
    broker: [yes, no, yes, no, no, no],
    premiumRate: [yes, no, yes, no, no, no],
    minimumPremium: [yes, no, yes, no, no, no],
    declarationFrequency: [yes, yes, yes, no, no, no],
    ratingIncluded: [yes, yes, yes, no, no, no],
    vatCovered: [yes, yes, yes, no, no, no],
    reductionNoticeDays: [yes, yes, yes, no, no, no],
    wordingId: [yes, yes, yes, yes, no, no],
    wordingVersion: [yes, yes, yes, yes, no, no],
  },
  buyer: {
    buyerId: [yes, yes, yes, no, yes, no],
    nationalId: [yes, yes, yes, no, yes, no],
    legalName: [yes, yes, yes, no, yes, no],
    country: [yes, yes, yes, no, yes, no],
    status: [yes, yes, yes, no, no, no],
    ratingBand: [rated, rated, rated, no, no, no],
    ratingDate: [rated, rated, rated, no, no, no],
    watch: [no, no, no, no, no, no],
    parentId: [no, no, no, no, no, no],
    policyNumbers: [yes, yes, yes, no, yes, no],
  },
  limitApplication: {
    applicationId: [yes, yes, yes, no, no, no],
    policyNumber: [yes, yes, yes, no, no, no],
    buyerId: [yes, yes, yes, no, no, no],
    requested: [yes, yes, yes, no, no, no],
    requestedTermsDays: [yes, yes, yes, no, no, no],
    submittedAt: [yes, yes, yes, no, no, no],
    channel: [yes, no, yes, no, no, no],
    status: [yes, yes, yes, no, no, no],
    missingInfo: [yes, yes, yes, no, no, no],
    mayContactBuyer: [yes, no, yes, no, no, no],
    expectedBy: [yes, yes, yes, no, no, no],
    delayReason: [yes, yes, yes, no, no, no],
  },
  limitDecision: {
    decisionId: [yes, yes, yes, no, no, no],
    applicationId: [yes, yes, yes, no, no, no],
    policyNumber: [yes, yes, yes, no, no, no],
    buyerId: [yes, yes, yes, no, no, no],
    type: [yes, yes, yes, no, no, no],
    outcome: [yes, yes, yes, no, no, no],
    amount: [yes, yes, yes, no, no, no],
    previousAmount: [yes, yes, yes, no, no, no],
    insuredPercentage: [yes, yes, yes, no, no, no],
    maxTermsDays: [yes, yes, yes, no, no, no],
    conditions: [yes, yes, yes, no, no, no],
    reasonCodes: [yes, no, yes, no, no, no],
    decidedAt: [yes, yes, yes, no, no, no],
    effectiveFrom: [yes, yes, yes, no, no, no],
    validUntil: [yes, yes, yes, no, no, no],
    supersedes: [yes, no, yes, no, no, no],
    decidedBy: [yes, no, yes, no, no, no],
  },
  overdueNotification: {
    notificationId: [yes, yes, yes, no, no, no],
    policyNumber: [yes, yes, yes, no, no, no],
    buyerId: [yes, yes, yes, no, no, no],
    insuredId: [yes, yes, yes, no, no, no],
    invoices: [yes, yes, yes, no, no, no],
    oldestDueDate: [yes, yes, yes, no, no, no],
    mepEndsOn: [yes, yes, yes, no, no, no],
    notifyBy: [yes, yes, yes, no, no, no],
    adverseInfo: [yes, yes, yes, no, no, no],
    caseType: [yes, yes, yes, no, no, no],
    paymentPlan: [yes, yes, yes, no, no, no],
    status: [yes, yes, yes, no, no, no],
  },
  claim: {
    claimNumber: [yes, yes, yes, yes, no, no],
    policyNumber: [yes, yes, yes, yes, no, no],
    buyerId: [yes, yes, yes, no, no, no],
    buyerName: [yes, yes, yes, ends, no, no],
    insuredId: [yes, yes, yes, no, no, no],
    cause: [yes, yes, yes, no, no, no],
    claimed: [yes, yes, yes, yes, no, no],
    vatExcluded: [yes, yes, yes, no, no, no],
    submittedAt: [yes, yes, yes, yes, no, no],
    dateOfLoss: [yes, yes, yes, no, no, no],
    waitingPeriodEnds: [yes, yes, yes, yes, no, no],
    documents: [yes, yes, yes, no, no, no],
    status: [yes, yes, yes, yes, no, no],
    coveredAmount: [yes, yes, yes, yes, no, no],
    deductions: [yes, yes, yes, no, no, no],
    indemnity: [yes, yes, yes, yes, no, no],
    paidAt: [yes, yes, yes, yes, no, no],
    rejectionCodes: [yes, yes, yes, no, no, no],
    handler: [yes, yes, yes, no, no, no],
    expectedBy: [yes, yes, yes, yes, no, no],
    delayReason: [yes, yes, yes, no, no, no],
  },
  collectionCase: {
    caseNumber: [yes, yes, yes, no, no, no],
    claimNumber: [yes, yes, yes, no, no, no],
    policyNumber: [yes, yes, yes, no, no, no],
    buyerId: [yes, yes, yes, no, no, no],
    insuredId: [yes, yes, yes, no, no, no],
    creditor: [yes, yes, yes, no, no, no],
    debtor: [yes, yes, yes, no, no, no],
    principal: [yes, yes, yes, no, no, no],
    interest: [yes, yes, yes, no, no, no],
    costs: [yes, yes, yes, no, no, no],
    openedAt: [yes, yes, yes, no, no, no],
    phase: [yes, yes, yes, no, no, no],
    outcome: [yes, yes, yes, no, no, no],
    lastAction: [yes, yes, yes, no, no, no],
    nextAction: [yes, yes, yes, no, no, no],
    collected: [yes, yes, yes, no, no, no],
    recoveries: [yes, yes, yes, no, no, no],
    fee: [yes, no, yes, no, no, no],
    insuredShare: [yes, no, yes, no, no, no],
    handler: [yes, yes, yes, no, no, no],
  },
  turnoverDeclaration: {
    policyNumber: [yes, no, yes, no, no, no],
    period: [yes, no, yes, no, no, no],
    dueDate: [yes, no, yes, no, no, no],
    status: [yes, no, yes, no, no, no],
    lines: [yes, no, yes, no, no, no],
  },
  invoice: {
    number: [yes, no, yes, no, no, no],
    policyNumber: [yes, no, yes, no, no, no],
    kind: [yes, no, yes, no, no, no],
    period: [yes, no, yes, no, no, no],
    description: [yes, no, yes, no, no, no],
    amount: [yes, no, yes, no, no, no],
    issuedAt: [yes, no, yes, no, no, no],
    dueDate: [yes, no, yes, no, no, no],
    status: [yes, no, yes, no, no, no],
  },
  contactPerson: {
    policyNumber: [yes, yes, yes, yes, no, no],
    name: [yes, yes, yes, yes, no, no],
    title: [yes, yes, yes, yes, no, no],
    topics: [yes, yes, yes, yes, no, no],
    telephone: [yes, yes, yes, yes, no, no],
    email: [yes, yes, yes, yes, no, no],
  },
};

/** Who may ask for what to be done. */
export const whoMayDoWhat: { readonly [Wish in Draft['kind']]: readonly ('allow' | 'deny')[] } = {
  //              policyholder  co-insured  broker  bank  buyer  unknown
  claim: [yes, yes, yes, no, no, no],
  reassessment: [yes, no, yes, no, no, no],
  collection: [yes, yes, yes, no, no, no],
};
