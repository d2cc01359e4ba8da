import type { InBoth } from '../both-languages';
import { addDays, dateOf, type IsoDate, weekdayOf } from '../dates';

/** Easter Sunday in the Gregorian calendar, after Butcher's reckoning. */
function easterSunday(year: number): IsoDate {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const yearOfCentury = year % 100;
  const epact =
    (19 * golden +
      century -
      Math.floor(century / 4) -
      Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3) +
      15) %
    30;
  const toSunday = (32 + 2 * (century % 4) + 2 * Math.floor(yearOfCentury / 4) - epact - (yearOfCentury % 4)) % 7;
  const late = Math.floor((golden + 11 * epact + 22 * toSunday) / 451);
  const sum = epact + toSunday - 7 * late + 114;
  const date = dateOf(year, Math.floor(sum / 31), (sum % 31) + 1);
  if (date === undefined) throw new RangeError(`No Easter could be reckoned for the year ${year}.`);
  return date;
}

const fixed: [string, InBoth][] = [
  ['01-01', { da: 'nytårsdag', en: 'New Year’s Day' }],
  ['12-25', { da: 'juledag', en: 'Christmas Day' }],
  ['12-26', { da: '2. juledag', en: 'Boxing Day' }],
];
const fromEaster: [number, InBoth][] = [
  [-3, { da: 'skærtorsdag', en: 'Maundy Thursday' }],
  [-2, { da: 'langfredag', en: 'Good Friday' }],
  [0, { da: 'påskedag', en: 'Easter Sunday' }],
  [1, { da: '2. påskedag', en: 'Easter Monday' }],
  [39, { da: 'Kristi himmelfartsdag', en: 'Ascension Day' }],
  [49, { da: 'pinsedag', en: 'Whit Sunday' }],
  [50, { da: '2. pinsedag', en: 'Whit Monday' }],
];
const prayerDay: InBoth = { da: 'store bededag', en: 'Great Prayer Day' };
/** Abolished by an act of 2023: the last was in May that year. */
const lastPrayerDayYear = 2023;

/** The statutory public holidays of Denmark in a year, by date. Constitution Day, 24 and 31 December are none, however many keep closed. */
export function danishPublicHolidays(year: number): ReadonlyMap<IsoDate, InBoth> {
  const easter = easterSunday(year);
  return new Map([
    ...fixed.map(([day, name]): [IsoDate, InBoth] => [`${year}-${day}`, name]),
    ...fromEaster.map(([days, name]): [IsoDate, InBoth] => [addDays(easter, days), name]),
    ...(year <= lastPrayerDayYear ? [[addDays(easter, 26), prayerDay] satisfies [IsoDate, InBoth]] : []),
  ]);
}

const weekend: Record<6 | 7, InBoth> = {
  6: { da: 'en lørdag', en: 'a Saturday' },
  7: { da: 'en søndag', en: 'a Sunday' },
};

/** Why a day is no working day, in words, or undefined for a working day. */
export function dayOff(date: IsoDate): InBoth | undefined {
  const holiday = danishPublicHolidays(Number(date.slice(0, 4))).get(date);
  const weekday = weekdayOf(date);
  return holiday ?? (weekday === 6 || weekday === 7 ? weekend[weekday] : undefined);
}

/**
 * A working day: Monday to Friday and no statutory public holiday. This, and not the bank day, is what a deadline that moves is moved to: it is the
 * narrower list of days off, so that the date shown is never later than the one meant.
 */
export const isWorkingDay = (date: IsoDate): boolean => dayOff(date) === undefined;

/**
 * A bank day: a working day on which Danish banks pay out. By custom of the banks they are also closed the day after Ascension Day, on Constitution
 * Day (5 June), on 24 and on 31 December. Matters for when money can arrive, never for a deadline.
 */
export function isBankDay(date: IsoDate): boolean {
  const closedAnyway = ['06-05', '12-24', '12-31'].includes(date.slice(5));
  const afterAscension = addDays(easterSunday(Number(date.slice(0, 4))), 40) === date;
  return isWorkingDay(date) && !closedAnyway && !afterAscension;
}

/** The date itself when it is a working day, else the next one. */
export function nextWorkingDay(date: IsoDate): IsoDate {
  let day = date;
  while (!isWorkingDay(day)) day = addDays(day, 1);
  return day;
}
