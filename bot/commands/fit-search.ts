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

const shares = [0, 0.15, 0.3, 0.5, 0.75, 1, 1.5, 2];

/** What is fitted. `votes.keywords` is not: it is the unit of the others. The most telling first, since the search has little time. */
export const knobs: readonly Knob[] = [
  knob('votes.concepts', 2, [0.5, 1, 1.5, 2, 3, 4]),
  knob('examples.trained', 1, [0.5, 1, 1.5, 2, 2.5]),
  knob('examples.keywords', 0.5, shares),
  knob('examples.concepts', 0.5, shares),
  knob('votes.trained', 0.5, shares),
  knob('votes.hashed', 0.5, shares),
  knob('phrase', 1.5, [1, 1.5, 2, 2.5]),
  knob('related', 0.5, [0, 0.15, 0.3, 0.5, 0.75]),
  knob('weakWord', 0.3, [0.1, 0.2, 0.3, 0.5]),
  knob('weakConcept', 0.5, [0.15, 0.3, 0.5, 0.75, 1]),
  knob('concepts.saturation', 1, [0.3, 0.5, 1, 1.5]),
  knob('concepts.lengthPenalty', 0.75, [0.25, 0.5, 0.75, 1]),
  knob('examples.wrongWords', 0.7, [0.5, 0.7, 0.9]),
  knob('examples.wrongCosine', 0.5, [0.45, 0.5, 0.55, 0.6]),
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
const worthwhile = 0.002;

/** Rounds over all knobs: a second finds next to nothing. A bound by time would give other weights on another machine. */
const mostRounds = 1;

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
