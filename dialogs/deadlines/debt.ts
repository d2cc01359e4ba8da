import type { IsoDate } from '../dates';
import { isAboveZero, lessMoney, type Money } from '../money';

/** An invoice to the buyer. */
export interface DebtInvoice {
  number: string;
  invoiceDate: IsoDate;
  /** As it stands now, perhaps moved by agreement. */
  dueDate: IsoDate;
  /** As first agreed: the extension period counts from here, whatever was agreed since. */
  originalDueDate: IsoDate;
  gross: Money;
  net?: Money | undefined;
  paid: Money;
  /** When the goods were delivered; without it the invoice's date stands in. */
  deliveredOn?: IsoDate | undefined;
}

/** More time for some invoices that the insurer has consented to in writing. */
export interface ApprovedExtension {
  invoices: readonly string[];
  until: IsoDate;
}

/** Payment in parts, agreed with the buyer. Only an approved one moves anything. */
export interface PaymentPlan {
  invoices: readonly string[];
  approved: 'yes' | 'no' | 'pending';
  instalments: readonly { due: IsoDate; amount: Money; paid: boolean }[];
}

/** What may stop cover or start a deadline besides the calendar. */
export interface BuyerEvent {
  kind: 'insolvency' | 'adverse-information' | 'limit-withdrawn' | 'handed-over';
  on: IsoDate;
  /** When the policyholder heard of it; without it, on the day itself. */
  learnedOn?: IsoDate | undefined;
}

export const isUnpaid = ({ gross, paid }: DebtInvoice): boolean => isAboveZero(lessMoney(gross, paid));

/** The day that decides which version of the terms an invoice falls under. */
export const deliveryDay = ({ deliveredOn, invoiceDate }: DebtInvoice): IsoDate => deliveredOn ?? invoiceDate;

/**
 * How long a plan gives time: until its first missed instalment, else until its last. A plan whose instalment was missed has lapsed: the time it
 * gave beyond that day is gone.
 */
export function planRunsUntil({ instalments }: PaymentPlan, today: IsoDate): IsoDate | undefined {
  const inOrder = [...instalments].sort((one, other) => (one.due < other.due ? -1 : 1));
  return (inOrder.find(({ due, paid }) => !paid && due < today) ?? inOrder.at(-1))?.due;
}
