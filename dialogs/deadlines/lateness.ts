import type { ReplyLanguage } from '../../knowledge';
import { daysBetween, formatDate, type IsoDate } from '../dates';

/** Whether the deadline has passed. Its last day is still in time. */
export const isLate = (deadline: IsoDate, on: IsoDate): boolean => on > deadline;

/** Days left until and with the deadline's last day: 0 on that day, negative after it. */
export const daysLeft = (deadline: IsoDate, on: IsoDate): number => daysBetween(on, deadline);

/** "1 May 2026 (12 days left)". */
export function deadlineWords(deadline: IsoDate, today: IsoDate, language: ReplyLanguage): string {
  const left = daysLeft(deadline, today);
  const date = formatDate(deadline, language);
  const count = Math.abs(left);
  if (language === 'da') {
    if (left === 0) return `${date} (i dag)`;
    return `${date} (${count} ${count === 1 ? 'dag' : 'dage'} ${left < 0 ? 'siden' : 'tilbage'})`;
  }
  if (left === 0) return `${date} (today)`;
  return `${date} (${count} ${count === 1 ? 'day' : 'days'} ${left < 0 ? 'ago' : 'left'})`;
}
