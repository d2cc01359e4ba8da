import { z } from 'zod';
import { ClaimCause, DocumentType } from './claim';
import { BuyerId, CaseNumber, ClaimNumber, DraftId, PolicyNumber } from './ids';
import { CaseType, SalesInvoice } from './overdue-notification';
import { Days, Instant, Money, Text } from './values';

const About = z.object({ draftId: DraftId, policyNumber: PolicyNumber, buyerId: BuyerId });

/** A claim as the customer wants it filed. */
export const ClaimDraft = About.extend({
  kind: z.literal('claim'),
  cause: ClaimCause,
  caseType: CaseType,
  claimed: Money,
  vatExcluded: z.boolean(),
  invoices: z.array(SalesInvoice).min(1),
  documents: z.array(DocumentType),
  /** The buyer contests the debt. */
  disputed: z.boolean(),
  note: Text.optional(),
});
export type ClaimDraft = z.infer<typeof ClaimDraft>;

/** A wish to have a limit looked at again, with the facts for it. */
export const ReassessmentDraft = About.extend({
  kind: z.literal('reassessment'),
  requested: Money,
  requestedTermsDays: Days,
  mayContactBuyer: z.boolean(),
  /** Payment experience, accounts to come, orders: what speaks for the limit. */
  reasons: Text,
});
export type ReassessmentDraft = z.infer<typeof ReassessmentDraft>;

/** Invoices handed over for collection. */
export const CollectionDraft = About.extend({
  kind: z.literal('collection'),
  invoices: z.array(SalesInvoice).min(1),
  disputed: z.boolean(),
  note: Text.optional(),
});
export type CollectionDraft = z.infer<typeof CollectionDraft>;

/** Whatever a customer may send in. The draft id makes it once only. */
export const Draft = z.discriminatedUnion('kind', [ClaimDraft, ReassessmentDraft, CollectionDraft]);
export type Draft = z.infer<typeof Draft>;

/** The insurer has it. */
export const Receipt = z.object({
  draftId: DraftId,
  kind: z.enum(['claim', 'reassessment', 'collection']),
  /** What the customer quotes when writing about it: the claim's, application's or case's number where it is given at once. */
  reference: z.string().min(1).max(60),
  claimNumber: ClaimNumber.optional(),
  caseNumber: CaseNumber.optional(),
  receivedAt: Instant,
});
export type Receipt = z.infer<typeof Receipt>;
