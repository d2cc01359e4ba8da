import type { Database } from '../../adapters/database';
import type { AtWork } from './at-work';
import { type Expectations, expectations } from './expectations';
import type { OpeningHours } from './opening-hours';
import { busyNow, lastServed, lastTaken } from './sql-handoff-statements';
import { type Measured, measuredForDays, mostMeasured } from './waits';

/** Who is at work now, as the hand-offs need to know it. */
export interface Staff {
  /** Those who are at their desks and take conversations. */
  available(): Promise<readonly AtWork[]>;
  /** When the desk of somebody was last heard of: now for one that is connected, undefined for one that never was. */
  lastSeen(id: string): Promise<Date | undefined>;
}

const between = (from: string | null, to: string | null): number =>
  Math.max(0, Date.parse(to ?? '') - Date.parse(from ?? ''));

async function measured(database: Database, now: Date): Promise<Measured> {
  const after = new Date(now.getTime() - measuredForDays * 86_400_000).toISOString();
  const taken = await database.reading.all(lastTaken, { after, limit: mostMeasured });
  const served = await database.reading.all(lastServed, { after, limit: mostMeasured });
  return {
    waits: taken.map((row) => between(row.waiting_since, row.taken_at)),
    services: served.map((row) => between(row.taken_at, row.ended_at)),
  };
}

async function atWorkNow(database: Database, staff: Staff): Promise<(AtWork & { has: number })[]> {
  const rows = await database.reading.all(busyNow, {});
  const busy = new Map(rows.map((row) => [row.owner_id, Number(row.conversations)]));
  return (await staff.available()).map((one) => ({ ...one, has: busy.get(one.id) ?? 0 }));
}

/** Reads what somebody who waits may be told to expect. */
export async function readExpectations(
  database: Database,
  staff: Staff,
  hours: OpeningHours,
  now: Date,
): Promise<Expectations> {
  return expectations(await measured(database, now), await atWorkNow(database, staff), hours, now);
}
