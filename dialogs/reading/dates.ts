import type { ReplyLanguage } from '../../knowledge';
import { addDays, addMonths, dateOf as calendarDay, type IsoDate, weekdayOf } from '../dates';
import { anyName, countWords, monthNames, namedDays, ordinalDays, weekdayNames } from './date-words';
import { type Found, onlyOne, overlap, type Reading, spanOf } from './reading';

export interface DateOptions {
  language: ReplyLanguage;
  today: IsoDate;
  /** Which year a date without one is in. Due dates and deliveries: the nearest past, the default. */
  prefer?: 'past' | 'future' | undefined;
}

type Read = (match: RegExpMatchArray, options: DateOptions) => Meaning;
type Meaning =
  | { dates: [IsoDate]; sure: 'certain' | 'likely' }
  | { dates: [IsoDate, IsoDate] }
  /** No such day. */
  | { dates: [] };

const edge = String.raw`(?<![\p{L}\d.,/-])`;
const after = String.raw`(?![\p{L}\d])(?![.,/-]\d)`;
const month = anyName(monthNames);
const weekday = anyName(weekdayNames);
const count = String.raw`\d{1,3}|${anyName(countWords)}`;
const form = (body: string): RegExp => new RegExp(`${edge}(?:${body})${after}`, 'giu');

/** The ways to write a day, the most telling first: what one has taken, no later one takes again. */
const forms: [RegExp, Read][] = [
  [form(String.raw`(?<year>\d{4})-(?<month>\d{2})-(?<day>\d{2})`), (match) => sureOf(dayOf(match), 'certain')],
  [form(String.raw`(?<day>\d{1,2})\s?(?<mark>[./-])\s?(?<month>\d{1,2})\s?[./-]\s?(?<year>\d{4}|\d{2})`), numeric],
  [
    form(
      String.raw`(?:the\s+)?(?<day>\d{1,2})(?:\.|st|nd|rd|th)?\s*(?:of\s+|i\s+)?(?<name>${month})\.?(?:,?\s+(?<year>\d{4}))?`,
    ),
    named,
  ],
  // "The second may be late" is no day of May: English days in words have their "of".
  [
    form(String.raw`(?:the\s+)?(?<day>${anyName(ordinalDays.en)})\s+of\s+(?<name>${month})(?:,?\s+(?<year>\d{4}))?`),
    named,
  ],
  [form(String.raw`(?:den\s+)?(?<day>${anyName(ordinalDays.da)})\s+(?<name>${month})(?:,?\s+(?<year>\d{4}))?`), named],
  [form(String.raw`(?<name>${month})\.?\s+(?:the\s+)?(?<day>\d{1,2})(?:st|nd|rd|th)?(?:,?\s+(?<year>\d{4}))?`), named],
  [
    form(
      String.raw`(?<exact>ultimo)?(?:slutningen af|(?:the )?end of)?\s+(?<name>${month})\.?(?:,?\s+(?<year>\d{4}))?`,
    ),
    endOfMonth,
  ],
  [
    form(String.raw`(?<day>\d{1,2})(?<mark>[/])(?<month>\d{1,2})|(?<dottedDay>\d{1,2})\.(?<dottedMonth>\d{1,2})\.`),
    numeric,
  ],
  [
    form(anyName(namedDays)),
    (match, { today }) => sureOf(addDays(today, namedDays.get(match[0].toLowerCase()) ?? 0), 'certain'),
  ],
  [
    form(
      String.raw`for\s+(?<countDa>${count})\s+(?<unitDa>dage?|uger?|måned(?:er)?|år)\s+siden|(?<countEn>${count})\s+(?<unitEn>days?|weeks?|months?|years?)\s+ago`,
    ),
    ago,
  ],
  [
    form(String.raw`(?<cue>last|sidste|i|on|this|past|forrige|i\s+sidste\s+uges)?\s*(?<weekday>${weekday})(?<past>s)?`),
    onWeekday,
  ],
  [form(String.raw`(?:d\.|den|the)\s*(?<day>\d{1,2})(?:\.|st|nd|rd|th)?`), dayOnly],
];

/** Every date in the text, in order. */
export function findDates(text: string, options: DateOptions): Found<IsoDate>[] {
  const found: Found<IsoDate>[] = [];
  for (const [pattern, read] of forms) {
    for (const match of text.matchAll(pattern)) {
      const matched = match[0].trim();
      const span = spanOf(match, matched);
      if (found.some((earlier) => overlap(earlier.span, span)) || !isWritten(match)) continue;
      found.push({ ...asFound(read(match, options)), matched, span });
    }
  }
  return found.sort((one, other) => one.span.start - other.span.start);
}

/** The date that an answer gives. Several different dates are ambiguous. */
export const readDate = (text: string, options: DateOptions): Reading<IsoDate> =>
  onlyOne(findDates(text, options), (one, other) => one === other);

/** "May" alone is a word; the end of a month needs its cue. */
const isWritten = ({ 0: whole, groups = {} }: RegExpMatchArray): boolean =>
  !('exact' in groups) || /ultimo|slutningen|end of/i.test(whole);

function asFound(meaning: Meaning) {
  const { dates } = meaning;
  if (dates.length === 0) return { kind: 'impossible' as const };
  if (dates.length === 2) return { kind: 'ambiguous' as const, choices: dates };
  return { kind: 'read' as const, value: dates[0], sure: 'sure' in meaning ? meaning.sure : ('likely' as const) };
}

