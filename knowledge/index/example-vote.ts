import type { Corpus } from './corpus';
import { meanOfNearest } from './other-topics';
import { usualNearness, type VectorVote } from './vector-vote';
import type { Weights } from './weights';

/** How near a question is to the example questions of each clause, in one embedder's space. */
export interface ExampleNearness {
  /**
   * How much nearer the clause's nearest example is than those of a wrong clause usually are, in deviations from the usual example: less than
   * nothing when it is not as near. Nothing for a clause without examples.
   */
  score(first: number): number;
  /** The cosine to the nearest example of the clause; 0 when none is among the nearest. */
  similarity(first: number): number;
  /** The clauses, by their first entry, that have an example among the nearest. */
  nearest: number[];
  /** How near the question is to what the documents are asked at all: the mean cosine of the few nearest examples of any clause. */
  ofAny: number;
}

/** Examples looked at for a question. A clause has some thirty: the best two or so clauses may bring nothing but theirs. */
const looked = 60;
/** Examples enough to know how near an arbitrary one is. */
const sampled = 64;

/** A handful of examples says little of how far apart questions usually are. */
const leastDeviation = 0.1;
const fewExamples = 4;
/** From this cosine on a question is an example in all but a word, and more and more settled: up to so many deviations more. */
const nearlySame = { from: 0.85, worth: 5 };

/** Compares a question with all examples that the reader may be led by. */
export function exampleNearness(
  corpus: Corpus,
  { table, index }: VectorVote['examples'],
  query: Float32Array,
  seen: Uint8Array | undefined,
  { examples: { wrongCosine } }: Weights,
): ExampleNearness {
  const visible = seen && Uint8Array.from(corpus.examples, ({ first }) => seen[first] ?? 0);
  const usual = usualNearness(table, query, visible, sampled);
  const nearest = index.nearest(query, looked, visible);
  const best = new Map<number, number>();
  for (const { entry: example, similarity } of nearest) {
    const first = corpus.examples[example]?.first ?? 0;
    // Nearest first: the first one met is the clause's nearest.
    if (!best.has(first)) best.set(first, similarity);
  }
  const floor = nearest.length < looked ? usual.mean : (nearest.at(-1)?.similarity ?? 0);
  const deviation = Math.max(usual.deviation, leastDeviation);
  /** What the nearest of so many examples of a wrong clause is like: of few, an arbitrary one; of many, some are about the question's theme. */
  const wrong = (examples: number): number =>
    usual.mean + ((wrongCosine - usual.mean) * examples) / (examples + fewExamples);
  return {
    score(first) {
      const examples = corpus.exampleCounts?.[first];
      if (examples === 0 || nearest.length === 0) return 0;
      const near = best.get(first) ?? floor;
      const asGoodAsAsked = Math.max(0, near - nearlySame.from) / (1 - nearlySame.from);
      // Where all clauses have examples, what is taken off is the same for all.
      return (near - (examples === undefined ? floor : wrong(examples))) / deviation + nearlySame.worth * asGoodAsAsked;
    },
    similarity: (first) => best.get(first) ?? 0,
    nearest: [...best.keys()],
    ofAny: meanOfNearest(nearest),
  };
}
