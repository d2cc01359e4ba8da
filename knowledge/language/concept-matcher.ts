import type { Language } from './languages';
import { compoundParts } from './compounds';
import { formMaps, looseKeys, wordForms, type FormTables } from './forms';
import { functionWords } from './function-words';
import { spellingOf } from './spelling';
import { looseStem, stem } from './stemming';

/** A concept and how surely it is meant. */
export interface Guess {
  concept: number;
  /** 1 for a form of the glossary, less for a compound's part or a form that several concepts have. */
  weight: number;
}

/** A concept found in a text. */
export interface ConceptMatch extends Guess {
  /** The words it was found in: places in the word list given, first and last. */
  from: number;
  to: number;
}

/** Finds the concepts of one language's forms. */
export interface ConceptMatcher {
  /** Forms of the glossary, of one or more words, in the folded words given. Function words may stand between a phrase's words. */
  match(words: readonly string[]): ConceptMatch[];
  /** The concepts that have exactly this folded word as a form, no inflection. */
  exact(word: string): Guess[];
  /** The concepts of a compound's parts. */
  compound(word: string): Guess[];
  /** Function words and forms that a folded word most likely misspells, function words first. */
  corrections(word: string): string[];
}

/** What a kind of match is worth; chosen on the development questions. */
const worth = { insideLonger: 0.4, bothParts: 0.9, backPart: 0.6, frontPart: 0.4 };
/** Languages that write compounds as one word. */
const compounding: ReadonlySet<Language> = new Set(['da', 'sv', 'no', 'de', 'nl']);

/** Matches by these forms. Their maps are made when first needed: a language that only lends words needs one of them. */
export function conceptMatcher(language: Language, tables: FormTables): ConceptMatcher {
  const kinds = functionWords(language);
  const wordForm = once(() => wordForms(tables));
  const forms = once(() => formMaps(tables, language));
  const functionSpelling = spellingOf(() => kinds.keys());
  const formSpelling = spellingOf(() => wordForm().keys());

  function startingAt(words: readonly string[], from: number): ConceptMatch[] {
    const word = words[from] as string;
    const { phrases, singles, loose } = forms();
    const found: ConceptMatch[] = [];
    for (const { rest, concept } of phrases.get(looseStem(word, language)) ?? []) {
      const to = endOf(rest, words, from);
      if (to !== undefined) found.push({ concept, weight: 1, from, to });
    }
    const itsStem = stem(word, language);
    // A word of the short lists is hardly another one typed without its special letters: `andre` (others) is not `ændre` (change).
    const alone =
      singles.get(itsStem) ?? (kinds.has(word) ? undefined : firstOf(loose, looseKeys(word, itsStem))) ?? [];
    for (const { concept, weight } of shared(alone, 1)) found.push({ concept, weight, from, to: from });
    return found;
  }

  /** The place of the phrase's last word, when all of them follow with nothing but function words between. */
  function endOf(rest: readonly string[], words: readonly string[], from: number): number | undefined {
    let at = from;
    for (const wanted of rest) {
      for (at += 1; at < words.length; at += 1) {
        const word = words[at] as string;
        if (looseStem(word, language) === wanted) break;
        if (kinds.get(word) !== 'function') return undefined;
      }
      if (at >= words.length) return undefined;
    }
    return at;
  }

  return {
    match(words) {
      const found: ConceptMatch[] = [];
      for (let from = 0; from < words.length; from += 1) found.push(...startingAt(words, from));
      return lessInsideLonger(found);
    },
    exact: (word) => shared(wordForm().get(word) ?? [], 1),
    compound(word) {
      if (!compounding.has(language)) return [];
      const { front, back } = compoundParts(word, looseStem(word, language), forms().parts, (part) => kinds.has(part));
      if (front && back) return [...shared(front, worth.bothParts), ...shared(back, worth.bothParts)];
      return back ? shared(back, worth.backPart) : shared(front ?? [], worth.frontPart);
    },
    corrections: (word) => [...functionSpelling.nearest(word), ...formSpelling.nearest(word)],
  };
}

/** A form of several concepts says less about each. */
function shared(concepts: readonly number[], weight: number): Guess[] {
  const each = weight / Math.sqrt(Math.max(1, concepts.length));
  return concepts.map((concept) => ({ concept, weight: each }));
}

/** `limit` within `credit limit` still counts, but less than the phrase; the same concept in one place counts once. */
function lessInsideLonger(matches: ConceptMatch[]): ConceptMatch[] {
  if (matches.length < 2) return matches;
  const kept: ConceptMatch[] = [];
  for (const match of matches) {
    const longer = matches.filter((other) => other.to - other.from > match.to - match.from && contains(other, match));
    if (longer.some((other) => other.concept === match.concept)) continue;
    kept.push(longer.length > 0 ? { ...match, weight: match.weight * worth.insideLonger } : match);
  }
  return kept;
}

const contains = (outer: ConceptMatch, inner: ConceptMatch): boolean =>
  outer.from <= inner.from && outer.to >= inner.to;

function firstOf<Value>(map: ReadonlyMap<string, Value>, keys: readonly string[]): Value | undefined {
  for (const key of keys) {
    const found = map.get(key);
    if (found !== undefined) return found;
  }
  return undefined;
}

function once<Value>(make: () => Value): () => Value {
  let made: { value: Value } | undefined;
  return () => (made ??= { value: make() }).value;
}
