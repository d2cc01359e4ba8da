import type { ClauseReference } from '../clause-reference';

/** What of a policy may be asked for by itself. */
export const policyAspects = [
  'percentage',
  'deductible',
  'waiting-period',
  'liability',
  'credit-period',
  'stop-of-cover',
  'extension',
  'notice',
  'declaring',
  'reporting',
  'premium',
  'countries',
  'period',
] as const;
export type PolicyAspect = (typeof policyAspects)[number];

/** The clause that explains a policy's term. */
export const aspectClauses: Record<PolicyAspect, ClauseReference> = {
  percentage: { document: 'claims-guide', clause: 'claim-amount-calculation' },
  deductible: { document: 'claims-guide', clause: 'claim-amount-deductible' },
  'waiting-period': { document: 'claims-guide', clause: 'claim-handling-waiting-period' },
  liability: { document: 'policy-guide', clause: 'cover-frame-maximum-liability' },
  'credit-period': { document: 'policy-guide', clause: 'cover-frame-payment-terms' },
  'stop-of-cover': { document: 'claims-guide', clause: 'late-payment-stop-of-cover' },
  extension: { document: 'claims-guide', clause: 'late-payment-extension' },
  notice: { document: 'policy-guide', clause: 'renewal-termination' },
  declaring: { document: 'policy-guide', clause: 'turnover-declaring' },
  reporting: { document: 'claims-guide', clause: 'overdue-report-when' },
  premium: { document: 'policy-guide', clause: 'premium-calculation' },
  countries: { document: 'policy-guide', clause: 'changes-add-country' },
  period: { document: 'policy-guide', clause: 'renewal-automatic' },
};
