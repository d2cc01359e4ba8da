import type { InBoth } from '../both-languages';
import type { ClauseReference } from '../clause-reference';
import type { IsoDate } from '../dates';
import type { Step } from '../deadlines';
import type { Money } from '../money';
import type { DocumentType } from './draft';

/** What was found, with the facts it rests on. */
export type FindingFacts =
  | {
      kind: 'late-notice';
      /** Where bad news is to be reported at once, the day it was heard. */
      notifyBy: IsoDate;
      atOnce: boolean;
      reportedOn: IsoDate;
      days: number;
      steps: Step[];
    }
  | { kind: 'after-stop-of-cover'; stopOfCover: IsoDate; deliveries: IsoDate[]; steps: Step[] }
  | { kind: 'above-limit'; owed: Money; limit: Money; above: Money; on: IsoDate }
  | { kind: 'no-limit'; on: IsoDate }
  | { kind: 'terms-too-long'; invoices: { number: string; days: number }[]; most: number }
  | { kind: 'wrong-legal-entity'; written: string; onRecord: string }
  | { kind: 'no-such-buyer'; written: string }
  /** Nobody looked it up, or it was not settled which record is meant. */
  | { kind: 'buyer-not-confirmed'; written: string }
  | { kind: 'missing-documents'; missing: DocumentType[] }
  | { kind: 'dispute' }
  | { kind: 'vat'; gross: Money; net: Money; vat: Money }
  | { kind: 'vat-unknown' }
  | {
      kind: 'sum-differs';
      claimed: Money;
      invoices: Money | undefined;
      /** Undefined for two currencies. */ difference: Money | undefined;
    }
  | { kind: 'not-due-yet'; dueDate: IsoDate }
  | { kind: 'plan-not-approved' }
  | { kind: 'already-claimed'; claimNumber: string }
  | { kind: 'policy-not-active'; status: string };
export type FindingKind = FindingFacts['kind'];

/** `stops`: cannot be sent as it stands, put it right; `warns`: may matter for the claim; `note`: good to know. */
export type Severity = 'stops' | 'warns' | 'note';

/** One thing that the check found: never a word on whether the claim is covered. */
export type Finding = FindingFacts & {
  severity: Severity;
  /** Where a guide explains it. */ explainedBy: ClauseReference;
  words: InBoth;
};

/** What could not be checked, since the records did not tell. */
export type NotChecked = 'deadlines' | 'limit' | 'buyer' | 'payment-terms';

export interface Checked {
  findings: Finding[];
  notChecked: NotChecked[];
}

export const severities: Record<FindingKind, Severity> = {
  'late-notice': 'warns',
  'after-stop-of-cover': 'warns',
  'above-limit': 'warns',
  'no-limit': 'warns',
  'terms-too-long': 'warns',
  'wrong-legal-entity': 'stops',
  'no-such-buyer': 'stops',
  'buyer-not-confirmed': 'stops',
  'missing-documents': 'note',
  dispute: 'warns',
  vat: 'note',
  'vat-unknown': 'warns',
  'sum-differs': 'stops',
  'not-due-yet': 'stops',
  'plan-not-approved': 'warns',
  'already-claimed': 'warns',
  'policy-not-active': 'warns',
};

const claims = (clause: string): ClauseReference => ({ document: 'claims-guide', clause });
const limits = (clause: string): ClauseReference => ({ document: 'credit-limits-guide', clause });
/** The clause by which each is explained. */
export const explained: Record<FindingKind, ClauseReference> = {
  'late-notice': claims('overdue-report-when'),
  'after-stop-of-cover': claims('late-payment-stop-of-cover'),
  'above-limit': limits('limit-basics-above'),
  'no-limit': claims('claim-amount-calculation'),
  'terms-too-long': { document: 'policy-guide', clause: 'cover-frame-payment-terms' },
  'wrong-legal-entity': limits('limit-application-legal-entity'),
  'no-such-buyer': limits('limit-application-legal-entity'),
  'buyer-not-confirmed': limits('limit-application-legal-entity'),
  'missing-documents': claims('claim-filing-documents'),
  dispute: claims('dispute-cover-waits'),
  vat: claims('claim-amount-vat'),
  'vat-unknown': claims('claim-amount-vat'),
  'sum-differs': claims('claim-filing-how'),
  'not-due-yet': claims('late-payment-extension'),
  'plan-not-approved': claims('late-payment-plan'),
  'already-claimed': claims('claim-handling-steps'),
  'policy-not-active': { document: 'policy-guide', clause: 'policy-parts-documents' },
};
