import type { Words } from '../words';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const twoDigits = (number: number): string => String(number).padStart(2, '0');

/** Whole seconds from an instant to now; never less than none, since clocks of two machines differ. */
export const secondsSince = (instant: string, now: number): number =>
  Math.max(0, Math.floor((now - Date.parse(instant)) / 1000));

/** A waiting time as a clock shows it, `4:07`; from an hour on in words, `1 h 5 min`, `2 d 3 h`. */
export function waitingTime(seconds: number, { time }: Pick<Words, 'time'>): string {
  if (seconds < HOUR) return `${Math.floor(seconds / MINUTE)}:${twoDigits(seconds % MINUTE)}`;
  if (seconds < DAY)
    return `${Math.floor(seconds / HOUR)} ${time.hour} ${Math.floor((seconds % HOUR) / MINUTE)} ${time.minute}`;
  return `${Math.floor(seconds / DAY)} ${time.day} ${Math.floor((seconds % DAY) / HOUR)} ${time.hour}`;
}

/** A measured time, rounded as people say it: `40 s`, `12 min`, `1 h 5 min`. */
export function roundTime(seconds: number, { time }: Pick<Words, 'time'>): string {
  if (seconds < MINUTE) return `${Math.round(seconds)} ${time.second}`;
  const minutes = Math.round(seconds / MINUTE);
  if (minutes < 60) return `${minutes} ${time.minute}`;
  return `${Math.floor(minutes / 60)} ${time.hour} ${minutes % 60} ${time.minute}`;
}

export type Urgency = 'calm' | 'soon' | 'late';

const SOON_MS = 2 * MINUTE * 1000;

/** Whether somebody who waits is being kept longer than they were told, or soon will be. */
export function urgencyOf(handoff: { late: boolean; expectedAt: string | null; state: string }, now: number): Urgency {
  const waits = handoff.state === 'waiting' || handoff.state === 'out-of-hours';
  if (handoff.late) return 'late';
  if (!waits || !handoff.expectedAt) return 'calm';
  const left = Date.parse(handoff.expectedAt) - now;
  return left <= 0 ? 'late' : left <= SOON_MS ? 'soon' : 'calm';
}
