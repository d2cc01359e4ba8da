import type { Instant, IsoDate } from '../schemas';

/** Days counted from the day on which the demo was first started; negative is before. */
export interface Calendar {
  readonly today: IsoDate;
  day(fromToday: number): IsoDate;
  /** A moment in office hours of that day. */
  instant(fromToday: number, minute?: number): Instant;
}

const dayMs = 86_400_000;

export function calendarFrom(today: IsoDate): Calendar {
  const day = (fromToday: number): IsoDate => plusDays(today, fromToday);
  return {
    today,
    day,
    instant: (fromToday, minute = 0) =>
      `${day(fromToday)}T${String(7 + (Math.floor(minute / 60) % 8)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}:00Z`,
  };
}

export const plusDays = (date: IsoDate, days: number): IsoDate =>
  new Date(Date.parse(date) + days * dayMs).toISOString().slice(0, 10);

/** The same day of a later month, or that month's last day where it has no such day. */
export function plusMonths(date: IsoDate, months: number): IsoDate {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  const lastDay = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(day, lastDay))).toISOString().slice(0, 10);
}

export const daysBetween = (from: IsoDate, to: IsoDate): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / dayMs);