const sureOf = (date: IsoDate | undefined, sure: 'certain' | 'likely'): Meaning =>
  date === undefined ? { dates: [] } : { dates: [date], sure };

function dayOf({ groups = {} }: RegExpMatchArray): IsoDate | undefined {
  return dateOf(Number(groups.year), Number(groups.month), Number(groups.day));
}

/** Debts and deliveries are of our own time; a year far from it is mistyped, and reckoning on from 9999 leaves the calendar. */
const dateOf = (year: number, monthNumber: number, day: number): IsoDate | undefined =>
  year >= 1950 && year <= 2150 ? calendarDay(year, monthNumber, day) : undefined;

/** "26" is 2026. */
const fullYear = (written: string): number => Number(written.length === 2 ? `20${written}` : written);

/** A day and a month; the year written, or the nearest that fits. */
function inYear(
  day: number,
  monthNumber: number,
  year: string | undefined,
  { today, prefer = 'past' }: DateOptions,
): IsoDate | undefined {
  if (year !== undefined) return dateOf(fullYear(year), monthNumber, day);
  const thisYear = Number(today.slice(0, 4));
  // 29 February may be years away.
  const years = Array.from({ length: 9 }, (_, at) => (prefer === 'past' ? thisYear - at : thisYear + at));
  return years
    .map((candidate) => dateOf(candidate, monthNumber, day))
    .find((date) => date !== undefined && (prefer === 'past' ? date <= today : date >= today));
}

/**
 * A day in figures. With points it is day first, in every language that writes so; with strokes, an English reader may mean either, unless one of
 * them can be no month.
 */
function numeric({ groups = {} }: RegExpMatchArray, options: DateOptions): Meaning {
  const first = Number(groups.day ?? groups.dottedDay);
  const second = Number(groups.month ?? groups.dottedMonth);
  const sure = groups.year === undefined ? 'likely' : 'certain';
  const dayFirst = inYear(first, second, groups.year, options);
  const monthFirst = inYear(second, first, groups.year, options);
  const eitherWay = options.language === 'en' && groups.mark !== undefined && groups.mark !== '.' && first !== second;
  if (eitherWay && dayFirst !== undefined && monthFirst !== undefined) return { dates: [dayFirst, monthFirst] };
  if (dayFirst !== undefined) return sureOf(dayFirst, sure);
  return sureOf(groups.mark === '/' ? monthFirst : undefined, 'likely');
}

function named({ groups = {} }: RegExpMatchArray, options: DateOptions): Meaning {
  const monthNumber = monthNames.get((groups.name ?? '').toLowerCase()) ?? 0;
  const written = (groups.day ?? '').toLowerCase();
  const day = ordinalDays.en.get(written) ?? ordinalDays.da.get(written) ?? Number(written);
  const date = inYear(day, monthNumber, groups.year, options);
  return sureOf(date, groups.year === undefined ? 'likely' : 'certain');
}

function endOfMonth({ groups = {} }: RegExpMatchArray, options: DateOptions): Meaning {
  const monthNumber = monthNames.get((groups.name ?? '').toLowerCase()) ?? 0;
  const first = inYear(1, monthNumber, groups.year, options);
  const last = first && addDays(addMonths(first, 1), -1);
  return sureOf(last, groups.exact !== undefined && groups.year !== undefined ? 'certain' : 'likely');
}

function ago({ groups = {} }: RegExpMatchArray, { today }: DateOptions): Meaning {
  const written = (groups.countDa ?? groups.countEn ?? '').toLowerCase();
  const amount = countWords.get(written) ?? Number(written);
  // A letter that only looks like the word's, which a pattern without case takes for it.
  if (Number.isNaN(amount)) return { dates: [] };
  const unit = (groups.unitDa ?? groups.unitEn ?? '').toLowerCase();
  const vague = written === 'et par' || written === 'a couple of';
  if (/^(dag|day)/.test(unit)) return sureOf(addDays(today, -amount), vague ? 'likely' : 'certain');
  if (/^(uge|week)/.test(unit)) return sureOf(addDays(today, -7 * amount), 'likely');
  return sureOf(addMonths(today, -amount * (/^(år|year)/.test(unit) ? 12 : 1)), 'likely');
}

/** The nearest such day before today; "i fredags" says so itself. */
function onWeekday({ groups = {} }: RegExpMatchArray, { today, prefer = 'past' }: DateOptions): Meaning {
  const wanted = weekdayNames.get((groups.weekday ?? '').toLowerCase()) ?? 1;
  const cue = groups.cue?.toLowerCase();
  const back = (weekdayOf(today) - wanted + 7) % 7 || 7;
  if (cue === undefined && groups.past === undefined && prefer === 'future')
    return sureOf(addDays(today, 7 - (back % 7)), 'likely');
  return sureOf(addDays(today, -back), cue === 'i' && groups.past !== undefined ? 'certain' : 'likely');
}

/** "d. 5.": the nearest such day of a month. */
function dayOnly({ groups = {} }: RegExpMatchArray, { today, prefer = 'past' }: DateOptions): Meaning {
  const day = Number(groups.day);
  const firstOfMonth = `${today.slice(0, 7)}-01`;
  const months = Array.from({ length: 3 }, (_, at) => addMonths(firstOfMonth, prefer === 'past' ? -at : at));
  const date = months
    .map((first) => dateOf(Number(first.slice(0, 4)), Number(first.slice(5, 7)), day))
    .find((candidate) => candidate !== undefined && (prefer === 'past' ? candidate <= today : candidate >= today));
  return sureOf(date, 'likely');
}
