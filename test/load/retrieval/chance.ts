/** Chance that is the same in every run. */
export interface Chance {
  /** A whole number from 0 to below `limit`. */
  below(limit: number): number;
  oneOf<T>(items: readonly T[]): T;
  /** One of the items, the n-th about 1/n as often as the first: as words are distributed in text. */
  oftenFirst<T>(items: readonly T[]): T;
  shuffled<T>(items: readonly T[]): T[];
}

/** The small generator known as mulberry32. */
export function chance(seed: number): Chance {
  let state = seed;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  const pick = <T>(items: readonly T[], at: number): T => {
    if (at >= items.length) throw new Error('There is nothing to choose from.');
    return items[at] as T;
  };
  return {
    below,
    oneOf: (items) => pick(items, below(items.length)),
    oftenFirst: (items) => pick(items, Math.floor(items.length ** next()) - 1),
    shuffled: (items) =>
      items
        .map((item) => ({ item, place: next() }))
        .sort((a, b) => a.place - b.place)
        .map(({ item }) => item),
  };
}
