import type { Reading } from '../reading';
import type { ClaimAnswers, ClaimField } from './draft';

export interface FillContext {
  today: string;
  at: Date;
  /** The policy's: an amount without a currency is in it. */
  currency?: string | undefined;
}

/** One answer that a message gives. */
export interface Taken<Field extends ClaimField = ClaimField> {
  field: Field;
  reading: Reading<ClaimAnswers[Field]>;
  /** Meant for this field: it may replace an earlier answer. */
  asked: boolean;
}
