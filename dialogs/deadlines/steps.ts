import type { InBoth } from '../both-languages';
import type { IsoDate } from '../dates';
import type { DebtInvoice } from './debt';
import type { StopOfCoverRule, WaitingPeriodStart } from './policy-terms';

/** One line of the arithmetic, as facts. */
export type StepFacts =
  | {
      kind: 'oldest-invoice';
      invoice: DebtInvoice;
      /** By original due date; another may end first under other terms. */ isOldest: boolean;
    }
  | { kind: 'extension-ends'; from: IsoDate; days: number; date: IsoDate }
  | { kind: 'moved-due-date'; dueDate: IsoDate; originalDueDate: IsoDate }
  | { kind: 'approved-extension'; from: IsoDate; date: IsoDate }
  | { kind: 'payment-plan'; approved: 'yes' | 'no' | 'pending'; from: IsoDate; date: IsoDate }
  | { kind: 'insolvency-ends-extension'; from: IsoDate; date: IsoDate }
  | {
      kind: 'stop-of-cover';
      cause: StopOfCoverRule | 'insolvency' | 'limit-withdrawn' | 'handed-over';
      from: IsoDate;
      date: IsoDate;
    }
  | {
      kind: 'notify-by';
      cause: 'extension-end' | 'insolvency' | 'adverse-information';
      from: IsoDate;
      /** undefined: at once. */
      days: number | undefined;
      date: IsoDate;
    }
  | { kind: 'day-off'; off: InBoth; from: IsoDate; date: IsoDate; moved: boolean }
  | { kind: 'waiting-period'; start: WaitingPeriodStart; from: IsoDate; months: number; date: IsoDate }
  | { kind: 'date-of-loss'; cause: 'insolvency' | 'waiting-period'; date: IsoDate }
  | {
      kind: 'not-told';
      what: 'stop-of-cover' | 'waiting-period';
      because: 'terms-do-not-say' | 'not-reported-yet' | 'not-a-default';
    };

/** A line of the arithmetic, ready to show. */
export type Step = StepFacts & { words: InBoth };
