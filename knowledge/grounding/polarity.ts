import { compares, isSide, type Side } from './opposites';
import { merged, type Part, windowsOf } from './parts';
import { bestLikeness, coverage, likeness, type Term } from './terms';

/** Of so little a part cannot be told what it is about. */
const leastWeight = 0.9;
/** A source part that says less of it is about something else; chosen on the development answers. */
const leastAligned = 0.62;
const longestWindow = 3;
/** Windows are hardly better than the best: the shortest of them counts, and one that agrees before one that does not. */
const asGood = 0.06;

const weightOf = ({ terms }: Part): number => terms.reduce((sum, { weight }) => sum + weight, 0);

/** Parts with too little of their own go with their neighbour. */
function comparable(parts: readonly Part[]): Part[] {
  const kept: Part[] = [];
  for (const part of parts) {
    const last = kept.at(-1);
    if (last && (weightOf(last) < leastWeight * 2 || weightOf(part) < leastWeight * 2))
      kept[kept.length - 1] = merged([last, part]);
    else kept.push(part);
  }
  return kept;
}

/** One names a side of which the other names only the opposite. */
function opposed(said: readonly Side[], told: readonly Side[]): boolean {
  return said.some(
    ({ pair, side }) =>
      told.some((other) => other.pair === pair && other.side !== side) &&
      !told.some((other) => other.pair === pair && other.side === side) &&
      !said.some((other) => other.pair === pair && other.side !== side),
  );
}

/** Both name both sides, and the other one first. */
function swapped(said: Part, told: Part): boolean {
  if (!compares(said.text) || !compares(told.text)) return false;
  return said.sides.some(({ pair, side }, at) => {
    if (said.sides.findIndex((other) => other.pair === pair) !== at) return false;
    const both = said.sides.some((other) => other.pair === pair && other.side !== side);
    const first = told.sides.find((other) => other.pair === pair);
    return (
      both &&
      first !== undefined &&
      first.side !== side &&
      told.sides.some((other) => other.pair === pair && other.side === side)
    );
  });
}

/** A no on one side only, or an opposite; of both together neither, for "not above" is "below". */
function disagree(said: Part, told: Part): boolean {
  const turned = said.turns % 2 !== told.turns % 2;
  const opposite = opposed(said.sides, told.sides);
  return swapped(said, told) || turned !== opposite;
}

/**
 * Whether a sentence says the opposite of the sources: of each of its parts the best matching words of a source are looked for, and held against it.
 * @param said the parts of its statements
 * @param told the parts of the sources' statements
 */
export function contradicts(said: readonly (readonly Part[])[], told: readonly (readonly Part[])[]): boolean {
  const windows = windowsOf(told, longestWindow);
  if (deniesAlone(said.flat(), told.flat()) || affirmsWhatIsDenied(said.flat(), told.flat())) return true;
  return said.some((parts) => comparable(parts).some((part) => isTurned(part, windows)));
}

function isTurned(part: Part, windows: readonly Part[]): boolean {
  if (weightOf(part) < leastWeight) return false;
  const scored = windows.map((window) => ({ window, score: aligned(part, window) }));
  const best = Math.max(0, ...scored.map(({ score }) => score));
  if (best < leastAligned) return false;
  return scored.filter(({ score }) => score >= best - asGood).every(({ window }) => disagree(part, window));
}

/** How well a window says what a part says; what it says beside counts a little against it. */
function aligned(part: Part, window: Part): number {
  const [said, told] = [part, window].map(({ terms }) => terms.filter(({ word }) => !isSide(word))) as [Term[], Term[]];
  return coverage(said, told) * 0.9 + coverage(told, said) * 0.1;
}

/** As much of what a no reaches must be denied in a source too. */
const leastDenied = 0.4;
const same = 0.95;

/** The sentence says no to something that no source says no to. */
function deniesAlone(said: readonly Part[], told: readonly Part[]): boolean {
  const scopes = told.flatMap(({ denied }) => denied);
  const opposite = told.flatMap(({ sides }) => sides);
  return said
    .filter(({ sides }) => !opposed(sides, opposite))
    .flatMap(({ denied }) => denied)
    .some((scope) => scope.length > 0 && scopes.every((other) => coverage(scope, other) < leastDenied));
}

/** The sentence says plainly what every source says only with a no right before it. */
function affirmsWhatIsDenied(said: readonly Part[], told: readonly Part[]): boolean {
  const heads = told.flatMap(({ denied }) => denied.flatMap(([head]) => (head && head.weight === 1 ? [head] : [])));
  const within = (term: Term, terms: readonly Term[]): number =>
    terms.filter((other) => likeness(term, other) >= same).length;
  const all = told.flatMap(({ terms }) => terms);
  return heads.some((head) => {
    if (within(head, all) > within(head, heads)) return false;
    return said.some(
      ({ terms, denied }) => within(head, terms) > 0 && denied.every((scope) => bestLikeness(head, scope) < same),
    );
  });
}
