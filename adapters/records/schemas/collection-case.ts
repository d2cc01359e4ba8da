import { z } from 'zod';
import { BuyerId, CaseNumber, ClaimNumber, CustomerId, PolicyNumber } from './ids';
import { Code, IsoDate, Money, Name, Percentage, Text } from './values';

const DatedAction = z.object({ date: IsoDate, text: Text });

/** Money got in. The allocation adds up to the amount. */
export const Recovery = z.object({
  date: IsoDate,
  amount: Money,
  paidTo: z.enum(['policyholder', 'insurer', 'agency']),
  allocation: z.object({ policyholder: Money, insurer: Money }),
});
export type Recovery = z.infer<typeof Recovery>;

export const CollectionCase = z.object({
  caseNumber: CaseNumber,
  claimNumber: ClaimNumber.optional(),
  policyNumber: PolicyNumber,
  buyerId: BuyerId,
  /** The insured company that delivered; absent: the policyholder. */
  insuredId: CustomerId.optional(),
  creditor: Name,
  debtor: Name,
  principal: Money,
  interest: Money,
  costs: Money,
  openedAt: IsoDate,
  phase: z.enum([
    'received',
    'reminder_sent',
    'contact',
    'payment_plan',
    'evaluation',
    'legal_advice',
    'legal',
    'insolvency_filed',
    'closed',
  ]),
  outcome: z.enum(['paid', 'partly_paid', 'settled', 'uncollectable', 'withdrawn', 'disputed']).optional(),
  lastAction: DatedAction.optional(),
  nextAction: DatedAction.optional(),
  collected: Money,
  recoveries: z.array(Recovery),
  fee: z.object({ basis: Code, amount: Money }).optional(),
  /** The insurer's share of the debt, by which recoveries after the date of loss are shared. */
  insuredShare: Percentage,
  handler: Name.optional(),
});
export type CollectionCase = z.infer<typeof CollectionCase>;
