import { addDays, type IsoDate } from '../dates';
import { type ApprovedExtension, type BuyerEvent, type DebtInvoice, type PaymentPlan, planRunsUntil } from './debt';
import type { PolicyTerms } from './policy-terms';
import type { StepFacts } from './steps';

/** How long one invoice's extension period runs, and how that came out. */
export interface Extension {
  invoice: DebtInvoice;
  terms: PolicyTerms;
  /** Its last day. */
  ends: IsoDate;
  steps: StepFacts[];
}

interface MoreTime {
  approvedExtensions?: readonly ApprovedExtension[] | undefined;
  paymentPlans?: readonly PaymentPlan[] | undefined;
  events?: readonly BuyerEvent[] | undefined;
  today: IsoDate;
}

/**
 * The extension period of an invoice: the terms' days from the ORIGINAL due date. Consent in writing or an approved plan can only lengthen it; a plan
 * that is not approved is told of and moves nothing; the buyer's insolvency ends it, since there is no more time to give.
 */
export function extensionOf(invoice: DebtInvoice, terms: PolicyTerms, more: MoreTime): Extension {
  const ordinary = addDays(invoice.originalDueDate, terms.maxExtensionDays);
  const steps: StepFacts[] = [
    { kind: 'extension-ends', from: invoice.originalDueDate, days: terms.maxExtensionDays, date: ordinary },
  ];
  if (invoice.dueDate !== invoice.originalDueDate) {
    steps.push({ kind: 'moved-due-date', dueDate: invoice.dueDate, originalDueDate: invoice.originalDueDate });
  }
  const concerns = ({ invoices }: { invoices: readonly string[] }): boolean => invoices.includes(invoice.number);
  let ends = ordinary;
  for (const { until } of (more.approvedExtensions ?? []).filter(concerns)) {
    if (until <= ends) continue;
    steps.push({ kind: 'approved-extension', from: ends, date: until });
    ends = until;
  }
  for (const plan of (more.paymentPlans ?? []).filter(concerns)) {
    const until = planRunsUntil(plan, more.today);
    const counts = plan.approved === 'yes' && until !== undefined && until > ends;
    steps.push({ kind: 'payment-plan', approved: plan.approved, from: ends, date: counts ? until : ends });
    if (counts) ends = until;
  }
  for (const { on } of (more.events ?? []).filter(({ kind }) => kind === 'insolvency')) {
    if (on >= ends) continue;
    steps.push({ kind: 'insolvency-ends-extension', from: ends, date: on });
    ends = on;
  }
  return { invoice, terms, ends, steps };
}
