/** Words that go on after a hyphen which belongs there: "skade- og inkassoservice", "Schaden- und Inkassoservice". */
const KEEPS_HYPHEN =
  /^(?:og|eller|samt|and|or|to|und|oder|bzw|sowie|och|eller|samt|en|of|respektive|henholdsvis)(?![\p{L}\p{N}])/iu;
const SOFT = '\u00ad';
/** What stands before the hyphen of "e-mail" and "IT-systemer" is no part of a divided word. */
const NO_SYLLABLE = /(?:^|[^\p{L}])(?:\p{L}|[\p{Lu}\d]{2,}|\p{L}*\d[\p{L}\d]*)$/u;

/** The words of a document as it has them within lines, to tell a divided word from one that is written with a hyphen. */
export interface KnownWords {
  whole: ReadonlySet<string>;
  hyphened: ReadonlySet<string>;
}

const NONE: KnownWords = { whole: new Set(), hyphened: new Set() };

/** Collects the words of lines, small letters, without those that a line's end may have divided. */
export function knownWords(lines: Iterable<string>): KnownWords {
  const whole = new Set<string>();
  const hyphened = new Set<string>();
  for (const line of lines)
    for (const [word] of line.toLowerCase().matchAll(/\p{L}+(?:[-\u2010]\p{L}+)*(?=[^\p{L}-])/gu))
      (/[-\u2010]/.test(word) ? hyphened : whole).add(word.replaceAll('\u2010', '-'));
  return { whole, hyphened };
}

/**
 * A line joined to the text before it. A word divided at the line's end becomes whole; a hyphen that belongs to the word stays: before "og" and its
 * kin, after a single letter, a figure or an abbreviation, before a capital, and where the document has the word so elsewhere.
 */
export function joinLines(text: string, line: string, separator = ' ', known: KnownWords = NONE): string {
  const [before, after] = [text.trimEnd(), line.trimStart()];
  if (before.endsWith(SOFT)) return before.slice(0, -1) + after;
  const end = before.at(-1);
  if (end === '/' && /[\p{L}\d]\/$/u.test(before) && /^[\p{L}\d]/u.test(after)) return before + after;
  if (
    (end !== '-' && end !== '\u2010') ||
    !/[\p{L}\p{N}].$/u.test(before) ||
    !/^[\p{L}\p{N}]/u.test(after) ||
    KEEPS_HYPHEN.test(after)
  )
    return before + separator + after;
  return isDivided(before.slice(0, -1), after, known) ? before.slice(0, -1) + after : before + after;
}

function isDivided(before: string, after: string, known: KnownWords): boolean {
  if (!/^\p{Ll}/u.test(after) || NO_SYLLABLE.test(before)) return false;
  const first = /[\p{L}-]+$/u.exec(before)?.[0]?.toLowerCase() ?? '';
  const second = /^\p{L}+/u.exec(after)?.[0]?.toLowerCase() ?? '';
  if (known.whole.has(first + second)) return true;
  return !known.hyphened.has(`${first}-${second}`);
}
