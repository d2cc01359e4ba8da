import type { Lexicon } from './lexicon';
import type { WeighedQuestion, WeighedWord } from './question';

/**
 * What deciding needs to know about a search: whether the best clause speaks of what the question speaks of. Shares run from 0 to 1 and
 * are weighed by how rare a word is in the documents. The fused score is not among them on purpose: it ranks clauses against each other
 * and does not tell whether the right one is there at all.
 */
export interface SearchFeatures {
  /** Different content words of the question itself. */
  contentWords: number;
  /** It cannot stand alone: with earlier questions before it, it is a follow-up. */
  leansBack: boolean;
  /** Words and concepts were taken from earlier questions too; the shares below then cover those as well. */
  isFollowUp: boolean;
  /** Some document is in the question's language; without one only concepts and n-grams can match. */
  inOwnLanguage: boolean;
  /** Of the question's words: the share that the best clause has, as the word itself or as a concept it names. */
  covered: number;
  /** The same for the second clause. */
  coveredBySecond: number;
  /** The share that the best clause has as the words themselves. */
  coveredByWords: number;
  /** The share of the question's words that neither the documents (in its language) nor the glossary know. */
  unknown: number;
  /** The share that the example questions do not know either: nobody has asked about it. */
  unheard: number;
  /** Concepts of the trade in the question, and how many of them the best clause names. */
  concepts: number;
  conceptsCovered: number;
  /** The share of the concepts, weighed by rarity in the documents, that the best clause names. */
  conceptShare: number;
  /** The share of the concepts that no example question of the best clause names; 0 where it has none, or the question names no concept. */
  conceptsUnasked: number;
  /** The cosine of the question and the best clause in the first embedder's space. */
  similarity: number;
  /** The same in the trained embedding's space; 0 where it has no vote. */
  trainedSimilarity: number;
  /** The cosine of the question and the nearest example question of the best clause; 0 when it has none among the nearest. */
  exampleSimilarity: number;
  /** How near the question is to what is asked of these documents, and to what people ask about other matters; undefined where the best clause has no example questions. */
  topics: Topics | undefined;
  /** The fused score of the best clause, and its lead over the second. In deviations from the usual clause. */
  score: number;
  margin: number;
}

/** Mean cosines of the few nearest questions; of other matters the nearest one's as well. */
export interface Topics {
  own: number;
  other: number;
  nearestOther: number;
  /** The cosines of the nearest questions of either kind to the question as embedded: the space of questions tells ours apart, and blurs the others. */
  ours: readonly number[];
  others: readonly number[];
}

/** What the features are taken from: the entries of the best and the second clause. */
export interface Found {
  best: readonly number[];
  second: readonly number[];
  similarity: number;
  trainedSimilarity: number;
  exampleSimilarity: number;
  topics: Topics | undefined;
  score: number;
  margin: number;
}

/** Describes a search. */
export function describe(
  question: WeighedQuestion,
  { lexicon, examples }: { lexicon: Lexicon; examples: Lexicon },
  found: Found,
): SearchFeatures {
  const index = lexicon.words(question.language);
  const hasTerm = (word: WeighedWord, entries: readonly number[]): number =>
    Math.max(
      0,
      ...word.terms.map(({ term, worth }) =>
        index && entries.some((entry) => index.impact(term, entry) > 0) ? worth : 0,
      ),
    );
  const hasConcept = (concept: number, entries: readonly number[]): boolean => {
    const term = lexicon.concepts.term(concept);
    return term !== undefined && entries.some((entry) => lexicon.concepts.impact(term, entry) > 0);
  };
  const speaksOf = (word: WeighedWord, entries: readonly number[]): number =>
    Math.max(
      hasTerm(word, entries),
      ...word.concepts.map(({ concept, weight }) => (hasConcept(concept, entries) ? weight : 0)),
    );

  let total = 0;
  let covered = 0;
  let coveredBySecond = 0;
  let coveredByWords = 0;
  let unknown = 0;
  let unheard = 0;
  for (const word of question.words) {
    const weight = word.weight * rarityOf(word, lexicon, question);
    total += weight;
    covered += weight * speaksOf(word, found.best);
    coveredBySecond += weight * speaksOf(word, found.second);
    coveredByWords += weight * hasTerm(word, found.best);
    if (word.terms.length > 0 || word.concepts.length > 0) continue;
    unknown += weight;
    if (word.exampleTerms.length === 0) unheard += weight;
  }
  const concepts = [...question.concepts].map(([concept, weight]) => {
    const term = lexicon.concepts.term(concept);
    const rarity = term === undefined ? lexicon.concepts.unknownRarity : lexicon.concepts.rarity(term);
    return { weight: weight * rarity, has: hasConcept(concept, found.best) };
  });
  const conceptTotal = concepts.reduce((sum, { weight }) => sum + weight, 0);
  const share = (part: number, whole: number): number => (whole > 0 ? part / whole : 0);
  const isAsked = (concept: number): boolean => {
    const term = examples.concepts.term(concept);
    return term !== undefined && found.best.some((entry) => examples.concepts.impact(term, entry) > 0);
  };
  let conceptWeight = 0;
  let conceptsUnasked = 0;
  for (const [concept, weight] of question.concepts) {
    conceptWeight += weight;
    if (found.topics && !isAsked(concept)) conceptsUnasked += weight;
  }
  return {
    contentWords: question.contentWords,
    leansBack: question.leansBack,
    isFollowUp: question.isFollowUp,
    inOwnLanguage: index !== undefined,
    covered: share(covered, total),
    coveredBySecond: share(coveredBySecond, total),
    coveredByWords: share(coveredByWords, total),
    unknown: share(unknown, total),
    unheard: share(unheard, total),
    concepts: concepts.length,
    conceptsCovered: concepts.filter(({ has }) => has).length,
    conceptShare: share(
      concepts.reduce((sum, { weight, has }) => sum + (has ? weight : 0), 0),
      conceptTotal,
    ),
    conceptsUnasked: share(conceptsUnasked, conceptWeight),
    similarity: found.similarity,
    trainedSimilarity: found.trainedSimilarity,
    exampleSimilarity: found.exampleSimilarity,
    topics: found.topics,
    score: found.score,
    margin: found.margin,
  };
}

/** How much a word says: the rarity of its commonest term, else of its commonest concept, else that of the unknown. */
export function rarityOf(word: WeighedWord, lexicon: Lexicon, question: WeighedQuestion): number {
  const index = lexicon.words(question.language);
  const terms = index ? word.terms.map(({ term }) => index.rarity(term)) : [];
  if (terms.length > 0) return Math.min(...terms);
  const concepts = word.concepts.flatMap(({ concept }) => lexicon.concepts.term(concept) ?? []);
  if (concepts.length > 0) return Math.min(...concepts.map((term) => lexicon.concepts.rarity(term)));
  return index?.unknownRarity ?? lexicon.concepts.unknownRarity;
}
