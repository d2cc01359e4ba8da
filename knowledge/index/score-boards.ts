import { Best } from './best';
import type { Corpus } from './corpus';
import type { Touched } from './impacts';
import type { Usual } from './vector-vote';

/** One vote's scores by entry, kept from question to question: nothing of the index's size is allocated for a question. */
export interface Board {
  scores: Float32Array;
  touched: Touched;
}

/** The boards of words and concepts. One question at a time; clear them after it. */
export interface ScoreBoards {
  words: Board;
  /** By the clause's first entry, as the next. */
  concepts: Board;
  /** Words and concepts of the example questions, weighed. */
  examples: Board;
  /** By entry: the first entry of its clause, its group, and whether the clause has examples that others lack. Beside the corpus, since a loop over objects misses the cache. */
  firsts: Int32Array;
  groups: Int32Array;
  hasMore: Uint8Array;
  /** By group: the number of the last question that nominated it. */
  marks: Int32Array;
  /** The number of the question. */
  mark: number;
  clear(): void;
}

/** Boards for this many entries. */
export function scoreBoards({ entries, groups, exampleCounts, isMixed }: Corpus): ScoreBoards {
  const board = (): Board => ({
    scores: new Float32Array(entries.length),
    touched: { entries: new Int32Array(entries.length), count: 0 },
  });
  const words = board();
  const concepts = board();
  const examples = board();
  return {
    words,
    concepts,
    examples,
    firsts: Int32Array.from(entries, ({ first }) => first),
    groups: Int32Array.from(entries, ({ group }) => group),
    hasMore: Uint8Array.from(entries, ({ first }) => (isMixed && exampleCounts[first] ? 1 : 0)),
    marks: new Int32Array(groups.length),
    mark: 0,
    clear() {
      for (const { scores, touched } of [words, concepts, examples]) {
        for (let at = 0; at < touched.count; at += 1) scores[touched.entries[at] as number] = 0;
        touched.count = 0;
      }
    },
  };
}

/** What a word's and a concept's score count, and what is taken off a clause that has example questions where others have none. */
export interface BoardWeights {
  keywords: number;
  concepts: number;
  wrong: number;
}

/** The boards together. */
export interface Tally {
  /** One scale for words and concepts: a word and a concept of the same rarity say the same, whichever of the two votes is the emptier. */
  score(entry: number): number;
  /** Mean and deviation over all entries; those not touched count as zero. */
  usual: Usual;
  /** The best entries, best first. */
  best: number[];
  /** The best by words alone, when asked for: among many passages with the same concepts they would not be among the best. */
  bestByWords: number[];
}

/** What to keep for good: so many of the best, and so many by words alone. */
export interface Kept {
  best: number;
  byWords: number;
}

/** Adds the boards up: every visible entry that is on any of them is looked at once. */
export function tally(boards: ScoreBoards, weights: BoardWeights, kept: Kept, seen: Uint8Array | undefined): Tally {
  const { firsts, hasMore } = boards;
  const words = boards.words.scores;
  const concepts = boards.concepts.scores;
  const examples = boards.examples.scores;
  const { keywords, concepts: concept, wrong } = weights;
  const score = (entry: number): number => {
    const first = firsts[entry] as number;
    return (
      keywords * (words[entry] as number) +
      concept * (concepts[first] as number) +
      (examples[first] as number) -
      wrong * (hasMore[entry] as number)
    );
  };
  const best = new Best(kept.best);
  const byWords = new Best(kept.byWords);
  let sum = 0;
  let squares = 0;
  for (const { touched } of [boards.words, boards.concepts, boards.examples]) {
    const isWords = touched === boards.words.touched;
    const isExamples = touched === boards.examples.touched;
    for (let at = 0; at < touched.count; at += 1) {
      const entry = touched.entries[at] as number;
      if (seen && seen[entry] !== 1) continue;
      if (!isWords && (words[entry] !== 0 || (isExamples && concepts[entry] !== 0))) continue;
      const value = score(entry);
      sum += value;
      squares += value * value;
      best.offer(entry, value);
      if (isWords && kept.byWords > 0) byWords.offer(entry, words[entry] as number);
    }
  }
  const population = Math.max(1, words.length);
  const mean = sum / population;
  return {
    score,
    usual: { mean, deviation: Math.sqrt(Math.max(0, squares / population - mean * mean)) },
    best: best.sorted().map(({ item }) => item),
    bestByWords: byWords.sorted().map(({ item }) => item),
  };
}

/** The highest score on a board. */
export function mostOn({ scores, touched }: Board, seen: Uint8Array | undefined): number {
  let most = 0;
  for (let at = 0; at < touched.count; at += 1) {
    const entry = touched.entries[at] as number;
    if (!seen || seen[entry] === 1) most = Math.max(most, scores[entry] as number);
  }
  return most;
}
