import type { Clause, Passage } from '../documents';
import type { SearchResult } from '../index/searcher';
import { analyse, fold, type Language, loadGlossary, type Concept } from '../language';
import { askedTerm } from './asked-term';
import { isAsWritten } from './decide';
import { glossaryPassages } from './glossary-document';

/*
 * "What does X mean?" A clause that defines X answers it; where no document does, the glossary. A clause that only uses the word is no answer to
 * this, however near it is.
 */

/** A concept is the one asked about when the glossary is as sure of it as of another language's word for it. */
const sure = 0.8;

/**
 * The editions of what defines the word that a question asks the meaning of; undefined for other questions, and for words that nothing defines.
 * @param found what the question found in the documents
 * @param withGlossary whether the glossary may answer, too
 */
export function definitionFor(
  { text, language }: { text: string; language: Language },
  found: SearchResult,
  withGlossary: boolean,
): [Passage, ...Passage[]] | undefined {
  const asked = askedTerm(text);
  // Whoever wrote a clause's example questions knows best what it answers.
  if (!asked || isAsWritten(found)) return undefined;
  const concept = conceptNamed(asked.words, language) ?? conceptMisspelt(asked.words, language);
  const names = [
    asked.words,
    ...(concept ? [...Object.values(concept.term), ...Object.values(concept.forms).flat()] : []),
  ];
  const defines = definitionOf(names);
  const hit = found.hits.find(({ passages }) => passages.some(({ clause }) => defines(clause)));
  if (hit) return hit.passages;
  // "What is the deductible?" may ask how large the customer's own is: that is no question to the glossary.
  return withGlossary && concept && !asked.isDefinite ? glossaryPassages(concept) : undefined;
}

/** The concept that these words, all of them, are a name of, in the question's language or in one that our documents speak. */
function conceptNamed(words: string, language: Language): Concept | undefined {
  const concepts = loadGlossary().concepts();
  for (const one of new Set<Language>([language, 'en', 'da'])) {
    const { words: found, concepts: matches } = analyse(words, one);
    const named = matches
      .filter(({ from, to, weight }) => from === 0 && to === found.length - 1 && weight >= sure)
      .flatMap(({ concept, weight }) => {
        const at = concepts[concept];
        return at ? [{ concept: at, weight: isTermOf(at, words) ? 2 : weight }] : [];
      })
      .sort((a, b) => b.weight - a.weight);
    if (named[0]) return named[0].concept;
  }
  return undefined;
}

/** The concept whose name one word misspells. */
function conceptMisspelt(word: string, language: Language): Concept | undefined {
  const [meant] = word.includes(' ') ? [] : loadGlossary().matcher(language).corrections(fold(word));
  return meant === undefined ? undefined : conceptNamed(meant, language);
}

const isTermOf = ({ term }: Concept, words: string): boolean =>
  Object.values(term).some((name) => fold(name) === fold(words));

/** What stands between a word and what it means. "The limit is based on …" defines nothing. */
const copula =
  '(?:er (?:en|et|den|det|de|at|vores|[\\p{L}]+(?:en|et) (?:til|for|af))|betyder|viser,? hvor|viser hele|består af|is (?:an?|the|another|our|made up)|means?|shows how|shows your whole|refers to)';
/** What may stand before the word at the beginning of a sentence: "Atradius' customer service charter is …", but not "with a default it is …". */
const front = "(?!(?:ved|med|hos|i|for|efter|når|hvis|with|by|in|after|if|when|er|is) )(?:[\\p{L}'’]+ ){0,3}";

/** Whether a clause defines one of these names: it begins "X: …", or a sentence of it begins "X is a …", has "X, which is the …" or ends "… is called X". */
function definitionOf(names: readonly string[]): (clause: Clause) => boolean {
  const any = [...new Set(names.map((name) => name.toLowerCase()))].map(escaped).join('|');
  const name = `(?:${any})(?:en|et|n|t|s)?(?![\\p{L}])`;
  const patterns = [
    `^${name} ?[:–—]`,
    `(?:^|[.;:!?\\n] )${front}(?:${name}(?: \\([^)]*\\))?|[^.;:!?\\n]{0,60}\\(${name}\\)) ${copula}(?![\\p{L}])`,
    `(?<![\\p{L}])${name}, (?:which is|som er|der er) (?:an?|the|en|et|den|det)(?![\\p{L}])`,
    `(?:kaldes?|kaldet|called)(?: an?| en| et)? ${name}`,
  ].map((pattern) => new RegExp(pattern, 'iu'));
  return ({ text }) => patterns.some((pattern) => pattern.test(text));
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
