import type { Glossary } from '../language';
import { Best } from './best';
import type { Corpus } from './corpus';
import type { Lexicon } from './lexicon';
import type { WeighedQuestion } from './question';
import type { Topics } from './features';
import { exampleNearness } from './example-vote';
import { otherTopicNearness } from './other-topics';
import { staticDimension } from './static-embedder';
import { mostOn, tally, type Board, type ScoreBoards } from './score-boards';
import { similarity } from './vectors';
import { graphFrom, nearnessOf, type Usual, type VectorVote } from './vector-vote';
import type { Weights } from './weights';
import { wordForWord } from './word-cover';

/** What a search works on. */
export interface Searchable {
  corpus: Corpus;
  lexicon: Lexicon;
  /** The words and concepts of the example questions, by clause. */
  examples: Lexicon;
  votes: readonly VectorVote[];
  glossary: Glossary;
  weights: Weights;
}

/** Entries that each vote nominates; all votes then score all nominees. */
const nominated = 40;
/** In a large index the vectors nominate fewer: the graph's time grows with their number, and words and concepts know what they do not. */
const nominatedByGraph = 20;
/** Of so many entries one more is looked at for the question's own words: among 100,000 those that have them all are not among the 40 with the highest sum. */
const entriesPerLook = 500;

/** All votes on one question. */
export interface Ballot {
  /** The groups of editions that any vote holds for good. */
  nominees: readonly number[];
  /** The sum of the votes that nominate: it tells which clauses are worth asking the others about. */
  roughScore(group: number): number;
  /** The weighed sum of all votes for a clause, its editions taken together. */
  groupScore(group: number): number;
  /** The same for one edition. */
  entryScore(entry: number): number;
  /** The cosine in the first embedder's space. */
  similarity(entry: number): number;
  /** The same in the trained embedding's space; 0 where it has no vote. */
  trainedSimilarity(entry: number): number;
  /** The cosine to the nearest example question of the clause, in the space where it is nearest; 0 without examples. */
  exampleSimilarity(entry: number): number;
  /**
   * How near the question is to example questions of any clause, and to questions about other matters, in the trained embedding's space. Undefined for
   * a clause without examples: what its document is about, nobody has asked us yet.
   */
  topics(entry: number): Topics | undefined;
  /** The editions of a clause that the reader may see. */
  editions(group: number | undefined): number[];
}

/**
 * Lets all votes score. Each is brought to z-scores, deviations from the usual clause, and the weighed sum counts. Not ranks: cosine and
 * BM25 share no scale, and rank fusion threw the gain away when measured.
 */
