import { fold, type Language } from '../language';

/** Written with a capital letter and yet no name. */
const common = new Set(
  'i you we sie ihr ihre ihnen de dem deres monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december vat moms'.split(
    ' ',
  ),
);
const word = /[\p{L}][\p{L}\p{M}'’]*(?:[-@&.][\p{L}]+)*/gu;
const address = /[\w.+-]+@[\w-]+\.[\w.-]+/gu;
const startsStatement = /(?:^|[.!?:;]\s+|\n\s*(?:[-*]\s*)?|["“«»(]\s*)$/u;

/** Without the s of a genitive: `Atradius'`, `Birkelund's`, `Birkelunds`. */
const bare = (name: string): string => fold(name).replace(/['’]s?$/u, '');

/** The names in a sentence: capitalised words within it, and a first word that another follows directly. German nouns are all capitalised, so there only capitals throughout count. */
export function namesIn(text: string, language: Language): string[] {
  const mails = text.match(address) ?? [];
  const rest = text.replace(address, ' ');
  const words = [...rest.matchAll(word)];
  const isCapital = (at: number): boolean => {
    const written = words[at]?.[0] ?? '';
    return /^\p{Lu}/u.test(written) && written.length > 1 && !common.has(fold(written));
  };
  const isFirst = (at: number): boolean => startsStatement.test(rest.slice(0, words[at]?.index ?? 0));
  const names = words.flatMap((match, at) => {
    if (!isCapital(at)) return [];
    if (language === 'de') return /^\p{Lu}{2,}$/u.test(match[0]) ? [match[0]] : [];
    const next = words[at + 1];
    // "Invoice IN-800001": a number follows, and no second name.
    const isPair =
      next !== undefined &&
      !/^\p{Lu}{1,4}[- ]?\d/u.test(rest.slice(next.index)) &&
      isCapital(at + 1) &&
      /^\s$/u.test(rest.slice(match.index + match[0].length, next.index));
    return isFirst(at) && !(isPair && !isFirst(at + 1)) ? [] : [match[0]];
  });
  return [...mails, ...names];
}

/** The names of a sentence that no text has. */
export function foreignNames(text: string, language: Language, told: readonly string[]): string[] {
  const known = new Set(
    told.flatMap((one) => [...one.matchAll(word), ...one.matchAll(address)].map((match) => bare(match[0]))),
  );
  const isKnown = (name: string): boolean =>
    [bare(name), bare(name).replace(/s$/, ''), `${bare(name)}s`].some((form) => known.has(form)) ||
    name.split(/[-.&@]/).every((piece) => piece !== name && known.has(bare(piece)));
  return namesIn(text, language).filter((name) => !isKnown(name));
}
