import { Weights } from '../../knowledge/index/index';

/** A number of the weights that is fitted: where it stands, and the values it may take, ascending. */
export interface Knob {
  at: readonly [string, ...string[]];
  values: readonly number[];
  /** Where the search starts: chosen beforehand, the same for every fold. */
  start: number;
}

const knob = (at: string, start: number, values: number[]): Knob => {
  const [first = '', ...rest] = at.split('.');
  return { at: [first, ...rest], values, start: values.indexOf(start) };
};

/**
 * What is fitted: what a search weighs. `votes.keywords` is not: it is the unit of the others. Nor are the numbers that words and concepts are
 * read with (BM25's, a weak word's, a phrase's): they were chosen once, and moving them moves next to nothing.
 */
export const knobs: readonly Knob[] = [
  knob('votes.concepts', 1.3, [0.7, 1, 1.3, 1.7, 2.2, 3]),
  knob('examples.trained', 0.8, [0.4, 0.6, 0.8, 1, 1.3, 1.6]),
  knob('examples.keywords', 2, [0.5, 1, 1.5, 2, 2.5, 3]),
  knob('examples.concepts', 2, [0.5, 1, 1.5, 2, 2.5, 3]),
  knob('votes.trained', 0.2, [0, 0.1, 0.2, 0.35, 0.5, 0.75]),
  knob('votes.hashed', 0.2, [0, 0.1, 0.2, 0.3, 0.5]),
  knob('related', 0.7, [0.3, 0.5, 0.7, 0.9, 1.2]),
  knob('examples.wrongWords', 0.7, [0.5, 0.6, 0.7, 0.8, 0.9]),
  knob('examples.wrongNearness', 8, [5, 6, 7, 8, 9, 10]),
];

/** The weights with the knobs at these places. */
export function withKnobs(weights: Weights, places: readonly number[]): Weights {
  const changed = structuredClone(weights);
  knobs.forEach(({ at, values }, number) => {
    const value = values[places[number] ?? 0] ?? 0;
    const inner = at.slice(0, -1).reduce<object>((whole, step) => Reflect.get(whole, step) as object, changed);
    Reflect.set(inner, at.at(-1) ?? '', value);
  });
  return Weights.parse(changed);
}

/** A change must be worth this much: what one question of a few hundred brings by chance is no reason. */
const worthwhile = 0.001;

/** Rounds over all knobs: a third finds next to nothing. A bound by time would give other weights on another machine. */
const mostRounds = 2;

/**
 * Coordinate search: tries each knob one place up and one down, goes on the same way while it helps, and goes round until nothing helps.
 * `score` is to be made as large as possible. Always gives the same for the same scores.
 */
export async function searchKnobs(score: (places: readonly number[]) => Promise<number>): Promise<number[]> {
  let places = knobs.map(({ start }) => start);
  let best = await score(places);
  let improved = true;
  for (let round = 0; improved && round < mostRounds; round += 1) {
    improved = false;
    for (const [number, { values }] of knobs.entries())
      for (const direction of [1, -1])
        for (;;) {
          const place = (places[number] ?? 0) + direction;
          if (place < 0 || place >= values.length) break;
          const tried = places.map((there, at) => (at === number ? place : there));
          const reached = await score(tried);
          if (reached < best + worthwhile) break;
          best = reached;
          places = tried;
          improved = true;
        }
  }
  return places;
}
