import type { Words } from '../words';

type DateWords = Pick<Words, 'locale' | 'day'>;
const DAY_MS = 24 * 3600 * 1000;

/** The calendar day of an instant where the reader is, comparable as text. */
const dayKey = (instant: number, timeZone: string | undefined): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(instant);

/** The time of day: `14.05` in Danish, `14:05` in English. Empty for what is no instant: a channel may have sent none. */
export function clockTime(instant: string, { locale }: DateWords, timeZone?: string): string {
  const at = Date.parse(instant);
  if (Number.isNaN(at)) return '';
  return new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone }).format(at);
}

/** The day of an instant, as a heading: Today, Yesterday, else the date. */
export function dayName(instant: string, words: DateWords, now: number, timeZone?: string): string {
  const at = Date.parse(instant);
  if (Number.isNaN(at)) return '';
  const day = dayKey(at, timeZone);
  if (day === dayKey(now, timeZone)) return words.day.today;
  if (day === dayKey(now - DAY_MS, timeZone)) return words.day.yesterday;
  return new Intl.DateTimeFormat(words.locale, { day: 'numeric', month: 'long', year: 'numeric', timeZone }).format(at);
}

/** An instant in one line: the time where it is today, else day and time. */
export function dayAndTime(instant: string, words: DateWords, now: number, timeZone?: string): string {
  const time = clockTime(instant, words, timeZone);
  const at = Date.parse(instant);
  if (Number.isNaN(at)) return '';
  if (dayKey(at, timeZone) === dayKey(now, timeZone)) return time;
  const date = new Intl.DateTimeFormat(words.locale, { day: 'numeric', month: 'short', timeZone }).format(at);
  return `${date} ${time}`;
}
