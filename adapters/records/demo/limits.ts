import {
  ApplicationId,
  type Buyer,
  type CreditLimitApplication,
  type CreditLimitDecision,
  type Customer,
  DecisionId,
  type limitReasons,
  type Policy,
} from '../schemas';
import { type Calendar, daysBetween, plusDays } from './calendar';
import { centsOf, money } from './cents';
import { languageOf } from './policies';
import type { SeededRandom } from './seeded-random';

type Reason = (typeof limitReasons)[number];
type BuyerEntry = Omit<Buyer, 'policyNumbers'>;

/** One thing that happened to a limit, so many days ago. `share` of the amount asked for. */
interface Step {
  daysAgo: number;
  outcome: CreditLimitDecision['outcome'];
  share: number;
  type?: CreditLimitDecision['type'];
  reasons?: Reason[];
  condition?: Record<NonNullable<Customer['language']>, string>;
  /** In force only until so many days from today. */
  untilDay?: number;
}

/** What is asked and not answered. */
interface Asked {
  daysAgo: number;
  share: number;
  status: CreditLimitApplication['status'];
  missing?: CreditLimitApplication['missingInfo'];
  delay?: string;
  expectedIn?: number;
}

interface Story {
  steps: Step[];
  asked?: Asked;
}

/** What can become of a limit. Every policy has buyers with each of these stories, so every question has somebody to be asked about. */
const stories: Story[] = [
  // Reduced under notice: in force a few days from now.
  {
    steps: [
      { daysAgo: 760, outcome: 'approved', share: 1 },
      { daysAgo: 9, outcome: 'reduced', share: 0.4, reasons: ['adverse_public_information'] },
    ],
  },
  {
    steps: [
      { daysAgo: 1_100, outcome: 'approved', share: 0.6 },
      { daysAgo: 700, outcome: 'approved', share: 1 },
    ],
  },
  {
    steps: [
      { daysAgo: 900, outcome: 'approved', share: 0.5 },
      { daysAgo: 420, outcome: 'partly_approved', share: 0.8, reasons: ['limit_full'] },
    ],
  },
  // Waits for accounts that the buyer has promised.
  {
    steps: [{ daysAgo: 500, outcome: 'approved', share: 0.5 }],
    asked: {
      daysAgo: 19,
      share: 1,
      status: 'under_assessment',
      delay: 'waiting_for_accounts_from_buyer',
      expectedIn: 6,
    },
  },
  {
    steps: [
      {
        daysAgo: 240,
        outcome: 'not_approved',
        share: 0,
        reasons: ['financials_requested_not_given', 'insolvency_risk_only'],
      },
    ],
  },
  {
    steps: [
      { daysAgo: 980, outcome: 'approved', share: 1 },
      { daysAgo: 600, outcome: 'approved', share: 1.5 },
      { daysAgo: 210, outcome: 'reduced', share: 0.6, reasons: ['lack_of_turnover'] },
    ],
  },
  {
    steps: [
      { daysAgo: 820, outcome: 'approved', share: 1 },
      { daysAgo: 160, outcome: 'cancelled', share: 0, reasons: ['insolvency_risk_only'] },
    ],
  },
  {
    steps: [
      {
        daysAgo: 330,
        outcome: 'conditional',
        share: 0.7,
        reasons: ['payment_instrument_condition'],
        condition: {
          da: 'Skriftlig garanti fra moderselskabet, før der leveres første gang.',
          en: 'Parent company guarantee, in writing, before the first delivery.',
        },
      },
    ],
  },
  { steps: [{ daysAgo: 610, outcome: 'approved', share: 0.1, type: 'discretionary' }] },
  // Temporary, and over.
  { steps: [{ daysAgo: 300, outcome: 'approved', share: 0.6, untilDay: -40 }] },
  { steps: [{ daysAgo: 450, outcome: 'approved', share: 0.15, type: 'credit_check' }] },
  {
    steps: [{ daysAgo: 25, outcome: 'preliminary', share: 0.3, type: 'indication' }],
    asked: {
      daysAgo: 12,
      share: 1,
      status: 'awaiting_information',
      missing: ['latest_accounts', 'payment_experience'],
      delay: 'waiting_for_information_from_you',
    },
  },
  {
    steps: [
      { daysAgo: 540, outcome: 'not_approved', share: 0, reasons: ['new_company', 'financials_not_available'] },
      { daysAgo: 200, outcome: 'approved', share: 0.4 },
      { daysAgo: 70, outcome: 'approved', share: 0.7 },
    ],
  },
  {
    steps: [
      { daysAgo: 860, outcome: 'approved', share: 0.9 },
      { daysAgo: 480, outcome: 'partly_approved', share: 1.2, reasons: ['limit_full'] },
      { daysAgo: 120, outcome: 'approved', share: 1.4 },
    ],
  },
  {
    steps: [
      { daysAgo: 1_020, outcome: 'approved', share: 0.5 },
      { daysAgo: 655, outcome: 'approved', share: 0.8 },
    ],
    asked: { daysAgo: 3, share: 1.2, status: 'received', expectedIn: 4 },
  },
  {
    steps: [
      { daysAgo: 1_000, outcome: 'approved', share: 1.1 },
      { daysAgo: 30, outcome: 'approved', share: 1.3, untilDay: 60 },
    ],
  },
];

