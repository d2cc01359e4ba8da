import { z } from 'zod';
import { ClaimDraft, ClaimField } from '../claim-filing';
import { BuyerChoice } from './choose-buyer';

/** The question that is open. */
export const Asked = z.union([ClaimField, z.enum(['which-to-change', 'confirm'])]);
export type Asked = z.infer<typeof Asked>;

/** A draft as it is kept between turns. */
export const DraftState = z.object({
  draft: ClaimDraft,
  asked: Asked,
  /** What was asked, to be asked again after an interruption. */
  question: z.string(),
  buttons: z.array(z.object({ title: z.string(), value: z.string() })),
  /** The companies to choose among, while that is the question. */
  buyers: z.array(BuyerChoice).default([]),
  /** The policy's: an amount without a currency is in it. */
  currency: z.string().optional(),
  /** Invoices of which something was missing: the next message may tell just that. */
  halfInvoices: z.string().optional(),
  /** How often in a row the answer led nowhere. */
  misses: z.int().min(0),
});
export type DraftState = z.infer<typeof DraftState>;
