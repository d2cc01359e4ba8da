import { z } from 'zod';
import { BuyerId, CustomerId, NotificationId, PolicyNumber } from './ids';
import { Code, IsoDate, Money } from './values';

/** What the case asks for: to watch, to watch and claim, to collect, or to claim and collect. */
export const CaseType = z.enum(['monitor', 'monitor_claim', 'collection', 'claim_collection']);
export type CaseType = z.infer<typeof CaseType>;

/** One of the policyholder's own invoices to a buyer. */
export const SalesInvoice = z.object({
  number: z.string().min(1).max(60),
  invoiceDate: IsoDate,
  dueDate: IsoDate,
  /** Before any extension; deadlines count from here. */
  originalDueDate: IsoDate,
  gross: Money,
  net: Money,
  paid: Money,
});
export type SalesInvoice = z.infer<typeof SalesInvoice>;

export const OverdueNotification = z.object({
  notificationId: NotificationId,
  policyNumber: PolicyNumber,
  buyerId: BuyerId,
  /** The insured company that delivered; absent: the policyholder. */
  insuredId: CustomerId.optional(),
  invoices: z.array(SalesInvoice).min(1),
  oldestDueDate: IsoDate,
  mepEndsOn: IsoDate,
  notifyBy: IsoDate,
  adverseInfo: Code.optional(),
  caseType: CaseType,
  paymentPlan: z
    .object({
      instalments: z.array(z.object({ dueDate: IsoDate, amount: Money })),
      approved: z.enum(['yes', 'no', 'pending']),
    })
    .optional(),
  status: z.enum(['draft', 'submitted', 'accepted', 'late', 'closed']),
});
export type OverdueNotification = z.infer<typeof OverdueNotification>;
