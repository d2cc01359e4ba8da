import { z } from 'zod';
import { BuyerId, CustomerId } from './ids';
import { Name } from './values';

/** Someone that the insurer's site signs in. What it may see follows from its part in each policy, never from this record. */
export const Customer = z.object({
  customerId: CustomerId,
  name: Name,
  kind: z.enum(['insured', 'broker', 'bank', 'buyer']),
  language: z.enum(['da', 'en']).optional(),
  /** A buyer's (debtor's) own company in the register of buyers. */
  buyerId: BuyerId.optional(),
});
export type Customer = z.infer<typeof Customer>;
