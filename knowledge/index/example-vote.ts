import type { Corpus } from './corpus';
import { nearnessOf, type VectorVote } from './vector-vote';

/** How near a question is to the example questions of each clause, in one embedder's space. */
export interface ExampleNearness {
  /**
   * How much nearer the clause's nearest example is than the last of the nearest, in deviations from the usual example. 0 for all clauses with
   * none among the nearest: a clause that nobody wrote questions for is then no worse off than one whose questions are about something else.
   */
  score(first: number): number;
  /** The cosine to the nearest example of the clause; 0 when none is among the nearest. */
  similarity(first: number): number;
  /** The clauses, by their first entry, that have an example among the nearest. */
  nearest: number[];
}

/** Examples looked at for a question. A clause has some thirty: the best three or so clauses may bring nothing but theirs. */
const looked = 100;

/** Compares a question with all examples that the reader may be led by. */
export function exampleNearness(
  corpus: Corpus,
  examples: VectorVote['examples'],
  query: Float32Array,
  seen: Uint8Array | undefined,
): ExampleNearness {
  const visible = seen && Uint8Array.from(corpus.examples, ({ first }) => seen[first] ?? 0);
  const { usual, similarity, nearest } = nearnessOf(examples, query, looked, visible);
  const best = new Map<number, number>();
  for (const example of nearest) {
    const first = corpus.examples[example]?.first ?? 0;
    best.set(first, Math.max(best.get(first) ?? 0, similarity(example)));
  }
  const last = nearest.at(-1);
  const floor = last === undefined || nearest.length < looked ? usual.mean : similarity(last);
  return {
    score(first) {
      const near = best.get(first);
      return near === undefined || usual.deviation < 1e-9 ? 0 : Math.max(0, (near - floor) / usual.deviation);
    },
    similarity: (first) => best.get(first) ?? 0,
    nearest: [...best.keys()],
  };
}
