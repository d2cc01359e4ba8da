import { danishPublicHolidays } from '../../dialogs/deadlines';
import { addDays, type IsoDate, weekdayOf } from '../../dialogs/dates';

/** From one time of day to another, in minutes after midnight. */
export interface Hours {
  from: number;
  to: number;
}

export interface OpeningTimes {
  /** By the day of the week, 1 = Monday to 7 = Sunday; a day that is not there is closed. */
  week: ReadonlyMap<number, readonly Hours[]>;
  /** By date (`2026-12-24`), or by day of any year (`12-24`): other hours, or none. They go before the week and before public holidays. */
  exceptions: ReadonlyMap<string, readonly Hours[]>;
  /** An IANA name: `Europe/Copenhagen`. */
  timeZone: string;
}

/** When members of staff are there. */
export interface OpeningHours {
  isOpen(now: Date): boolean;
  /** The next time at which it opens, after `now`; undefined where it does not within a year. While it is open, that is a later time. */
  nextOpening(now: Date): Date | undefined;
}

const minuteMs = 60_000;
const dayMinutes = 24 * 60;
const daysLookedAhead = 366;

interface LocalTime {
  date: IsoDate;
  minutes: number;
}

/** Reads clocks on the wall, in one time zone. */
function wallClock(timeZone: string): (instant: Date) => LocalTime {
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  return (instant) => {
    // Swedish writes "2026-03-01 08:00".
    const written = format.format(instant);
    return { date: written.slice(0, 10), minutes: Number(written.slice(11, 13)) * 60 + Number(written.slice(14, 16)) };
  };
}

const utcOf = ({ date, minutes }: LocalTime): number => Date.parse(`${date}T00:00:00Z`) + minutes * minuteMs;

/**
 * The instant at which the clock on the wall shows a time. Where it is shown twice (summer time ends) the first; a time that is left out (summer time
 * begins) is as much later as the clock was put forward.
 */
function instantOf(time: LocalTime, localTime: (instant: Date) => LocalTime): Date {
  const wanted = utcOf(time);
  const offsetAt = (instant: number): number => utcOf(localTime(new Date(instant))) - instant;
  // The zone's offsets a day before and after are the only two that it can be.
  const [before, after] = [offsetAt(wanted - dayMinutes * minuteMs), offsetAt(wanted + dayMinutes * minuteMs)];
  const candidates = [wanted - before, wanted - after].filter((instant) => instant + offsetAt(instant) === wanted);
  return new Date(candidates.length > 0 ? Math.min(...candidates) : wanted - before);
}

/** Opening hours by a weekly table, with Danish public holidays closed, and days that have their own hours. */
export function openingHours({ week, exceptions, timeZone }: OpeningTimes): OpeningHours {
  const localTime = wallClock(timeZone);

  const hoursOn = (date: IsoDate): readonly Hours[] => {
    const exception = exceptions.get(date) ?? exceptions.get(date.slice(5));
    if (exception) return exception;
    if (danishPublicHolidays(Number(date.slice(0, 4))).has(date)) return [];
    return week.get(weekdayOf(date)) ?? [];
  };

  return {
    isOpen(now) {
      const { date, minutes } = localTime(now);
      return hoursOn(date).some(({ from, to }) => from <= minutes && minutes < to);
    },

    nextOpening(now) {
      const today = localTime(now).date;
      for (let days = 0; days <= daysLookedAhead; days += 1) {
        const date = addDays(today, days);
        const openings = hoursOn(date).map(({ from }) => instantOf({ date, minutes: from }, localTime));
        const next = openings.filter((opening) => opening > now).sort((a, b) => a.getTime() - b.getTime())[0];
        if (next) return next;
      }
      return undefined;
    },
  };
}
