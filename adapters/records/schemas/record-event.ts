import { z } from 'zod';
import { BuyerId, ClaimNumber, CustomerId, DecisionId, PolicyNumber } from './ids';
import { Instant } from './values';

const said = {
  /** The sender's own id of the event: the same one twice is one event. */
  id: z.string().regex(/^[A-Za-z0-9._:-]{1,100}$/, 'takes 1 to 100 letters, digits and . _ : -'),
  at: Instant,
  /** Whom it concerns. Each hears what their part in the policy is shown, and nothing where they have none. */
  customerIds: z.array(CustomerId).min(1).max(20),
};

/**
 * What the insurer's systems say of themselves: that something has happened to a record. Ids only; what happened is read from the records when it is
 * told, as its reader may see it.
 */
export const RecordEvent = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.enum(['limit-decided', 'limit-reduced', 'limit-cancelled', 'limit-raised']),
    ...said,
    policyNumber: PolicyNumber,
    buyerId: BuyerId,
    /** Absent: the newest decision on the buyer. */
    decisionId: DecisionId.optional(),
  }),
  z.strictObject({
    kind: z.enum(['document-missing', 'claim-assessed', 'claim-paid']),
    ...said,
    claimNumber: ClaimNumber,
  }),
]);
export type RecordEvent = z.infer<typeof RecordEvent>;
export type RecordEventKind = RecordEvent['kind'];
export type LimitEvent = Extract<RecordEvent, { buyerId: BuyerId }>;
export type ClaimEvent = Extract<RecordEvent, { claimNumber: ClaimNumber }>;
