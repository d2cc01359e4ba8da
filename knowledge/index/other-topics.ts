import { readFileSync } from 'node:fs';
import type { Topics } from './features';
import { toUnitLength } from './hashed-embedder';
import { otherTopicVectors, plainOtherTopicVectors } from './other-topic-questions';
import { sketchedVectorIndex } from './sketched-vectors';
import { staticDimension, staticEmbedder } from './static-embedder';
import { exampleDimension } from './vector-vote';
import { similarity, vectorTable, type VectorIndex, type VectorTable } from './vectors';

/*
 * What a customer asks that the documents do not tell is still like something people ask: about cars, taxes, the weather, the insurer's shares.
 * Some thousand such questions, written for this and in no evaluation, stand beside the clauses' example questions; which of the two kinds a
 * question is nearer to tells whether it is ours, as a class for "none of these" does in intent classification.
 */

/** One question like it is chance; three are a topic. */
export const topicNeighbours = 3;
/** Questions of either kind that are compared as embedded. Of 30, 60 and 120 all told as much. */
export const kindNeighbours = 30;

interface OtherTopics {
  index: VectorIndex;
  plain: VectorTable;
}
let loaded: OtherTopics | undefined;

function load(): OtherTopics {
  return {
    index: sketchedVectorIndex(readTable(otherTopicVectors, exampleDimension(staticEmbedder()))),
    plain: readTable(plainOtherTopicVectors, staticDimension),
  };
}

function readTable(name: string, dimension: number): VectorTable {
  const file = readFileSync(name);
  const values = Float32Array.from(new Int8Array(file.buffer, file.byteOffset, file.byteLength));
  for (let start = 0; start < values.length; start += dimension)
    toUnitLength(values.subarray(start, start + dimension));
  return vectorTable(values, dimension);
}

/**
 * How near a question is to those about other matters: the mean cosine of the three nearest, that of the nearest, and the cosines of the nearest as embedded.
 * @param plain its vector of the trained static embedding
 * @param vector the same in the space of questions (`asQuestion`)
 * @param among marks the questions to compare with, in the order of `otherTopicQuestions`; absent: all
 */
export function otherTopicNearness(
  plain: Float32Array,
  vector: Float32Array,
  among?: Uint8Array,
): Pick<Topics, 'other' | 'nearestOther' | 'others'> {
  const topics = (loaded ??= load());
  const nearest = topics.index.nearest(vector, kindNeighbours, among);
  return {
    other: meanOf(nearest.slice(0, topicNeighbours)),
    nearestOther: nearest[0]?.similarity ?? 0,
    others: nearest.map(({ entry }) => similarity(topics.plain, plain, entry)),
  };
}

/** The mean cosine of these. */
function meanOf(nearest: readonly { similarity: number }[]): number {
  return nearest.reduce((sum, one) => sum + one.similarity, 0) / Math.max(1, nearest.length);
}

/** Neighbours that have a say, and how much louder a nearer one is. Chosen on other topics than those asked about. */
const heard = 15;
const loudness = 8;

/** Of what the nearest questions of both kinds say, the nearer the louder, the share that ours say: 0 to 1. */
export function shareOfOurs({ ours, others }: Pick<Topics, 'ours' | 'others'>): number {
  const both = [...ours.map((near) => ({ near, isOurs: true })), ...others.map((near) => ({ near, isOurs: false }))];
  let all = 0;
  let said = 0;
  for (const { near, isOurs } of both.sort((a, b) => b.near - a.near).slice(0, heard)) {
    const voice = Math.exp(loudness * near);
    all += voice;
    if (isOurs) said += voice;
  }
  return all > 0 ? said / all : 0;
}