/** How many buyers a policy has: one with each story. */
export const buyersPerPolicy = stories.length;

export interface LimitRecords {
  applications: CreditLimitApplication[];
  decisions: CreditLimitDecision[];
}

/** Numbers the records of the whole demo. */
export interface Numbering {
  application: number;
  decision: number;
}

/** The applications and decisions on one buyer under one policy, oldest first. @param place which of the stories */
export function limitHistory(
  policy: Policy,
  buyer: BuyerEntry,
  place: number,
  calendar: Calendar,
  random: SeededRandom,
  numbering: Numbering,
): LimitRecords {
  const story = stories[place % stories.length] ?? { steps: [] };
  const asked = random.whole(4, 30) * (policy.currency === 'EUR' ? 10_000 : 50_000) * 100;
  const applications: CreditLimitApplication[] = [];
  const decisions: CreditLimitDecision[] = [];
  // A policy that is over has no decisions after its end, and all its history a year earlier.
  const later = policy.status === 'expired' ? 366 + daysBetween(policy.periodEnd, calendar.today) : 0;

  const apply = (daysAgo: number, share: number, decided: boolean): CreditLimitApplication => {
    const application: CreditLimitApplication = {
      applicationId: ApplicationId.parse(`A-${(numbering.application += 1)}`),
      policyNumber: policy.policyNumber,
      buyerId: buyer.buyerId,
      requested: money(Math.max(1, Math.round(asked * share)), policy.currency),
      requestedTermsDays: random.pick([30, 30, 45, 60]),
      submittedAt: calendar.instant(-daysAgo - later, place * 7),
      channel: random.pick(['portal', 'portal', 'api', 'broker'] as const),
      status: decided ? 'decided' : 'received',
      missingInfo: [],
      mayContactBuyer: random.chance(0.7),
    };
    applications.push(application);
    return application;
  };

  for (const step of story.steps) {
    const ownMove = step.outcome === 'reduced' || step.outcome === 'cancelled' || step.type === 'discretionary';
    const application = ownMove ? undefined : apply(step.daysAgo + random.whole(1, 6), Math.max(step.share, 1), true);
    const before = decisions[decisions.length - 1];
    const notice = step.outcome === 'reduced' || step.outcome === 'cancelled' ? policy.reductionNoticeDays : 0;
    const decidedOn = calendar.day(-step.daysAgo - later);
    decisions.push({
      decisionId: DecisionId.parse(`D-${(numbering.decision += 1)}`),
      ...(application && { applicationId: application.applicationId }),
      policyNumber: policy.policyNumber,
      buyerId: buyer.buyerId,
      type: step.type ?? 'underwritten',
      outcome: step.outcome,
      amount: money(rounded(asked * step.share), policy.currency),
      ...(before && { previousAmount: before.amount, supersedes: before.decisionId }),
      insuredPercentage: policy.insuredPercentage,
      maxTermsDays: Math.min(policy.maxCreditTermsDays, 60),
      conditions: step.condition ? [step.condition[languageOf(policy)]] : [],
      reasonCodes: step.reasons ?? [],
      decidedAt: calendar.instant(-step.daysAgo - later, place * 7 + 3),
      effectiveFrom: plusDays(decidedOn, notice),
      ...(step.untilDay !== undefined && { validUntil: calendar.day(step.untilDay - later) }),
      decidedBy: step.type === 'credit_check' || step.type === 'discretionary' ? 'automatic' : 'underwriter',
    });
  }

  if (story.asked && policy.status !== 'expired') {
    const { daysAgo, share, status, missing, delay, expectedIn } = story.asked;
    Object.assign(apply(daysAgo, share, false), {
      status,
      missingInfo: missing ?? [],
      ...(delay !== undefined && { delayReason: delay }),
      ...(expectedIn !== undefined && { expectedBy: calendar.day(expectedIn) }),
    });
  }
  return { applications, decisions };
}

/** To whole thousands. */
const rounded = (cents: number): number => Math.round(cents / 100_000) * 100_000;

/** The limit on a day, in cents; 0 where there was none. */
export function limitOn(decisions: CreditLimitDecision[], date: string): number {
  const inForce = decisions
    .filter(({ type, effectiveFrom }) => type !== 'indication' && effectiveFrom <= date)
    .filter(({ validUntil }) => validUntil === undefined || date <= validUntil)
    .at(-1);
  return inForce ? centsOf(inForce.amount) : 0;
}
