/** The seed of everything drawn by lot here, so that every run gives the same. Another deals the questions differently: figures then differ by a point or so. */
export const seed = 20261122;

/** Numbers from 0 to 1 that look random and are the same every time (mulberry32). */
export function numbersFrom(state: number): () => number {
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Deals so many questions into parts of equal size: the part of each. */
export function deal(count: number, parts: number): number[] {
  const next = numbersFrom(seed);
  const order = Array.from({ length: count }, (_, at) => ({ at, by: next() })).sort((a, b) => a.by - b.by);
  const dealt: number[] = [];
  order.forEach(({ at }, place) => (dealt[at] = place % parts));
  return dealt;
}
