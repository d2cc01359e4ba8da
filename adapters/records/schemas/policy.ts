import { z } from 'zod';
import { CustomerId, PolicyNumber } from './ids';
import { Code, Country, Currency, Days, IsoDate, Money, Name, Percentage } from './values';

export const PolicyParty = z.object({ customerId: CustomerId, name: Name });

/** A broker's proven authority: without dates that include today it is none. */
export const BrokerAuthority = PolicyParty.extend({ authorityFrom: IsoDate, authorityUntil: IsoDate.optional() });

export const Policy = z.object({
  policyNumber: PolicyNumber,
  holderId: CustomerId,
  holderName: Name,
  product: Name,
  status: z.enum(['quoted', 'active', 'suspended', 'expired', 'cancelled', 'annulled']),
  periodStart: IsoDate,
  periodEnd: IsoDate,
  /** The last day on which notice can be given before the policy renews. */
  noticeDeadline: IsoDate.optional(),
  currency: Currency,
  insuredPercentage: Percentage,
  maxLiability: Money,
  claimThreshold: Money.optional(),
  deductible: z
    .object({ type: z.enum(['each_and_every', 'aggregate_first', 'non_qualifying']), amount: Money })
    .optional(),
  maxCreditTermsDays: Days,
  maxExtensionDays: Days,
  /** Days after the end of the extension period within which an overdue buyer must be notified. */
  notificationDays: Days,
  waitingPeriodMonths: z.int().min(0).max(60),
  /** What the waiting period counts from. Absent: the record does not say, and its end is told to nobody. */
  waitingPeriodFrom: z.enum(['original-due-date', 'due-date', 'extension-end', 'notification']).optional(),
  /** From when deliveries to an overdue buyer are not insured. Absent: the record does not say. */
  stopOfCover: z.enum(['after-extension-period', 'after-original-due-date']).optional(),
  /** Days within which adverse information is to be notified; absent: at once. */
  adverseNotificationDays: Days.optional(),
  /** Whether a deadline on a day off moves to the next working day; absent: it does not. */
  deadlinesMoveToWorkingDay: z.boolean().optional(),
  /** First day of delivery under these terms, where they have been renewed unchanged; absent: the first day of the period. */
  termsEffectiveFrom: IsoDate.optional(),
  discretionary: z
    .object({ maxAmount: Money, basis: z.enum(['credit_report', 'payment_experience', 'blind']) })
    .optional(),
  countries: z.array(Country),
  coInsured: z.array(PolicyParty),
  /** The one to whom claim payments are assigned, usually a bank. */
  assignee: PolicyParty.optional(),
  broker: BrokerAuthority.optional(),
  /** Percent of insurable turnover. */
  premiumRate: Percentage,
  minimumPremium: Money,
  declarationFrequency: z.enum(['monthly', 'quarterly', 'yearly']),
  /** Whether buyers' rating bands are part of what this policyholder is shown. */
  ratingIncluded: z.boolean(),
  /** Whether VAT is insured; normally it is not. */
  vatCovered: z.boolean(),
  /** Days of notice before a reduction or cancellation of a limit takes effect; 0 where it is immediate. */
  reductionNoticeDays: Days,
  wordingId: Code,
  wordingVersion: Code,
});
export type Policy = z.infer<typeof Policy>;
