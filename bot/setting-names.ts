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

/** Two names whose lengths differ by more than the most steps are not near, and at every start most pairs are such. */
const mayBeNear = (name: string, setting: string): boolean =>
  ownPrefixes.some((prefix) => name.startsWith(prefix)) ||
  Math.abs(letters(name).length - letters(setting).length) <= mostSteps;

/**
 * Finds the settings that somebody has nearly set.
 * @param settings the names that are read
 */
export function misspellings(
  environment: Record<string, string | undefined>,
  settings: readonly string[],
): Misspelling[] {
  const others = Object.keys(environment).filter((name) => environment[name]?.trim() && !settings.includes(name));
  return others.flatMap((name) => {
    const near = settings
      .filter((setting) => mayBeNear(name, setting))
      .map((meant) => ({ meant, steps: distance(letters(name), letters(meant)) }))
      .sort((a, b) => a.steps - b.steps)[0];
    // Windows reads names in any case: there it is not misspelt.
    if (!near || !isNear(name, near.meant, near.steps) || environment[near.meant] === environment[name]) return [];
    return [{ name, meant: near.meant }];
  });
}
