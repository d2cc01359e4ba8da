import { z } from 'zod';
import { dateOf } from '../dialogs/dates';
import type { Hours, OpeningTimes } from './handoff/opening-hours';

const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

const parts = (text: string): string[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');

/** `08:00-16:00`, up to 24:00. @returns undefined where it is none, or ends before it begins */
function hoursIn(text: string): Hours | undefined {
  const read = /^([01]?\d|2[0-3]):([0-5]\d)\s*-\s*(?:([01]?\d|2[0-3]):([0-5]\d)|(24):(00))$/.exec(text);
  if (!read) return undefined;
  const from = Number(read[1]) * 60 + Number(read[2]);
  const to = Number(read[3] ?? read[5]) * 60 + Number(read[4] ?? read[6]);
  return from < to ? { from, to } : undefined;
}

/** The days of `Mon-Thu`, or of `Sat`; none where it is no such thing. A range may go over the weekend: `Sat-Mon`. */
function daysIn(text: string): number[] {
  const [first, last, ...more] = text
    .toLowerCase()
    .split('-')
    .map((day) => weekdays.indexOf(day.trim()));
  const end = last ?? first;
  if (first === undefined || end === undefined || first < 0 || end < 0 || more.length > 0) return [];
  return Array.from({ length: ((end - first + 7) % 7) + 1 }, (_, at) => ((first + at) % 7) + 1);
}

/** @returns undefined where the part is none */
function weekPart(text: string): { days: number[]; hours: Hours } | undefined {
  const [, written = '', time = ''] = /^([A-Za-z]+(?:\s*-\s*[A-Za-z]+)?)\s+(.+)$/.exec(text) ?? [];
  const days = daysIn(written);
  const hours = hoursIn(time);
  return days.length > 0 && hours ? { days, hours } : undefined;
}

const Week = z.string().transform((text, context) => {
  const week = new Map<number, Hours[]>();
  for (const part of text.toLowerCase() === 'never' ? [] : parts(text)) {
    const read = weekPart(part);
    if (!read) {
      context.addIssue({
        code: 'custom',
        message: `must be days and times such as "Mon-Thu 08:00-16:00, Fri 08:00-15:30", or "never"; "${part}" is not`,
      });
      return z.NEVER;
    }
    for (const day of read.days) week.set(day, [...(week.get(day) ?? []), read.hours]);
  }
  return week as OpeningTimes['week'];
});

/** @returns undefined where the part is none */
function exceptionPart(text: string): { day: string; hours: Hours[] } | undefined {
  const [, day = '', time = ''] = /^(\d{4}-\d\d-\d\d|\d\d-\d\d)\s+(.+)$/.exec(text) ?? [];
  // A day of every year is one in a leap year: 29 February counts where there is one.
  const [year, month, ofMonth] = (day.length === 5 ? `2024-${day}` : day).split('-').map(Number);
  if (year === undefined || month === undefined || ofMonth === undefined) return undefined;
  if (dateOf(year, month, ofMonth) === undefined) return undefined;
  if (time.toLowerCase() === 'closed') return { day, hours: [] };
  const hours = hoursIn(time);
  return hours && { day, hours: [hours] };
}

const Exceptions = z.string().transform((text, context) => {
  const exceptions = new Map<string, Hours[]>();
  for (const part of text.toLowerCase() === 'none' ? [] : parts(text)) {
    const read = exceptionPart(part);
    if (!read) {
      context.addIssue({
        code: 'custom',
        message: `must be dates such as "12-24 closed, 2026-06-05 08:00-12:00", or "none"; "${part}" is not`,
      });
      return z.NEVER;
    }
    exceptions.set(read.day, [...(exceptions.get(read.day) ?? []), ...read.hours]);
  }
  return exceptions as OpeningTimes['exceptions'];
});

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch (error) {
    // The only way in which Intl says so.
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** The settings that say when members of staff are there. */
export const openingHoursEnvironment = {
  OPENING_HOURS: Week.prefault('Mon-Thu 08:00-16:00, Fri 08:00-15:30'),
  OPENING_HOURS_EXCEPTIONS: Exceptions.prefault('06-05 08:00-12:00, 12-24 closed, 12-31 closed'),
  OPENING_HOURS_TIME_ZONE: z
    .string()
    .refine(isTimeZone, 'must be the name of a time zone such as Europe/Copenhagen')
    .default('Europe/Copenhagen'),
};

type Environment = { [Name in keyof typeof openingHoursEnvironment]: z.output<(typeof openingHoursEnvironment)[Name]> };

/** When members of staff are there, from settings without problems. */
export const openingTimes = (env: Environment): OpeningTimes => ({
  week: env.OPENING_HOURS,
  exceptions: env.OPENING_HOURS_EXCEPTIONS,
  timeZone: env.OPENING_HOURS_TIME_ZONE,
});
