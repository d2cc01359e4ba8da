import { addDays, addMonths, type IsoDate } from '../dates';
import {
  type ApprovedExtension,
  type BuyerEvent,
  type DebtInvoice,
  deliveryDay,
  isUnpaid,
  type PaymentPlan,
} from './debt';
import { extensionOf, type Extension } from './extension';
import { type PolicyTerms, termsOn } from './policy-terms';
import { stepWords } from './step-words';
import type { Step, StepFacts } from './steps';
import { dayOff, nextWorkingDay } from './working-days';

/** What the deadlines are worked out from. Nothing else enters: no default period, no clock. */
export interface DebtFacts {
  /** The buyer's invoices; paid ones are passed over. */
  invoices: readonly DebtInvoice[];
  /** Every version of the policy's terms that may matter. */
  terms: readonly PolicyTerms[];
  approvedExtensions?: readonly ApprovedExtension[] | undefined;
  paymentPlans?: readonly PaymentPlan[] | undefined;
  events?: readonly BuyerEvent[] | undefined;
  /** When the debt was reported, if it was. */
  reportedOn?: IsoDate | undefined;
  today: IsoDate;
}

/** A date, or why it cannot be told. */
export type Deadline =
  { known: true; date: IsoDate } | { known: false; because: 'terms-do-not-say' | 'not-reported-yet' | 'not-a-default' };

export type Deadlines =
  | {
      kind: 'calculated';
      /** The invoice whose extension period ends first: with one version of the terms, the oldest unpaid one. */
      oldest: DebtInvoice;
      /** Last day on which the policyholder alone may give the buyer more time. */
      extensionEnds: { known: true; date: IsoDate };
      /** First day on which a delivery to the buyer comes after the stop of cover. */
      stopOfCover: Deadline;
      /** Last day to report. */
      notifyBy: { known: true; date: IsoDate };
      waitingPeriodEnds: Deadline;
      dateOfLoss: Deadline;
      /** The arithmetic, in order, each with its words. */
      steps: Step[];
      /** The version that the invoice falls under. */
      termsUsed: PolicyTerms;
    }
  | { kind: 'nothing-unpaid' }
  /** No version of the terms covers the day of delivery of these invoices: a person looks. */
  | { kind: 'no-terms'; invoices: string[] };

/** Works out when the buyer's debt passes each deadline of the policy. Pure. */
export function deadlinesOf(facts: DebtFacts): Deadlines {
  const unpaid = facts.invoices.filter(isUnpaid);
  const extensions = unpaid.map((invoice) => {
    const terms = termsOn(deliveryDay(invoice), facts.terms);
    return terms ? extensionOf(invoice, terms, facts) : undefined;
  });
  const without = unpaid.filter((_, at) => extensions[at] === undefined);
  if (without.length > 0) return { kind: 'no-terms', invoices: without.map(({ number }) => number) };
  const [first, ...others] = extensions.filter((extension) => extension !== undefined).sort(byEnd);
  return first ? calculated(first, others, facts) : { kind: 'nothing-unpaid' };
}

const byEnd = (one: Extension, other: Extension): number =>
  one.ends === other.ends
    ? one.invoice.originalDueDate < other.invoice.originalDueDate
      ? -1
      : 1
    : one.ends < other.ends
      ? -1
      : 1;

function calculated(first: Extension, others: Extension[], facts: DebtFacts): Deadlines {
  const { invoice, terms } = first;
  const steps: StepFacts[] = [
    {
      kind: 'oldest-invoice',
      invoice,
      isOldest: others.every(({ invoice: { originalDueDate } }) => invoice.originalDueDate <= originalDueDate),
    },
    ...first.steps,
  ];
  const stop = stopOfCover(first, facts.events ?? [], steps);
  const notifyBy = lastDayToReport(first, facts.events ?? [], steps);
  const waitingPeriodEnds = endOfWaitingPeriod(first, facts, steps);
  const dateOfLoss = lossDate(waitingPeriodEnds, facts.events ?? [], steps);
  return {
    kind: 'calculated',
    oldest: invoice,
    extensionEnds: known(first.ends),
    stopOfCover: stop,
    notifyBy: known(notifyBy),
    waitingPeriodEnds,
    dateOfLoss,
    steps: steps.map((step) => ({ ...step, words: stepWords(step) })),
    termsUsed: terms,
  };
}

