import { keepingResults } from '../kept-results';
import type { ConceptMatch, ConceptMatcher, Guess } from './concept-matcher';
import type { Language } from './languages';
import { tokens } from './fold';
import { functionWords, isSilent, type WordKind } from './function-words';
import { loadGlossary, type Glossary } from './glossary';
import { looseStem } from './stemming';

/** A word of a text as search sees it. */
export interface Word {
  /** Folded, as written. */
  text: string;
  /** Its stem, loosely folded: the key of the keyword index. */
  key: string;
  kind: WordKind;
  /** The word that it most likely misspells, folded; only in questions. */
  meant?: string;
}

/** A text taken apart. */
export interface Analysis {
  language: Language;
  words: Word[];
  /** Concepts of the trade; `from` and `to` are places in `words`. */
  concepts: ConceptMatch[];
  /** Those of the words as they are written, without correction. */
  conceptsAsWritten: ConceptMatch[];
}

/** Languages whose forms also count for a word that the language itself does not know: English everywhere, neighbours in Scandinavia. */
const lentBy: Record<Language, readonly Language[]> = {
  da: ['no', 'en', 'sv'],
  no: ['da', 'en', 'sv'],
  sv: ['da', 'no', 'en'],
  de: ['en'],
  nl: ['en'],
  en: ['da'],
};
/** What a concept counts that was found through another language's word, through a misspelt one, or after an e. */
const worth = { lent: 0.8, misspelt: 0.8, electronic: 0.8 };
/** Shorter words mean different things in different languages. */
const shortestLent = 5;
/** A shorter word after an e is too often only part of one. */
const shortestElectronic = 6;

/** Takes a passage apart into words and concepts. */
export function analyse(text: string, language: Language, glossary: Glossary = loadGlossary()): Analysis {
  return takeApart(text, language, glossary, false);
}

/** A question is looked at by the search, by the decision on it and again when a later one leans on it. */
const mostKept = 200;
const kept = new WeakMap<Glossary, Map<Language, (text: string) => Analysis>>();

/** The same for what a customer typed: words that are neither known nor compounds of known ones are corrected for spelling. */
export function analyseQuestion(text: string, language: Language, glossary: Glossary = loadGlossary()): Analysis {
  let byLanguage = kept.get(glossary);
  if (!byLanguage) kept.set(glossary, (byLanguage = new Map<Language, (text: string) => Analysis>()));
  let questions = byLanguage.get(language);
  if (!questions) {
    questions = keepingResults(mostKept, (asked) => takeApart(asked, language, glossary, true));
    byLanguage.set(language, questions);
  }
  return questions(text);
}

function takeApart(text: string, language: Language, glossary: Glossary, corrects: boolean): Analysis {
  const kinds = functionWords(language);
  const matcher = glossary.matcher(language);
  const words = tokens(text).map((word): Word => ({
    text: word,
    key: looseStem(word, language),
    kind: kinds.get(word) ?? 'content',
  }));
  const written = matcher.match(words.map((word) => word.text));
  const matched = wordsIn(written);
  const others: ConceptMatch[] = [];
  let anyMeant = false;
  words.forEach((word, at) => {
    if (matched.has(at) || isSilent(word.kind)) return;
    const guesses = [
      ...lent(word.text, language, glossary),
      ...(word.kind === 'content' ? [...matcher.compound(word.text), ...electronic(word.text, matcher)] : []),
    ];
    for (const guess of guesses) others.push({ ...guess, from: at, to: at });
    if (guesses.length > 0 || !corrects || word.kind !== 'content') return;
    const [meant] = matcher.corrections(word.text);
    if (meant === undefined) return;
    anyMeant = true;
    word.meant = meant;
    word.kind = kinds.get(meant) ?? 'content';
  });
  const conceptsAsWritten = [...written, ...others];
  if (!anyMeant) return { language, words, concepts: conceptsAsWritten, conceptsAsWritten };
  // Once more with the words that were meant: they may be parts of phrases.
  const meant = lessWhereMisspelt(matcher.match(words.map((word) => word.meant ?? word.text)), words);
  return { language, words, concepts: [...meant, ...others], conceptsAsWritten };
}

/** `e-invoice` is an invoice, where the glossary has no word for it. */
function electronic(word: string, matcher: ConceptMatcher): Guess[] {
  const what = word.slice(1);
  if (!word.startsWith('e') || what.length < shortestElectronic) return [];
  return matcher.exact(what).map(({ concept, weight }) => ({ concept, weight: weight * worth.electronic }));
}

/** Concepts of a word of another language. */
function lent(word: string, language: Language, glossary: Glossary): Guess[] {
  if (word.length < shortestLent) return [];
  for (const lender of lentBy[language]) {
    const guesses = glossary.matcher(lender).exact(word);
    if (guesses.length > 0) return guesses.map(({ concept, weight }) => ({ concept, weight: weight * worth.lent }));
  }
  return [];
}

function lessWhereMisspelt(concepts: readonly ConceptMatch[], words: readonly Word[]): ConceptMatch[] {
  return concepts.map((match) => {
    const isMisspelt = words.slice(match.from, match.to + 1).some((word) => word.meant !== undefined);
    return isMisspelt ? { ...match, weight: match.weight * worth.misspelt } : match;
  });
}

function wordsIn(concepts: readonly ConceptMatch[]): Set<number> {
  const places = new Set<number>();
  for (const { from, to } of concepts) for (let at = from; at <= to; at += 1) places.add(at);
  return places;
}
