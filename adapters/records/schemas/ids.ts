import { z } from 'zod';

/** Every insurer numbers in its own way; what is common is that a number is short, printable and holds no spaces. */
const number = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._/-]{0,39}$/, 'is not a record number');

export const CustomerId = number.brand<'CustomerId'>();
export type CustomerId = z.infer<typeof CustomerId>;
export const PolicyNumber = number.brand<'PolicyNumber'>();
export type PolicyNumber = z.infer<typeof PolicyNumber>;
export const BuyerId = number.brand<'BuyerId'>();
export type BuyerId = z.infer<typeof BuyerId>;
export const ApplicationId = number.brand<'ApplicationId'>();
export type ApplicationId = z.infer<typeof ApplicationId>;
export const DecisionId = number.brand<'DecisionId'>();
export type DecisionId = z.infer<typeof DecisionId>;
export const NotificationId = number.brand<'NotificationId'>();
export type NotificationId = z.infer<typeof NotificationId>;
export const ClaimNumber = number.brand<'ClaimNumber'>();
export type ClaimNumber = z.infer<typeof ClaimNumber>;
export const CaseNumber = number.brand<'CaseNumber'>();
export type CaseNumber = z.infer<typeof CaseNumber>;
export const InvoiceNumber = number.brand<'InvoiceNumber'>();
export type InvoiceNumber = z.infer<typeof InvoiceNumber>;
/** Chosen by the one who writes the draft, once per draft: a UUID. The same id twice is the same wish. */
export const DraftId = z.uuid().brand<'DraftId'>();
export type DraftId = z.infer<typeof DraftId>;
