import {
  analyseQuestion,
  identifyLanguage,
  isSilent,
  type Analysis,
  type Glossary,
  type Language,
  type Word,
} from '../language';
import { earlierQuestions, leansBack } from './follow-up';
import type { Lexicon, WordIndex } from './lexicon';
import type { Weights } from './weights';

/** A question as search weighs it: its words and concepts, with those of the earlier questions that a follow-up leans on. */
export interface WeighedQuestion {
  language: Language;
  words: WeighedWord[];
  /** Concept's place in the glossary → weight. */
  concepts: Map<number, number>;
  /** Concepts that those lead to, with less weight: for ranking only, since the question does not name them. */
  related: Map<number, number>;
  /** The texts to embed, the question itself first. */
  parts: { text: string; language: Language; weight: number; analysis: Analysis }[];
  /** Content words of the question itself. */
  contentWords: number;
  /** It cannot stand alone. */
  leansBack: boolean;
  /** It leans back, and there is something before it. */
  isFollowUp: boolean;
}

export interface WeighedWord {
  key: string;
  weight: number;
  /** Terms of the question's language that it stands for, with what each counts: itself, or what it misspells. None: unknown. */
  terms: { term: number; worth: number }[];
  /** The same among the words of the example questions. */
  exampleTerms: { term: number; worth: number }[];
  /** The concepts found in it. */
  concepts: { concept: number; weight: number }[];
  /** From the question itself, not from an earlier one. */
  own: boolean;
}

/** Weighs the question; earlier questions come in when it is too short to stand alone or points back. */
export function weighQuestion(
  question: { text: string; history: readonly string[]; language: Language },
  {
    glossary,
    lexicon,
    examples,
    weights,
  }: { glossary: Glossary; lexicon: Lexicon; examples: Lexicon; weights: Weights },
): WeighedQuestion {
  const own = analyseQuestion(question.text, question.language, glossary);
  const contentWords = new Set(own.words.filter((word) => word.kind === 'content').map((word) => word.key)).size;
  const leans = leansBack(own, contentWords, weights);
  const isFollowUp = question.history.length > 0 && leans;
  const parts = [{ text: question.text, language: question.language, weight: 1, analysis: own }];
  if (isFollowUp)
    for (const { text, weight } of earlierQuestions(question.history, weights)) {
      const language = identifyLanguage(text, [question.language]);
      parts.push({ text, language, weight, analysis: analyseQuestion(text, language, glossary) });
    }

  const words = new Map<string, WeighedWord>();
  const concepts = new Map<number, number>();
  const indexes = { passages: lexicon.words(question.language), examples: examples.words(question.language) };
  parts.forEach(({ analysis, weight, language }, place) => {
    // Words of an earlier question in another language say nothing to this language's passages; its concepts do.
    if (language === question.language) weighWords(analysis, weight, place === 0, indexes, weights, words);
    for (const { concept, weight: sure, from, to } of analysis.concepts) {
      // A phrase is hardly ever meant otherwise; a single word often is.
      const worth =
        weight * sure * (to > from ? weights.phrase : 1) * weightOfWords(analysis.words.slice(from, to + 1), weights);
      concepts.set(concept, Math.max(concepts.get(concept) ?? 0, worth));
    }
  });
  const related = relatedTo(concepts, glossary, weights);
  return {
    language: question.language,
    words: [...words.values()],
    concepts,
    related,
    parts,
    contentWords,
    leansBack: leans,
    isFollowUp,
  };
}

/** A concept named by function words alone (when, how, who) is in every other question: it says as little as a weak word. */
function weightOfWords(words: readonly Word[], weights: Weights): number {
  return words.some(({ kind }) => kind === 'content') ? 1 : weights.weakConcept;
}

function relatedTo(concepts: ReadonlyMap<number, number>, glossary: Glossary, weights: Weights): Map<number, number> {
  const related = new Map<number, number>();
  for (const [concept, weight] of concepts)
    for (const other of glossary.related(concept))
      if (!concepts.has(other)) related.set(other, Math.max(related.get(other) ?? 0, weight * weights.related));
  return related;
}

function weighWords(
  analysis: Analysis,
  weight: number,
  own: boolean,
  indexes: { passages: WordIndex | undefined; examples: WordIndex | undefined },
  weights: Weights,
  into: Map<string, WeighedWord>,
): void {
  analysis.words.forEach((word, at) => {
    if (isSilent(word.kind) || into.has(word.key)) return;
    const concepts = analysis.concepts
      .filter((match) => match.from <= at && match.to >= at)
      .map(({ concept, weight: sure }) => ({ concept, weight: sure }));
    into.set(word.key, {
      key: word.key,
      weight: word.kind === 'weak' ? weight * weights.weakWord : weight,
      terms: termsOf(word, concepts.length > 0, indexes.passages, weights),
      exampleTerms: termsOf(word, concepts.length > 0, indexes.examples, weights),
      concepts,
      own,
    });
  });
}

function termsOf(
  word: Word,
  isConcept: boolean,
  index: WordIndex | undefined,
  weights: Weights,
): { term: number; worth: number }[] {
  if (!index) return [];
  const term = index.term(word.key);
  if (term !== undefined) return [{ term, worth: 1 }];
  const near = word.meant === undefined ? (isConcept ? [] : index.spelling.nearest(word.text)) : [word.meant];
  const terms = new Set(near.flatMap((other) => index.termOfWord(other) ?? []));
  return [...terms].map((found) => ({ term: found, worth: weights.misspelt }));
}
