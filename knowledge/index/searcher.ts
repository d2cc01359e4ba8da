import type { Audience, Passage } from '../documents';
import type { Glossary, Language } from '../language';
import { Best } from './best';
import { visibleTo, type Corpus } from './corpus';
import { describe, type SearchFeatures } from './features';
import type { Touched } from './impacts';
import type { Lexicon } from './lexicon';
import { weighQuestion, type WeighedQuestion } from './question';
import { embedQuestion, nearnessOf, type Nearness, type Usual, type VectorVote } from './vector-vote';
import type { Weights } from './weights';

/** What to look for, for whom. */
export interface SearchQuestion {
  text: string;
  /** Earlier questions of the conversation, oldest first. */
  history: string[];
  language: Language;
  audience: Audience;
}

/** One clause that was found. */
export interface Hit {
  work: string;
  clause: string;
  /** In deviations from the usual clause: comparable within one search only. */
  score: number;
  /** Every language edition that the reader may see: the customer's language first, then the best scored. */
  passages: [Passage, ...Passage[]];
}

export interface SearchResult {
  /** The best, at most `hitsGiven`, best first; all when there are fewer. */
  hits: Hit[];
  features: SearchFeatures;
}

/** Hits given for a question. */
const hitsGiven = 10;
/** Entries that each vote nominates; all votes then score all nominees. */
const nominees = 50;

/** What a search works on. */
export interface Searchable {
  corpus: Corpus;
  lexicon: Lexicon;
  votes: readonly VectorVote[];
  glossary: Glossary;
  weights: Weights;
}

export interface Searcher {
  search(question: SearchQuestion): Promise<SearchResult>;
}

/** Scores by entry of one vote, kept from question to question: nothing of the index's size is allocated for a question. */
interface Board {
  scores: Float32Array;
  touched: Touched;
}

/**
 * Searches by words, concepts and vectors together. Each vote is brought to z-scores (deviations from the usual clause) and the weighed
 * sum ranks. Not ranks: cosine and BM25 share no scale, and rank fusion threw the gain away when measured.
 */