const known = (date: IsoDate): { known: true; date: IsoDate } => ({ known: true, date });
const learned = ({ on, learnedOn }: BuyerEvent): IsoDate => learnedOn ?? on;

/** The earliest of the rule's day and the events': each of them alone stops cover. */
function stopOfCover({ invoice, terms, ends }: Extension, events: readonly BuyerEvent[], steps: StepFacts[]): Deadline {
  const byEvents = events.flatMap((event): (StepFacts & { kind: 'stop-of-cover' })[] =>
    event.kind === 'adverse-information'
      ? []
      : [{ kind: 'stop-of-cover', cause: event.kind, from: event.on, date: event.on }],
  );
  const rule = terms.stopOfCover;
  const from = rule === 'after-original-due-date' ? invoice.originalDueDate : ends;
  const byRule: (StepFacts & { kind: 'stop-of-cover' })[] = rule
    ? [{ kind: 'stop-of-cover', cause: rule, from, date: addDays(from, 1) }]
    : [];
  const [step] = [...byRule, ...byEvents].sort((one, other) => (one.date < other.date ? -1 : 1));
  if (!step) {
    steps.push({ kind: 'not-told', what: 'stop-of-cover', because: 'terms-do-not-say' });
    return { known: false, because: 'terms-do-not-say' };
  }
  steps.push(step);
  return known(step.date);
}

/** The earliest of the ordinary deadline and those that adverse information sets; moved off a day off only where the terms say so. */
function lastDayToReport({ terms, ends }: Extension, events: readonly BuyerEvent[], steps: StepFacts[]): IsoDate {
  const ordinary = {
    kind: 'notify-by' as const,
    cause: 'extension-end' as const,
    from: ends,
    days: terms.notificationDays,
    date: addDays(ends, terms.notificationDays),
  };
  const adverse = events
    .filter(({ kind }) => kind === 'insolvency' || kind === 'adverse-information')
    .map((event) => ({
      kind: 'notify-by' as const,
      cause: event.kind === 'insolvency' ? ('insolvency' as const) : ('adverse-information' as const),
      from: learned(event),
      days: terms.adverseNotificationDays,
      date: addDays(learned(event), terms.adverseNotificationDays ?? 0),
    }));
  const step = [ordinary, ...adverse].sort((one, other) => (one.date < other.date ? -1 : 1))[0] ?? ordinary;
  steps.push(step);
  const off = dayOff(step.date);
  if (!off) return step.date;
  const date = terms.deadlinesMoveToWorkingDay ? nextWorkingDay(step.date) : step.date;
  steps.push({ kind: 'day-off', off, from: step.date, date, moved: date !== step.date });
  return date;
}

function endOfWaitingPeriod({ invoice, terms, ends }: Extension, facts: DebtFacts, steps: StepFacts[]): Deadline {
  const start = terms.waitingPeriodFrom;
  const unknown = (because: 'terms-do-not-say' | 'not-reported-yet' | 'not-a-default'): Deadline => {
    steps.push({ kind: 'not-told', what: 'waiting-period', because });
    return { known: false, because };
  };
  if ((facts.events ?? []).some(({ kind }) => kind === 'insolvency')) return unknown('not-a-default');
  if (!start) return unknown('terms-do-not-say');
  const from = {
    'original-due-date': invoice.originalDueDate,
    'due-date': invoice.dueDate,
    'extension-end': ends,
    notification: facts.reportedOn,
  }[start];
  if (from === undefined) return unknown('not-reported-yet');
  const date = addMonths(from, terms.waitingPeriodMonths);
  steps.push({ kind: 'waiting-period', start, from, months: terms.waitingPeriodMonths, date });
  return known(date);
}

/** With insolvency the day it set in, else the end of the waiting period. */
function lossDate(waitingPeriodEnds: Deadline, events: readonly BuyerEvent[], steps: StepFacts[]): Deadline {
  const insolvency = events
    .filter(({ kind }) => kind === 'insolvency')
    .map(({ on }) => on)
    .sort()[0];
  if (insolvency === undefined && !waitingPeriodEnds.known) return waitingPeriodEnds;
  const date = insolvency ?? (waitingPeriodEnds.known ? waitingPeriodEnds.date : undefined);
  if (date === undefined) return waitingPeriodEnds;
  steps.push({ kind: 'date-of-loss', cause: insolvency ? 'insolvency' : 'waiting-period', date });
  return known(date);
}