export function ballot(
  { corpus, lexicon, examples, votes, weights }: Searchable,
  boards: ScoreBoards,
  question: WeighedQuestion,
  vectors: readonly Float32Array[],
  seen: Uint8Array | undefined,
): Ballot {
  const { words, concepts } = boards;
  const index = lexicon.words(question.language);
  if (index)
    for (const { terms, weight } of question.words)
      for (const { term, worth } of terms) index.add(term, weight * worth, words.scores, words.touched);
  for (const part of [question.concepts, question.related])
    for (const [concept, weight] of part) {
      const term = lexicon.concepts.term(concept);
      if (term !== undefined) lexicon.concepts.add(term, weight, concepts.scores, concepts.touched);
    }
  askExamples(examples, boards.examples, question, weights);

  // Between clauses with example questions and clauses without, those must not win by having some: what a wrong clause's bring is taken off.
  const wrong = corpus.isMixed ? weights.examples.wrongWords * mostOn(boards.examples, seen) : 0;
  const isLarge = corpus.entries.length >= graphFrom;
  const byWords = isLarge ? Math.max(nominated, Math.ceil(corpus.entries.length / entriesPerLook)) : 0;
  const kept = { best: nominated, byWords };
  const lexical = tally(boards, { ...weights.votes, wrong }, kept, seen);
  const lexicalScore = (entry: number): number => z(lexical.score(entry), lexical.usual);
  const literal = isLarge ? wordForWord(question, lexicon) : undefined;
  const literalScore = (entry: number): number => lexicalScore(entry) * (literal?.(entry) ?? 1);
  const firstOf = (entry: number): number => boards.firsts[entry] as number;
  const nearness = votes.map((vote, at) => ({
    ...nearnessOf(vote, vectors[at] as Float32Array, isLarge ? nominatedByGraph : nominated, seen),
    weight: weights.votes[vote.embedder.vote],
  }));
  const trained = nearness[votes.findIndex(({ embedder }) => embedder.vote === 'trained')];
  const sumOf =
    (those: typeof nearness) =>
    (entry: number): number =>
      those.reduce((sum, { similarity, usual, weight }) => sum + weight * z(similarity(entry), usual), 0);
  const vectorScore = sumOf(nearness);
  const nominatingScore = sumOf(nearness.filter((_, at) => votes[at]?.nominates));
  const exampleVotes = votes.flatMap((vote, at) =>
    vote.examples.table.count === 0
      ? []
      : {
          ...exampleNearness(corpus, vote, vectors[at] as Float32Array, seen, weights),
          weight: weights.examples[vote.embedder.vote],
          embedder: vote.embedder,
          plain: vote.examples.plain,
        },
  );
  const trainedExamples = exampleVotes.find(({ embedder }) => embedder.vote === 'trained');
  const exampleScore = (entry: number): number =>
    exampleVotes.reduce((sum, { score, weight }) => sum + weight * score(firstOf(entry)), 0);

  const editions = (group: number | undefined): number[] => {
    const entries = group === undefined ? [] : (corpus.groups[group]?.entries ?? []);
    return seen ? entries.filter((entry) => seen[entry] === 1) : entries;
  };
  const bestEdition = (group: number, score: (entry: number) => number): number => {
    let best = -Infinity;
    for (const entry of editions(group)) best = Math.max(best, score(entry));
    return best;
  };

  return {
    nominees: nominate(boards, [
      isLarge ? bestOf([...lexical.best, ...lexical.bestByWords], literalScore) : lexical.best,
      ...nearness.map(({ nearest }) => nearest),
      ...exampleVotes.map(({ nearest }) => nearest),
    ]),
    // The best edition on each vote: a clause is not worth more for being there in two languages.
    roughScore: (group) =>
      bestEdition(group, literalScore) + bestEdition(group, nominatingScore) + bestEdition(group, exampleScore),
    groupScore: (group) =>
      bestEdition(group, literalScore) + bestEdition(group, vectorScore) + bestEdition(group, exampleScore),
    entryScore: (entry) => literalScore(entry) + vectorScore(entry),
    exampleSimilarity: (entry) => Math.max(0, ...exampleVotes.map(({ similarity }) => similarity(firstOf(entry)))),
    topics(entry) {
      const vector = vectors[votes.findIndex(({ embedder }) => embedder.vote === 'trained')];
      if (!trainedExamples || vector?.length !== staticDimension) return undefined;
      if (corpus.exampleCounts[firstOf(entry)] === 0) return undefined;
      const { query, ofAny, nearestOfAny, plain } = trainedExamples;
      if (!plain) return undefined;
      const ours = nearestOfAny.map((example) => similarity(plain, vector, example));
      return { own: ofAny, ours, ...otherTopicNearness(vector, query) };
    },
    trainedSimilarity: (entry) => trained?.similarity(entry) ?? 0,
    similarity: (entry) => nearness[0]?.similarity(entry) ?? 0,
    editions,
  };
}

/** Adds up what the words and concepts of the example questions say, already weighed: they are one more field of the clause. */
function askExamples(examples: Lexicon, board: Board, question: WeighedQuestion, weights: Weights): void {
  const index = examples.words(question.language);
  if (index)
    for (const { exampleTerms, weight } of question.words)
      for (const { term, worth } of exampleTerms)
        index.add(term, weights.examples.keywords * weight * worth, board.scores, board.touched);
  for (const [concept, weight] of question.concepts) {
    const term = examples.concepts.term(concept);
    if (term !== undefined)
      examples.concepts.add(term, weights.examples.concepts * weight, board.scores, board.touched);
  }
}

/** The best of these entries, some of which may be there twice. */
function bestOf(entries: readonly number[], score: (entry: number) => number): number[] {
  const best = new Best(nominated);
  for (const entry of new Set(entries)) best.offer(entry, score(entry));
  return best.sorted().map(({ item }) => item);
}

/** The groups of these entries, each once. */
function nominate(boards: ScoreBoards, lists: readonly (readonly number[])[]): number[] {
  boards.mark += 1;
  const groups: number[] = [];
  for (const list of lists)
    for (const entry of list) {
      const group = boards.groups[entry] as number;
      if (boards.marks[group] === boards.mark) continue;
      boards.marks[group] = boards.mark;
      groups.push(group);
    }
  return groups;
}

const z = (score: number, { mean, deviation }: Usual): number => (deviation > 1e-9 ? (score - mean) / deviation : 0);