export function createSearcher(index: Searchable): Searcher {
  const { corpus, lexicon, votes, glossary, weights } = index;
  const board = (): Board => ({
    scores: new Float32Array(corpus.entries.length),
    touched: { entries: new Int32Array(corpus.entries.length), count: 0 },
  });
  const wordBoard = board();
  const conceptBoard = board();
  const voteWeights = votes.map(({ embedder }) => weights.votes[embedder.vote]);
  const visibility = new Map<Audience, Uint8Array | undefined>();
  const marks = new Int32Array(corpus.groups.length);
  let mark = 0;

  function visible(reader: Audience): Uint8Array | undefined {
    if (!visibility.has(reader)) visibility.set(reader, visibleTo(corpus, reader));
    return visibility.get(reader);
  }

  /** A clause's score on a vote: its best edition's, blended with the mean of its editions. */
  function combined(group: number, scoreOf: (entry: number) => number, seen: Uint8Array | undefined): number {
    let best = -Infinity;
    let sum = 0;
    let count = 0;
    for (const entry of corpus.groups[group]?.entries ?? []) {
      if (seen && seen[entry] !== 1) continue;
      const score = scoreOf(entry);
      if (score > best) best = score;
      sum += score;
      count += 1;
    }
    if (count === 0) return 0;
    return best + weights.editions.mean * (sum / count - best);
  }

  return {
    async search(question) {
      const weighed = weighQuestion(question, { glossary, lexicon, weights });
      const queries = await Promise.all(votes.map(({ embedder }) => embedQuestion(weighed.parts, embedder)));
      // No waiting from here on: the boards belong to one question at a time.
      const seen = visible(question.audience);
      try {
        fillBoards(weighed);
        const usualWords = usual(wordBoard, seen);
        const usualConcepts = usual(conceptBoard, seen);
        const nearness = votes.map((vote, at) => nearnessOf(vote, queries[at] as Float32Array, nominees, seen));
        const wordScore = (entry: number): number =>
          weights.votes.keywords * z(wordBoard.scores[entry] as number, usualWords);
        const conceptScore = (entry: number): number =>
          weights.votes.concepts * z(conceptBoard.scores[corpus.entries[entry]?.first ?? 0] as number, usualConcepts);

        mark += 1;
        const groups: number[] = [];
        const nominate = (entry: number): void => {
          const group = corpus.entries[entry]?.group ?? 0;
          if (marks[group] === mark) return;
          marks[group] = mark;
          groups.push(group);
        };
        for (const entry of bestOnBoards(wordScore, conceptScore, seen)) nominate(entry);
        for (const { nearest } of nearness) nearest.forEach(nominate);

        const vectorScore = (entry: number): number => {
          let score = 0;
          nearness.forEach(({ similarity, usual: ofVote }, at) => {
            score += (voteWeights[at] as number) * z(similarity(entry), ofVote);
          });
          return score;
        };
        // Words are of one language, so that only the best edition counts; the others speak for all editions.
        const best = new Best(hitsGiven);
        for (const group of groups) {
          const words = combinedBest(group, wordScore, seen);
          best.offer(group, words + combined(group, conceptScore, seen) + combined(group, vectorScore, seen));
        }
        const ranked = best.sorted();
        const entryScore = (entry: number): number => wordScore(entry) + conceptScore(entry) + vectorScore(entry);
        const hits = ranked.map(({ item, score }) => hitOf(item, score, entryScore, question, seen));
        const features = describe(weighed, lexicon, {
          best: entriesOf(ranked[0]?.item, seen),
          second: entriesOf(ranked[1]?.item, seen),
          similarity: bestSimilarity(ranked[0]?.item, nearness[0], seen),
          score: ranked[0]?.score ?? 0,
          margin: (ranked[0]?.score ?? 0) - (ranked[1]?.score ?? 0),
        });
        return { hits, features };
      } finally {
        clear(wordBoard);
        clear(conceptBoard);
      }
    },
  };

  function fillBoards(question: WeighedQuestion): void {
    const words = lexicon.words(question.language);
    if (words)
      for (const { terms, weight } of question.words)
        for (const { term, worth } of terms) words.add(term, weight * worth, wordBoard.scores, wordBoard.touched);
    for (const [concept, weight] of [...question.concepts, ...question.related]) {
      const term = lexicon.concepts.term(concept);
      if (term !== undefined) lexicon.concepts.add(term, weight, conceptBoard.scores, conceptBoard.touched);
    }
  }

  function bestOnBoards(
    wordScore: (entry: number) => number,
    conceptScore: (entry: number) => number,
    seen: Uint8Array | undefined,
  ): number[] {
    const best = new Best(nominees);
    const offer = (entry: number): void => {
      if (!seen || seen[entry] === 1) best.offer(entry, wordScore(entry) + conceptScore(entry));
    };
    for (let at = 0; at < wordBoard.touched.count; at += 1) offer(wordBoard.touched.entries[at] as number);
    for (let at = 0; at < conceptBoard.touched.count; at += 1) {
      const entry = conceptBoard.touched.entries[at] as number;
      if (wordBoard.scores[entry] === 0) offer(entry);
    }
    return best.sorted().map(({ item }) => item);
  }

  function combinedBest(group: number, scoreOf: (entry: number) => number, seen: Uint8Array | undefined): number {
    let best = -Infinity;
    for (const entry of entriesOf(group, seen)) best = Math.max(best, scoreOf(entry));
    return best;
  }

  function entriesOf(group: number | undefined, seen: Uint8Array | undefined): number[] {
    const entries = group === undefined ? [] : (corpus.groups[group]?.entries ?? []);
    return seen ? entries.filter((entry) => seen[entry] === 1) : entries;
  }

  function bestSimilarity(group: number | undefined, near: Nearness | undefined, seen: Uint8Array | undefined): number {
    return near ? Math.max(0, ...entriesOf(group, seen).map(near.similarity)) : 0;
  }

  function hitOf(
    group: number,
    score: number,
    entryScore: (entry: number) => number,
    question: SearchQuestion,
    seen: Uint8Array | undefined,
  ): Hit {
    const passages = entriesOf(group, seen).map((entry): Passage => {
      const { document, clause } = corpus.entries[entry] as Corpus['entries'][number];
      return { document, clause, score: entryScore(entry) };
    });
    const own = (passage: Passage): number => (passage.document.language === question.language ? 1 : 0);
    passages.sort((a, b) => own(b) - own(a) || b.score - a.score);
    const { work, clause } = corpus.groups[group] as Corpus['groups'][number];
    return { work, clause, score, passages: passages as [Passage, ...Passage[]] };
  }
}

const z = (score: number, { mean, deviation }: Usual): number => (deviation > 1e-9 ? (score - mean) / deviation : 0);

/** Mean and deviation over all entries; those not touched count as zero. */
function usual({ scores, touched }: Board, seen: Uint8Array | undefined): Usual {
  let sum = 0;
  let squares = 0;
  for (let at = 0; at < touched.count; at += 1) {
    const entry = touched.entries[at] as number;
    if (seen && seen[entry] !== 1) continue;
    const score = scores[entry] as number;
    sum += score;
    squares += score * score;
  }
  const mean = sum / Math.max(1, scores.length);
  return { mean, deviation: Math.sqrt(Math.max(0, squares / Math.max(1, scores.length) - mean * mean)) };
}

function clear({ scores, touched }: Board): void {
  for (let at = 0; at < touched.count; at += 1) scores[touched.entries[at] as number] = 0;
  touched.count = 0;
}
