import { z } from 'zod';
import { BuyerId, ClaimNumber, CustomerId, PolicyNumber } from './ids';
import { Code, Instant, IsoDate, Money, Name } from './values';

export const ClaimCause = z.enum(['insolvency', 'protracted_default', 'political']);
export type ClaimCause = z.infer<typeof ClaimCause>;
export const DocumentType = z.enum([
  'invoices',
  'statement_of_account',
  'evidence_of_debt',
  'correspondence',
  'securities',
  'retention_of_title',
  'discretionary_evidence',
  'proof_of_delivery',
]);
export type DocumentType = z.infer<typeof DocumentType>;

/** What is said of claims that are finished: nothing more is expected of anyone. */
export const closedClaimStatuses = ['rejected', 'paid', 'closed'] as const;

export const Claim = z.object({
  claimNumber: ClaimNumber,
  policyNumber: PolicyNumber,
  buyerId: BuyerId,
  /** The buyer's name as the claim keeps it. */
  buyerName: Name,
  /** The insured company that delivered; absent: the policyholder. */
  insuredId: CustomerId.optional(),
  cause: ClaimCause,
  claimed: Money,
  vatExcluded: z.boolean(),
  submittedAt: Instant,
  dateOfLoss: IsoDate.optional(),
  waitingPeriodEnds: IsoDate.optional(),
  documents: z.array(z.object({ type: DocumentType, required: z.boolean(), receivedAt: Instant.optional() })),
  status: z.enum([
    'registered',
    'awaiting_documents',
    'under_assessment',
    'liability_accepted',
    'partly_accepted',
    'rejected',
    'awaiting_date_of_loss',
    'paid',
    'closed',
    'appealed',
  ]),
  coveredAmount: Money.optional(),
  deductions: z.array(z.object({ reason: Code, amount: Money })),
  indemnity: Money.optional(),
  paidAt: IsoDate.optional(),
  rejectionCodes: z.array(Code),
  handler: Name.optional(),
  expectedBy: IsoDate.optional(),
  delayReason: Code.optional(),
});
export type Claim = z.infer<typeof Claim>;
