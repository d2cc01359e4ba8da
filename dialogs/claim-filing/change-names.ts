import type { InBoth } from '../both-languages';
import type { ClaimField } from './draft';

/** What each answer is called in "change the …": words that `fieldNamed` reads as that answer. */
export const changeNames: Record<ClaimField, InBoth> = {
  policyNumber: { da: 'policen', en: 'the policy' },
  buyer: { da: 'køberen', en: 'the buyer' },
  cause: { da: 'årsagen', en: 'the cause' },
  insolvencyDate: { da: 'insolvensdatoen', en: 'the insolvency date' },
  claimed: { da: 'beløbet', en: 'the amount' },
  dueDate: { da: 'forfaldsdatoen', en: 'the due date' },
  invoices: { da: 'fakturaerne', en: 'the invoices' },
  vatIncluded: { da: 'momsen', en: 'the VAT' },
  netAmount: { da: 'nettobeløbet', en: 'the net amount' },
  lastDelivery: { da: 'leveringen', en: 'the delivery' },
  disputed: { da: 'tvisten', en: 'the dispute' },
  paymentPlan: { da: 'afdragsordningen', en: 'the payment plan' },
  documents: { da: 'dokumenterne', en: 'the documents' },
  caseType: { da: 'sagstypen', en: 'the case type' },
};
