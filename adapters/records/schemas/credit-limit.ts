import { z } from 'zod';
import { ApplicationId, BuyerId, DecisionId, PolicyNumber } from './ids';
import { Code, Days, Instant, IsoDate, Money, Percentage, Text } from './values';

export const CreditLimitApplication = z.object({
  applicationId: ApplicationId,
  policyNumber: PolicyNumber,
  buyerId: BuyerId,
  requested: Money,
  requestedTermsDays: Days,
  submittedAt: Instant,
  channel: z.enum(['portal', 'api', 'broker', 'chat']),
  status: z.enum(['received', 'under_assessment', 'awaiting_information', 'decided', 'withdrawn_by_customer']),
  missingInfo: z.array(Code),
  mayContactBuyer: z.boolean(),
  expectedBy: IsoDate.optional(),
  delayReason: Code.optional(),
});
export type CreditLimitApplication = z.infer<typeof CreditLimitApplication>;

/** A decision is never changed: a later one supersedes it. */
export const CreditLimitDecision = z.object({
  decisionId: DecisionId,
  applicationId: ApplicationId.optional(),
  policyNumber: PolicyNumber,
  buyerId: BuyerId,
  type: z.enum(['underwritten', 'credit_check', 'start_cover', 'discretionary', 'indication', 'top_up']),
  outcome: z.enum([
    'approved',
    'partly_approved',
    'conditional',
    'not_approved',
    'reduced',
    'cancelled',
    'preliminary',
  ]),
  amount: Money,
  previousAmount: Money.optional(),
  insuredPercentage: Percentage,
  maxTermsDays: Days,
  conditions: z.array(Text),
  reasonCodes: z.array(Code),
  decidedAt: Instant,
  effectiveFrom: IsoDate,
  validUntil: IsoDate.optional(),
  supersedes: DecisionId.optional(),
  decidedBy: z.enum(['automatic', 'underwriter']),
});
export type CreditLimitDecision = z.infer<typeof CreditLimitDecision>;
