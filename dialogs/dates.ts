import { z } from 'zod';
import { dayInDenmark } from '../adapters/records/port';
import type { ReplyLanguage } from '../knowledge';
import { locales } from './both-languages';

/**
 * A day of the calendar, `2026-03-01`, with no time and no zone: deadlines are days, and a clock in them only moves them by accident.
 * Kept as a string, so that dates compare with `<` and travel as they are.
 */
export const IsoDate = z.iso.date();
export type IsoDate = z.infer<typeof IsoDate>;

export { dayInDenmark };

const dayMs = 86_400_000;

/** @throws RangeError for what is no day of the calendar: records are checked at their own door, so that it is a fault of ours */
function toUtc(date: IsoDate): Date {
  if (!IsoDate.safeParse(date).success) throw new RangeError(`"${date}" is no date; dates are written 2026-03-01.`);
  return new Date(`${date}T00:00:00Z`);
}

const fromUtc = (date: Date): IsoDate => date.toISOString().slice(0, 10);

/** The day that many days later; a negative number goes back. */
export const addDays = (date: IsoDate, days: number): IsoDate =>
  fromUtc(new Date(toUtc(date).getTime() + days * dayMs));

/** The same day of the month that many months later, or the month's last where it has no such day: 31 August + 6 months = 28 February. */
export function addMonths(date: IsoDate, months: number): IsoDate {
  const from = toUtc(date);
  const firstOfMonth = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + months, 1));
  const lastDay = new Date(Date.UTC(firstOfMonth.getUTCFullYear(), firstOfMonth.getUTCMonth() + 1, 0)).getUTCDate();
  firstOfMonth.setUTCDate(Math.min(from.getUTCDate(), lastDay));
  return fromUtc(firstOfMonth);
}

/** Days from the first to the second; negative when the second is earlier. */
export const daysBetween = (from: IsoDate, to: IsoDate): number =>
  Math.round((toUtc(to).getTime() - toUtc(from).getTime()) / dayMs);

/** 1 = Monday to 7 = Sunday. */
export const weekdayOf = (date: IsoDate): number => toUtc(date).getUTCDay() || 7;

/** The day as ISO, or undefined where the calendar has none: 31 April. `month` counts from 1. */
export function dateOf(year: number, month: number, day: number): IsoDate | undefined {
  const written = [String(year).padStart(4, '0'), String(month).padStart(2, '0'), String(day).padStart(2, '0')].join(
    '-',
  );
  return IsoDate.safeParse(written).data;
}

export const earliest = (dates: readonly IsoDate[]): IsoDate | undefined => [...dates].sort()[0];

/** "1. marts 2026" and "1 March 2026". An instant is told by its day in Denmark. */
export function formatDate(date: string, language: ReplyLanguage): string {
  const day = date.includes('T') ? dayInDenmark(new Date(date)) : date;
  return new Intl.DateTimeFormat(locales[language], { dateStyle: 'long', timeZone: 'UTC' }).format(toUtc(day));
}
