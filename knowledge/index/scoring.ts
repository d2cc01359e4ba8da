import type { Glossary } from '../language';
import { Best } from './best';
import type { Corpus } from './corpus';
import type { Touched } from './impacts';
import type { Lexicon } from './lexicon';
import type { WeighedQuestion } from './question';
import { exampleNearness } from './example-vote';
import { nearnessOf, type Usual, type VectorVote } from './vector-vote';
import type { Weights } from './weights';

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

/** One vote's scores by entry, kept from question to question: nothing of the index's size is allocated for a question. */
interface Board {
  scores: Float32Array;
  touched: Touched;
}

/** The boards of words and concepts. One question at a time; clear them after it. */
export interface ScoreBoards {
  words: Board;
  concepts: Board;
  /** Words and concepts of the example questions, weighed: by the clause's first entry. */
  examples: Board;
  /** By group: the number of the last question that nominated it. */
  marks: Int32Array;
  /** The number of the question. */
  mark: number;
  clear(): void;
}

/** All votes on one question. */
export interface Ballot {
  /** The groups of editions that any vote holds for good. */
  nominees: readonly number[];
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
  /** The editions of a clause that the reader may see. */
  editions(group: number | undefined): number[];
}

/** Boards for this many entries. */
export function scoreBoards(corpus: Corpus): ScoreBoards {
  const board = (): Board => ({
    scores: new Float32Array(corpus.entries.length),
    touched: { entries: new Int32Array(corpus.entries.length), count: 0 },
  });
  const words = board();
  const concepts = board();
  const examples = board();
  return {
    words,
    concepts,
    examples,
    marks: new Int32Array(corpus.groups.length),
    mark: 0,
    clear() {
      for (const { scores, touched } of [words, concepts, examples]) {
        for (let at = 0; at < touched.count; at += 1) scores[touched.entries[at] as number] = 0;
        touched.count = 0;
      }
    },
  };
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
  const { exampleCounts } = corpus;
  const wrong = exampleCounts ? weights.examples.wrongWords * mostOn(boards.examples, seen) : 0;
  const exampleWords = (first: number): number =>
    (boards.examples.scores[first] as number) - (exampleCounts?.[first] ? wrong : 0);
  const firstOf = (entry: number): number => corpus.entries[entry]?.first ?? entry;
  // One scale for both: a word and a concept of the same rarity say the same, whichever of the two votes is the emptier.
  const lexical = (entry: number): number =>
    weights.votes.keywords * (words.scores[entry] as number) +
    weights.votes.concepts * (concepts.scores[firstOf(entry)] as number) +
    exampleWords(firstOf(entry));
  const usualLexical = usualOf(boards, lexical, seen);
  const lexicalScore = (entry: number): number => z(lexical(entry), usualLexical);
  const nearness = votes.map((vote, at) => ({
    ...nearnessOf(vote, vectors[at] as Float32Array, nominated, seen),
    weight: weights.votes[vote.embedder.vote],
  }));
  const trained = nearness[votes.findIndex(({ embedder }) => embedder.vote === 'trained')];
  const vectorScore = (entry: number): number =>
    nearness.reduce((sum, { similarity, usual, weight }) => sum + weight * z(similarity(entry), usual), 0);
  const exampleVotes = votes.flatMap(({ embedder, examples: vectorsOfExamples }, at) =>
    vectorsOfExamples.table.count === 0
      ? []
      : {
          ...exampleNearness(corpus, vectorsOfExamples, vectors[at] as Float32Array, seen, weights),
          weight: weights.examples[embedder.vote],
        },
  );
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
    nominees: nominate(corpus, boards, [
      bestOnBoards(boards, lexical, seen),
      ...nearness.map(({ nearest }) => nearest),
      ...exampleVotes.map(({ nearest }) => nearest),
    ]),
    // The best edition on each vote: a clause is not worth more for being there in two languages.
    groupScore: (group) =>
      bestEdition(group, lexicalScore) + bestEdition(group, vectorScore) + bestEdition(group, exampleScore),
    entryScore: (entry) => lexicalScore(entry) + vectorScore(entry),
    exampleSimilarity: (entry) => Math.max(0, ...exampleVotes.map(({ similarity }) => similarity(firstOf(entry)))),
    trainedSimilarity: (entry) => trained?.similarity(entry) ?? 0,
    similarity: (entry) => nearness[0]?.similarity(entry) ?? 0,
    editions,
  };
}

/** The highest score on a board. */
function mostOn({ scores, touched }: Board, seen: Uint8Array | undefined): number {
  let most = 0;
  for (let at = 0; at < touched.count; at += 1) {
    const entry = touched.entries[at] as number;
    if (!seen || seen[entry] === 1) most = Math.max(most, scores[entry] as number);
  }
  return most;
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

/** The groups of these entries, each once. */
function nominate(corpus: Corpus, boards: ScoreBoards, lists: readonly (readonly number[])[]): number[] {
  boards.mark += 1;
  const groups: number[] = [];
  for (const list of lists)
    for (const entry of list) {
      const group = corpus.entries[entry]?.group ?? 0;
      if (boards.marks[group] === boards.mark) continue;
      boards.marks[group] = boards.mark;
      groups.push(group);
    }
  return groups;
}

function bestOnBoards(boards: ScoreBoards, score: (entry: number) => number, seen: Uint8Array | undefined): number[] {
  const best = new Best(nominated);
  eachTouched(boards, seen, (entry) => best.offer(entry, score(entry)));
  return best.items();
}

/** Mean and deviation of a score over all entries; those not touched count as zero. */
function usualOf(boards: ScoreBoards, score: (entry: number) => number, seen: Uint8Array | undefined): Usual {
  let sum = 0;
  let squares = 0;
  eachTouched(boards, seen, (entry) => {
    const value = score(entry);
    sum += value;
    squares += value * value;
  });
  const population = Math.max(1, boards.words.scores.length);
  const mean = sum / population;
  return { mean, deviation: Math.sqrt(Math.max(0, squares / population - mean * mean)) };
}

/** Every visible entry that is on any board, once. */
function eachTouched(
  { words, concepts, examples }: ScoreBoards,
  seen: Uint8Array | undefined,
  visit: (entry: number) => void,
): void {
  const each = ({ touched }: Board, isNew: (entry: number) => boolean): void => {
    for (let at = 0; at < touched.count; at += 1) {
      const entry = touched.entries[at] as number;
      if ((!seen || seen[entry] === 1) && isNew(entry)) visit(entry);
    }
  };
  each(words, () => true);
  each(concepts, (entry) => words.scores[entry] === 0);
  each(examples, (entry) => words.scores[entry] === 0 && concepts.scores[entry] === 0);
}

const z = (score: number, { mean, deviation }: Usual): number => (deviation > 1e-9 ? (score - mean) / deviation : 0);
