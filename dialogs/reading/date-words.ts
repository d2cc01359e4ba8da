import type { ReplyLanguage } from '../../knowledge';

const languages = ['da', 'en', 'sv', 'nb', 'de', 'nl'];

/** Names in six languages, long and short, from the calendar data that comes with the runtime. */
function names(options: Intl.DateTimeFormatOptions, dates: Date[]): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const language of languages) {
    const format = new Intl.DateTimeFormat(language, { ...options, timeZone: 'UTC' });
    dates.forEach((date, at) => found.set(format.format(date).toLowerCase().replace(/\.$/, ''), at + 1));
  }
  return found;
}

const months = Array.from({ length: 12 }, (_, month) => new Date(Date.UTC(2026, month, 15)));
/** 5 January 2026 is a Monday. */
const days = Array.from({ length: 7 }, (_, day) => new Date(Date.UTC(2026, 0, 5 + day)));

/** Name → month, 1 to 12. */
export const monthNames: ReadonlyMap<string, number> = new Map([
  ...names({ month: 'short' }, months),
  ...names({ month: 'long' }, months),
  ['sept', 9],
]);
/** Name → weekday, 1 = Monday. Long names only: "fri", "man" and "to" are words. */
export const weekdayNames: ReadonlyMap<string, number> = names({ weekday: 'long' }, days);

/** Day names that stand for a number of days from today. */
export const namedDays: ReadonlyMap<string, number> = new Map([
  ['i dag', 0],
  ['idag', 0],
  ['today', 0],
  ['i går', -1],
  ['igår', -1],
  ['i gaar', -1],
  ['yesterday', -1],
  ['i forgårs', -2],
  ['forgårs', -2],
  ['the day before yesterday', -2],
  ['day before yesterday', -2],
  ['i morgen', 1],
  ['tomorrow', 1],
]);

export const countWords: ReadonlyMap<string, number> = new Map(
  Object.entries({
    en: 1,
    et: 1,
    a: 1,
    an: 1,
    one: 1,
    to: 2,
    two: 2,
    'et par': 2,
    'a couple of': 2,
    tre: 3,
    three: 3,
    fire: 4,
    four: 4,
    fem: 5,
    five: 5,
    seks: 6,
    six: 6,
    syv: 7,
    seven: 7,
    otte: 8,
    eight: 8,
    ni: 9,
    nine: 9,
    ti: 10,
    ten: 10,
    fjorten: 14,
    fourteen: 14,
  }),
);

/** "The first of July", "den første juli"; other days are mostly written in figures. */
export const ordinalDays: Readonly<Record<ReplyLanguage, ReadonlyMap<string, number>>> = {
  en: new Map([
    ['first', 1],
    ['second', 2],
    ['third', 3],
    ['fourth', 4],
    ['fifth', 5],
    ['tenth', 10],
    ['fifteenth', 15],
    ['twentieth', 20],
  ]),
  da: new Map([
    ['første', 1],
    ['anden', 2],
    ['tredje', 3],
    ['fjerde', 4],
    ['femte', 5],
    ['tiende', 10],
    ['femtende', 15],
    ['tyvende', 20],
  ]),
};

/** Longest first, for a pattern. */
export const anyName = (names: ReadonlyMap<string, unknown>): string =>
  [...names.keys()].sort((one, other) => other.length - one.length).join('|');
