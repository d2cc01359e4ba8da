/** How long hand-offs took lately, in milliseconds. */
export interface Measured {
  /** From when the customer began to wait until somebody took it. */
  waits: readonly number[];
  /** From when somebody took it until it ended. */
  services: readonly number[];
}

/** Who is there to take them. */
export interface Hands {
  /** The conversations that all who are there can have at once. */
  places: number;
  /** How many of these are free. */
  free: number;
}

/** Fewer than this tell nothing that a customer should be told. */
export const leastMeasured = 5;
/** The last ones count, no more: what a Monday morning was like says little of Friday's afternoon. */
export const mostMeasured = 20;
export const measuredForDays = 14;

const minuteMs = 60_000;

/** The value that the given share of the values does not exceed. */
function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
}

/**
 * How long somebody must wait until a person comes, from how long others waited and were served. Four of five of those last taken did not wait
 * longer than what is told; where those before them take more than the free places, they wait for places to become free as well, one about every
 * (median of the services) / places.
 * @param ahead how many wait before them
 * @returns whole minutes in milliseconds, at least one; undefined where it cannot be told: nobody is there, or fewer than `leastMeasured` were measured
 */
export function expectedWait(ahead: number, { waits, services }: Measured, hands: Hands): number | undefined {
  if (hands.places <= 0 || waits.length < leastMeasured) return undefined;
  const inLine = ahead + 1 - Math.max(0, hands.free);
  if (inLine > 0 && services.length < leastMeasured) return undefined;
  const forPlace = inLine > 0 ? (inLine * quantile(services, 0.5)) / hands.places : 0;
  return Math.max(1, Math.ceil(Math.max(quantile(waits, 0.8), forPlace) / minuteMs)) * minuteMs;
}
