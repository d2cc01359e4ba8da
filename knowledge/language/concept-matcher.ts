import type { Language } from './languages';
import { looseKey } from './fold';
import { formMaps, looseKeys, wordForms, type FormTables } from './forms';
import { functionWords } from './function-words';
import { spellingOf } from './spelling';
import { stem } from './stemming';

/** A concept found in a text. */
export interface ConceptMatch {
  /** Its place in the glossary. */
  concept: number;
  /** How surely the words mean it: 1 for a form of the glossary, less for a compound's part or a misspelling. */
  weight: number;
  /** The words it was found in: places in the word list given, first and last. */
  from: number;
  to: number;
}

/** A concept and how surely it is meant. */
export interface Guess {
  concept: number;
  weight: number;
}

/** Finds the concepts of one language's forms. */
export interface ConceptMatcher {
  /** Forms of the glossary, of one or more words, in the folded words given. Function words may stand between a phrase's words. */
  match(words: readonly string[]): ConceptMatch[];
  /** The concepts that have exactly this folded word as a form, no inflection. */
  exact(word: string): Guess[];
  /** The concepts of a single folded word that is no form itself: its parts when it is a compound, else the form it misspells. */
  guess(word: string): Guess[];
}

/** What a kind of match is worth; chosen on the development questions. */
const worth = { insideLonger: 0.4, bothParts: 0.9, lastPart: 0.6, firstPart: 0.4, misspelt: 0.8 };
/** A compound's part must be at least this long; a lone part, with an unknown other half, longer. */
const shortestPart = 4;
const shortestLonePart = 5;
/** Languages that write compounds as one word. */
const compounding: ReadonlySet<Language> = new Set(['da', 'sv', 'no', 'de', 'nl']);
/** What may stand between the parts of a compound. */
const links = ['', 's', 'e', 'n', 'en', 'er', 'es'];

/** Matches by these forms. Their maps are made when first needed: a language that only lends words needs one of them. */
export function conceptMatcher(language: Language, tables: FormTables): ConceptMatcher {
  const kinds = functionWords(language);
  const words = once(() => wordForms(tables));
  const allForms = once(() => formMaps(tables, language));
  const spelling = spellingOf(() => words().keys());
  const phraseKey = (word: string): string => looseKey(stem(word, language));

  function startingAt(words: readonly string[], from: number): ConceptMatch[] {
    const forms = allForms();
    const first = stem(words[from] as string, language);
    const looseFirst = looseKey(first);
    const found: ConceptMatch[] = [];
    for (const { rest, concept } of forms.phrases.get(looseFirst) ?? []) {
      const to = endOf(rest, words, from);
      if (to !== undefined) found.push({ concept, weight: 1, from, to });
    }
    const singles = forms.singles.get(first) ?? looseSingles(words[from] as string, first);
    for (const { concept, weight } of shared(singles ?? [], 1)) found.push({ concept, weight, from, to: from });
    return found;
  }

  function looseSingles(word: string, itsStem: string): number[] | undefined {
    for (const key of looseKeys(word, itsStem)) {
      const found = allForms().loose.get(key);
      if (found) return found;
    }
    return undefined;
  }

  /** The place of the phrase's last word, when all of them follow with nothing but function words between. */
  function endOf(rest: readonly string[], words: readonly string[], from: number): number | undefined {
    let at = from;
    for (const wanted of rest) {
      at += 1;
      while (
        at < words.length &&
        phraseKey(words[at] as string) !== wanted &&
        kinds.get(words[at] as string) === 'function'
      )
        at += 1;
      if (at >= words.length || phraseKey(words[at] as string) !== wanted) return undefined;
    }
    return at;
  }

  function compound(word: string): Guess[] {
    const forms = allForms();
    const loose = looseKey(word);
    const looseStem = phraseKey(word);
    let front: number[] = [];
    let back: number[] = [];
    for (let cut = shortestPart; cut <= loose.length - shortestPart; cut += 1) {
      const tail = forms.parts.get(loose.slice(cut)) ?? forms.parts.get(looseStem.slice(cut));
      const head = frontPart(loose, cut);
      if (tail && head) return [...shared(head, worth.bothParts), ...shared(tail, worth.bothParts)];
      // The longest front and the longest back that are known: later cuts have longer fronts, the first back is the longest.
      if (head && cut >= shortestLonePart) front = head;
      if (tail && back.length === 0 && !kinds.has(loose.slice(0, cut)) && loose.length - cut >= shortestLonePart)
        back = tail;
    }
    return back.length > 0 ? shared(back, worth.lastPart) : shared(front, worth.firstPart);
  }

  function frontPart(loose: string, cut: number): number[] | undefined {
    for (const link of links) {
      const end = cut - link.length;
      if (end < shortestPart || (link !== '' && loose.slice(end, cut) !== link)) continue;
      const found = allForms().parts.get(loose.slice(0, end));
      if (found) return found;
    }
    return undefined;
  }

  return {
    match(text) {
      const found: ConceptMatch[] = [];
      for (let from = 0; from < text.length; from += 1) found.push(...startingAt(text, from));
      return lessInsideLonger(found);
    },
    exact: (word) => shared(words().get(word) ?? [], 1),
    guess(word) {
      const parts = compounding.has(language) && word.length >= 2 * shortestPart ? compound(word) : [];
      if (parts.length > 0) return parts;
      return spelling.nearest(word).flatMap((form) => shared(words().get(form) ?? [], worth.misspelt));
    },
  };
}

/** A form of several concepts says less about each. */
function shared(concepts: readonly number[], weight: number): Guess[] {
  const each = weight / Math.sqrt(Math.max(1, concepts.length));
  return concepts.map((concept) => ({ concept, weight: each }));
}

/** `limit` within `credit limit` still counts, but less than the phrase; the same concept in one place counts once. */
function lessInsideLonger(matches: ConceptMatch[]): ConceptMatch[] {
  const kept: ConceptMatch[] = [];
  for (const match of matches) {
    const inside = matches.some((outer) => outer.to - outer.from > match.to - match.from && contains(outer, match));
    const sameConcept = matches.some(
      (other) =>
        other.concept === match.concept && other.to - other.from > match.to - match.from && contains(other, match),
    );
    if (!sameConcept) kept.push(inside ? { ...match, weight: match.weight * worth.insideLonger } : match);
  }
  return kept;
}

const contains = (outer: ConceptMatch, inner: ConceptMatch): boolean =>
  outer.from <= inner.from && outer.to >= inner.to;

function once<Value>(make: () => Value): () => Value {
  let made: { value: Value } | undefined;
  return () => (made ??= { value: make() }).value;
}
