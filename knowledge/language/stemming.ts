import { createRequire } from 'node:module';
import type { Language } from './languages';
import { looseKey } from './fold';
import { functionWords } from './function-words';

const load = createRequire(__filename);

/** The part of snowball-stemmers we use. */
interface Stemmer {
  stem(word: string): string;
}

const algorithm: Record<Language, string> = {
  da: 'danish',
  en: 'english',
  sv: 'swedish',
  no: 'norwegian',
  de: 'german',
  nl: 'dutch',
};

const stemmers = new Map<Language, Stemmer>();

/** A word's stem, and the same loosely folded. */
interface Stem {
  stem: string;
  loose: string;
}
const stems = new Map<Language, Map<string, Stem>>();
/** Questions are written by anyone: the cache must not grow with them. */
const mostStemsPerLanguage = 50_000;
/** A shorter stem is most likely not the word's any more. */
const shortestStem = 3;

function stemmerFor(language: Language): Stemmer {
  let stemmer = stemmers.get(language);
  if (!stemmer) {
    // Loaded on first use: the package holds twenty languages and would be paid for at every start.
    const { newStemmer } = load('snowball-stemmers') as { newStemmer(name: string): Stemmer };
    stemmer = newStemmer(algorithm[language]);
    stemmers.set(language, stemmer);
  }
  return stemmer;
}

/**
 * What all inflections of a folded word have in common. The stemmers get the folded word, so that a word typed as `koeber` has the stem
 * of `køber`. Numbers and function words are their own stems, and so is a word whose stem is another's: `forlig` is not `for`.
 */
export function stem(foldedWord: string, language: Language): string {
  return stemOf(foldedWord, language).stem;
}

/** The stem without the second letters that folding adds: what the keyword index and phrases are looked up by. */
export function looseStem(foldedWord: string, language: Language): string {
  return stemOf(foldedWord, language).loose;
}

/** Takes over a stem that was made earlier and stored, so that the stemmer need not be loaded for it. */
export function rememberStem(foldedWord: string, itsStem: string, language: Language): void {
  knownStems(language).set(foldedWord, { stem: itsStem, loose: looseKey(itsStem) });
}

function stemOf(foldedWord: string, language: Language): Stem {
  const known = knownStems(language);
  let found = known.get(foldedWord);
  if (!found) {
    const made = stemmed(foldedWord, language);
    known.set(foldedWord, (found = { stem: made, loose: looseKey(made) }));
  }
  return found;
}

function knownStems(language: Language): Map<string, Stem> {
  let known = stems.get(language);
  if (!known || known.size > mostStemsPerLanguage) stems.set(language, (known = new Map<string, Stem>()));
  return known;
}

function stemmed(word: string, language: Language): string {
  const silent = functionWords(language);
  const isOwnStem = /^[0-9]/.test(word) || (silent.has(word) && silent.get(word) !== 'weak');
  if (isOwnStem) return word;
  const short = stemmerFor(language).stem(word);
  return short.length < shortestStem || silent.has(short) ? word : short;
}
