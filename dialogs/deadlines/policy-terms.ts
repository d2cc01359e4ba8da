import type { IsoDate } from '../dates';

/**
 * One version of a policy's terms on late payment. A rule that the record does not tell stays undefined, and what rests on it is reported as
 * unknown: no period is ever taken from anywhere but the customer's own policy.
 */
export interface PolicyTerms {
  policyNumber: string;
  /** How the version is named to the customer: `2026-1`, an endorsement's number. */
  version: string;
  /** First day on which a delivery falls under this version. */
  effectiveFrom: IsoDate;
  /** Last such day; undefined while the version is in force. */
  effectiveUntil?: IsoDate | undefined;
  /** Days after the original due date in which the policyholder alone may give more time. */
  maxExtensionDays: number;
  /** Days after the end of the extension period in which to report the debt. */
  notificationDays: number;
  /** Days in which to report adverse information; undefined: at once. */
  adverseNotificationDays?: number | undefined;
  waitingPeriodMonths: number;
  waitingPeriodFrom?: WaitingPeriodStart | undefined;
  stopOfCover?: StopOfCoverRule | undefined;
  /** Only where the terms say so: otherwise a deadline on a Sunday is that Sunday. */
  deadlinesMoveToWorkingDay?: boolean | undefined;
}

export type WaitingPeriodStart = 'original-due-date' | 'due-date' | 'extension-end' | 'notification';
export type StopOfCoverRule = 'after-extension-period' | 'after-original-due-date';

/**
 * The version that a delivery falls under. Cover attaches when the goods are delivered, so that a later version neither lengthens nor shortens what
 * is already running. Of overlapping versions, as when an endorsement changes a version, the one that took effect last counts.
 */
export const termsOn = (day: IsoDate, versions: readonly PolicyTerms[]): PolicyTerms | undefined =>
  versions
    .filter(({ effectiveFrom, effectiveUntil = '9999-12-31' }) => effectiveFrom <= day && day <= effectiveUntil)
    .sort((one, other) => (one.effectiveFrom < other.effectiveFrom ? 1 : -1))[0];
