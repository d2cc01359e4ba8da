import { readFileSync } from 'node:fs';
import type { Topics } from './features';
import { toUnitLength } from './hashed-embedder';
import { otherTopicVectors } from './other-topic-questions';
import { sketchedVectorIndex } from './sketched-vectors';
import { staticEmbedder } from './static-embedder';
import { exampleDimension } from './vector-vote';
import { vectorTable, type VectorIndex } from './vectors';

/*
 * What a customer asks that the documents do not tell is still like something people ask: about cars, taxes, the weather, the insurer's shares.
 * Some thousand such questions, written for this and in no evaluation, stand beside the clauses' example questions; which of the two kinds a
 * question is nearer to tells whether it is ours, as a class for "none of these" does in intent classification.
 */

/** One question like it is chance; three are a topic. */
export const topicNeighbours = 3;

let loaded: VectorIndex | undefined;

function load(): VectorIndex {
  const file = readFileSync(otherTopicVectors);
  const values = Float32Array.from(new Int8Array(file.buffer, file.byteOffset, file.byteLength));
  const dimension = exampleDimension(staticEmbedder());
  for (let start = 0; start < values.length; start += dimension)
    toUnitLength(values.subarray(start, start + dimension));
  return sketchedVectorIndex(vectorTable(values, dimension));
}

/**
 * How near a question is to those about other matters: the mean cosine of the three nearest, and that of the nearest.
 * @param vector of the trained static embedding, in the space of questions (`asQuestion`)
 * @param among marks the questions to compare with, in the order of `otherTopicQuestions`; absent: all
 */
export function otherTopicNearness(vector: Float32Array, among?: Uint8Array): Omit<Topics, 'own'> {
  const nearest = (loaded ??= load()).nearest(vector, topicNeighbours, among);
  return { other: meanOfNearest(nearest), nearestOther: nearest[0]?.similarity ?? 0 };
}

/** The mean cosine of these. */
function meanOfNearest(nearest: readonly { similarity: number }[]): number {
  return nearest.reduce((sum, { similarity }) => sum + similarity, 0) / Math.max(1, nearest.length);
}
