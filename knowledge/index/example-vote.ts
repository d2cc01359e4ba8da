import { Best } from './best';
import type { Corpus } from './corpus';
import { kindNeighbours, topicNeighbours } from './other-topics';
import { asQuestion, usualNearness, type Usual, type VectorVote } from './vector-vote';
import type { Weights } from './weights';

/** How near a question is to the example questions of each clause, in one embedder's space. */
export interface ExampleNearness {
  /** The question's vector as it is compared with others. */
  query: Float32Array;
  /**
   * How likely it is, as a logarithm, that the question is another one of the clause's: all of them speak for it, the nearest the loudest.
   * Nothing for a clause without examples.
   */
  score(first: number): number;
  /** The cosine to the nearest example of the clause; 0 when none is among the nearest. */
  similarity(first: number): number;
  /** The clauses, by their first entry, that have the most examples nearby. */
  nearest: number[];
  /** How near the question is to what the documents are asked at all: the mean cosine of the few nearest examples of any clause. */
  ofAny: number;
  /** The nearest examples of any clause, `kindNeighbours` of them, in no order. */
  nearestOfAny: readonly number[];
}

/** Examples looked at for a question; all others count as arbitrary ones. With 500 of 3,200 the right clause is first as often as with all. */
const looked = 500;
/** Clauses nominated. */
const nominated = 40;
/** Examples enough to know how near an arbitrary one is. */
const sampled = 64;

/** A handful of examples says little of how far apart questions usually are. */
const leastDeviation = 0.1;
/** How much louder an example speaks for each deviation that it is nearer. Of 12, 16 and 20 by the root of the dimension the middle one was best. */
const loudness = 1.6;
/** `wrongNearness` is that of a clause with so many examples; a handful says little. */
const usualExamples = 20;
const fewExamples = 4;
/** How much of `wrongNearness` is taken off for so many examples. */
export const settledBy = (examples: number): number => examples / (examples + fewExamples);
/** From this cosine on a question is an example in all but a word, and more and more settled: up to so much more. */
const nearlySame = { from: 0.85, worth: 5 };

/** Whoever asks just what a model has written is near, and not answered for its sake alone: nobody has said that the clause answers it (see `isAsWritten`). */
const mostByModel = 0.9;

/** Of a clause that has no example nearby. */
const untold = { best: 0, sum: 0 };

/** Compares a question with all examples that the reader may be led by. */
export function exampleNearness(
  corpus: Corpus,
  { embedder, examples: { table, index } }: Pick<VectorVote, 'embedder' | 'examples'>,
  vector: Float32Array,
  seen: Uint8Array | undefined,
  { examples: { wrongNearness } }: Weights,
): ExampleNearness {
  const query = asQuestion(vector, embedder);
  const visible = seen && Uint8Array.from(corpus.examples, ({ first }) => seen[first] ?? 0);
  const usual: Usual = embedder.questions
    ? { mean: 0, deviation: embedder.questions.deviation }
    : usualNearness(table, query, visible, sampled);
  const scale = loudness / Math.max(usual.deviation, leastDeviation);
  const byClause = new Map<number, { best: number; sum: number }>();
  const nearestOfAny = new Best(kindNeighbours);
  index.around(query, looked, visible, (example, similarity) => {
    const { first, byModel = false } = corpus.examples[example] ?? { first: 0 };
    nearestOfAny.offer(example, similarity);
    let told = byClause.get(first);
    if (!told) byClause.set(first, (told = { best: 0, sum: 0 }));
    told.best = Math.max(told.best, byModel ? Math.min(similarity, mostByModel) : similarity);
    told.sum += Math.exp(scale * (similarity - usual.mean)) - 1;
  });
  /** What so many examples of a wrong clause bring: few, as much as arbitrary ones; of many, some are about the question's theme. */
  const wrong = (examples: number): number =>
    corpus.isMixed ? Math.log(examples) + (wrongNearness - Math.log(usualExamples)) * settledBy(examples) : 0;
  const score = (first: number): number => {
    const examples = corpus.exampleCounts[first] ?? 0;
    if (examples === 0) return 0;
    const { best, sum } = byClause.get(first) ?? untold;
    const asGoodAsAsked = Math.max(0, best - nearlySame.from) / (1 - nearlySame.from);
    const likelihood = Math.log(Math.max(1, sum + examples));
    // Where all clauses have examples, what is taken off is the same for all.
    return likelihood - wrong(examples) + nearlySame.worth * asGoodAsAsked;
  };
  const nearest = new Best(nominated);
  for (const first of byClause.keys()) nearest.offer(first, score(first));
  return {
    query,
    score,
    similarity: (first) => byClause.get(first)?.best ?? 0,
    nearest: nearest.items(),
    ofAny: meanScore(nearestOfAny.sorted().slice(0, topicNeighbours)),
    nearestOfAny: nearestOfAny.items(),
  };
}

/** The mean of these; 0 of none. */
const meanScore = (those: readonly { score: number }[]): number =>
  those.reduce((sum, { score }) => sum + score, 0) / Math.max(1, those.length);
