/** A name in the environment that is none of ours, and looks as if it were meant to be. */
export interface Misspelling {
  name: string;
  /** The setting that it is nearest to. */
  meant: string;
}

/** Names that begin like this are ours alone; anything else must be nearly right to be told of. */
const ownPrefixes = ['RATE_LIMIT_', 'MicrosoftApp'];
/** Shorter names (`PORT`) have too many neighbours that belong to others: they must differ in writing only. */
const shortest = 6;
const mostSteps = 2;

const letters = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '');

/** Levenshtein's distance, with a swap of neighbours counted once. */
function distance(one: string, other: string): number {
  const rows = [Array.from({ length: other.length + 1 }, (_, at) => at)];
  const at = (row: number, column: number): number => rows[row]?.[column] ?? Infinity;
  for (let row = 1; row <= one.length; row += 1) {
    rows.push([row]);
    for (let column = 1; column <= other.length; column += 1) {
      const same = one[row - 1] === other[column - 1];
      const isSwap = row > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      rows[row]?.push(
        Math.min(
          at(row - 1, column) + 1,
          at(row, column - 1) + 1,
          at(row - 1, column - 1) + (same ? 0 : 1),
          isSwap ? at(row - 2, column - 2) + 1 : Infinity,
        ),
      );
    }
  }
  return at(one.length, other.length);
}

function isNear(name: string, setting: string, steps: number): boolean {
  if (steps === 0 || ownPrefixes.some((prefix) => name.startsWith(prefix))) return true;
  const length = Math.min(letters(name).length, letters(setting).length);
  return length >= shortest && steps <= (length >= 10 ? mostSteps : 1);
}

/** The letters, in the order of the alphabet: names of the same letters lie side by side in it, and two can be compared in one walk. */
const sortedLetters = (name: string): string => [...letters(name)].sort().join('');

/** How many letters of one are not among the other's, at most: no fewer steps lead from one to the other. Both sorted. */
function lettersApart(one: string, other: string): number {
  let both = 0;
  for (let at = 0, beside = 0; at < one.length && beside < other.length;) {
    const mine = one[at] as string;
    const theirs = other[beside] as string;
    if (mine === theirs) both += 1;
    if (mine <= theirs) at += 1;
    if (theirs <= mine) beside += 1;
  }
  return Math.max(one.length, other.length) - both;
}

/**
 * Finds the settings that somebody has nearly set.
 * @param settings the names that are read
 */
export function misspellings(
  environment: Record<string, string | undefined>,
  settings: readonly string[],
): Misspelling[] {
  const others = Object.keys(environment).filter((name) => environment[name]?.trim() && !settings.includes(name));
  const known = settings.map((setting) => ({ setting, sorted: sortedLetters(setting) }));
  return others.flatMap((name) => {
    const sorted = sortedLetters(name);
    const isOwn = ownPrefixes.some((prefix) => name.startsWith(prefix));
    // The distance is dear and this runs at every start; most names of an environment have not even their letters in common with ours.
    const near = known
      .filter((one) => isOwn || lettersApart(sorted, one.sorted) <= mostSteps)
      .map(({ setting }) => setting)
      .map((meant) => ({ meant, steps: distance(letters(name), letters(meant)) }))
      .sort((a, b) => a.steps - b.steps)[0];
    // Windows reads names in any case: there it is not misspelt.
    if (!near || !isNear(name, near.meant, near.steps) || environment[near.meant] === environment[name]) return [];
    return [{ name, meant: near.meant }];
  });
}
