import { z } from 'zod';
import { BuyerId, PolicyNumber } from './ids';
import { Code, Country, IsoDate, Name } from './values';

export const Buyer = z.object({
  buyerId: BuyerId,
  /** The number in the register of the buyer's country: type `CVR`, `HRB`, `ORGNR`, … */
  nationalId: z.object({ type: Code, value: z.string().min(1).max(40) }),
  legalName: Name,
  country: Country,
  status: z.enum(['active', 'insolvent', 'dissolved', 'unknown']),
  ratingBand: z.enum(['good', 'average', 'below_average', 'none']),
  ratingDate: IsoDate.optional(),
  /** The insurer keeps a closer eye on this buyer. Internal. */
  watch: z.boolean(),
  parentId: BuyerId.optional(),
  /** The asking customer's policies under which this buyer is known. Other customers' policies never stand here. */
  policyNumbers: z.array(PolicyNumber),
});
export type Buyer = z.infer<typeof Buyer>;

/** Any of them narrows; names are found in spite of typing errors, numbers in spite of spaces. */
export const BuyerSearch = z.object({
  name: z.string().max(200).optional(),
  registrationNumber: z.string().max(40).optional(),
  country: Country.optional(),
  buyerId: BuyerId.optional(),
});
export type BuyerSearch = z.infer<typeof BuyerSearch>;
