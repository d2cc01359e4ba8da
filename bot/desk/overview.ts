import { HandoffTopic } from '../handoff/handoff';
import type { DayRow } from './sql-past';

/** How the queue does: numbers for a supervisor. Durations are null where nothing can be measured yet. */
export interface Overview {
  waiting: number;
  /** Of them, messages that were left out of hours. */
  leftMessages: number;
  late: number;
  withPerson: number;
  oldestWaitingSince: string | null;
  longestWaitSeconds: number | null;
  takenToday: number;
  closedToday: number;
  meanWaitSeconds: number | null;
  medianWaitSeconds: number | null;
  medianHandlingSeconds: number | null;
  /** Of what was closed today. */
  outcomes: Record<string, number>;
  topics: { topic: HandoffTopic; waiting: number; late: number; withPerson: number; takenToday: number }[];
}

const seconds = (from: Date, to: Date): number => Math.max(0, Math.round((to.getTime() - from.getTime()) / 1000));

const mean = (numbers: number[]): number | null =>
  numbers.length === 0 ? null : Math.round(numbers.reduce((sum, number) => sum + number, 0) / numbers.length);

function median(numbers: number[]): number | null {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? null;
}

const waits = ({ state }: DayRow): boolean => state === 'waiting' || state === 'out-of-hours';

/**
 * @param rows what is open, and what was taken or ended since `start`
 * @param start when the day began
 */
export function overviewOf(rows: readonly DayRow[], start: Date, now: Date): Overview {
  const waiting = rows.filter(waits);
  const isLate = (row: DayRow): boolean =>
    row.state === 'waiting' && row.expectedAt !== undefined && row.expectedAt.getTime() < now.getTime();
  const withPerson = rows.filter(({ state }) => state === 'person');
  const taken = rows.filter(({ takenAt }) => takenAt !== undefined && takenAt >= start);
  const ended = rows.filter(({ endedAt }) => endedAt !== undefined && endedAt >= start);
  const closed = ended.filter(({ state }) => state === 'closed');
  const waitedSeconds = taken.flatMap(({ requestedAt, takenAt }) => (takenAt ? [seconds(requestedAt, takenAt)] : []));
  const handledSeconds = ended.flatMap(({ takenAt, endedAt }) =>
    takenAt && endedAt ? [seconds(takenAt, endedAt)] : [],
  );
  const outcomes: Record<string, number> = {};
  for (const { outcome } of closed) if (outcome !== undefined) outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
  const oldest = waiting.map(({ waitingSince }) => waitingSince).sort((a, b) => a.getTime() - b.getTime())[0];
  return {
    waiting: waiting.length,
    leftMessages: waiting.filter(({ leftMessage }) => leftMessage).length,
    late: waiting.filter(isLate).length,
    withPerson: withPerson.length,
    oldestWaitingSince: oldest?.toISOString() ?? null,
    longestWaitSeconds: oldest ? seconds(oldest, now) : null,
    takenToday: taken.length,
    closedToday: closed.length,
    meanWaitSeconds: mean(waitedSeconds),
    medianWaitSeconds: median(waitedSeconds),
    medianHandlingSeconds: median(handledSeconds),
    outcomes,
    topics: HandoffTopic.options.map((topic) => {
      const of = (some: readonly DayRow[]): number => some.filter((row) => row.topic === topic).length;
      const [open, late] = [of(waiting), of(waiting.filter(isLate))];
      return { topic, waiting: open, late, withPerson: of(withPerson), takenToday: of(taken) };
    }),
  };
}

/** When the day began in this time zone. */
export function startOfDay(now: Date, timeZone: string): Date {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hourCycle: 'h23',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  })
    .formatToParts(now)
    .flatMap(({ type, value }) => (type === 'literal' ? [] : [Number(value)]));
  const [hours = 0, minutes = 0, secondsPast = 0] = parts;
  return new Date(Math.floor(now.getTime() / 1000) * 1000 - ((hours * 60 + minutes) * 60 + secondsPast) * 1000);
}
