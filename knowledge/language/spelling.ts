/** Words to correct towards. */
export interface Spelling {
  /**
   * The known words that this one most likely misspells: one letter more, less or other, or two neighbours swapped. Short words are
   * corrected less, since so many of them are one letter apart.
   */
  nearest(word: string): string[];
}

/** Two swapped letters are hardly ever another word; one letter other very often is. */
const shortest = { swapped: 4, moreOrLess: 5, other: 8 };
/** Groups the words on first use. */
export function spellingOf(words: () => Iterable<string>): Spelling {
  let groups: Map<number, string[]> | undefined;

  function build(): Map<number, string[]> {
    const map = new Map<number, string[]>();
    for (const word of words()) {
      const group = groupOf(word, 0, word.length);
      const there = map.get(group);
      if (there) there.push(word);
      else map.set(group, [word]);
    }
    return map;
  }

  return {
    nearest(word) {
      if (word.length < shortest.swapped || /[0-9]/.test(word)) return [];
      groups ??= build();
      const found: string[] = [];
      for (const length of [word.length - 1, word.length, word.length + 1])
        for (const known of groups.get(groupOf(word, 0, length)) ?? [])
          if (isLikelyMisspelling(word, known)) found.push(known);
      // Hardly anyone gets the first letter wrong, but the first two may be swapped.
      if (word[0] !== word[1])
        for (const known of groups.get(groupOf(word, 1, word.length)) ?? [])
          if (editBetween(word, known) === 'swapped') found.push(known);
      return found;
    },
  };
}

/** Words of one length with one first letter; the letter is taken from a place in `word`. */
const groupOf = (word: string, place: number, length: number): number =>
  word.charCodeAt(place) * 64 + Math.min(length, 63);

function isLikelyMisspelling(word: string, known: string): boolean {
  const edit = editBetween(word, known);
  return edit !== undefined && word.length >= shortest[edit];
}

/** The one edit that makes `a` into `b`; undefined when they are equal or further apart. */
export function editBetween(a: string, b: string): keyof typeof shortest | undefined {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (long.length - short.length > 1) return undefined;
  let start = 0;
  while (start < short.length && short[start] === long[start]) start += 1;
  if (short.length < long.length) return short.slice(start) === long.slice(start + 1) ? 'moreOrLess' : undefined;
  if (start === short.length) return undefined;
  if (short.slice(start + 1) === long.slice(start + 1)) return 'other';
  const swapped =
    short[start] === long[start + 1] &&
    short[start + 1] === long[start] &&
    short.slice(start + 2) === long.slice(start + 2);
  return swapped ? 'swapped' : undefined;
}
