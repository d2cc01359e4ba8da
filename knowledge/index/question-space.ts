import { readFileSync } from 'node:fs';
import { projectPath } from '../project-path';
import { toUnitLength } from './hashed-embedder';

/*
 * Two questions that ask the same share little of what an embedding of their words tells: tone, length, language and chance make up most of it.
 * What questions of one clause differ in is noise, and what tells the clauses apart is not; so a question's vector is brought into a space where
 * the first is evened out and the second kept (linear discriminant analysis, fitted on the shipped example questions by `npm run fit -- space`).
 */

/** A space in which questions are compared with each other. */
export interface QuestionSpace {
  readonly dimension: number;
  /** How far the cosines of two arbitrary questions lie from 0, usually. */
  readonly deviation: number;
  /** A question's vector, of an embedder's own space, in this one, at length 1. */
  place(vector: Float32Array): Float32Array;
}

/** Where the fitted numbers are. */
export const questionSpaceFile = projectPath('knowledge', 'index', 'question-space.f32');

/** The space of these numbers, 32-bit floats, little-endian: the mean, then one row of the map after another, all as long as the embedder's vectors. */
export function questionSpaceOf(bytes: Buffer, embedderDimension: number): QuestionSpace {
  const numbers = new Float32Array(new Uint8Array(bytes).buffer);
  const dimension = numbers.length / embedderDimension - 1;
  if (!Number.isInteger(dimension) || dimension < 1)
    throw new Error(`${numbers.length} numbers are no map from ${embedderDimension} dimensions.`);
  const mean = numbers.subarray(0, embedderDimension);
  return {
    dimension,
    deviation: 1 / Math.sqrt(dimension),
    place(vector) {
      const placed = new Float32Array(dimension);
      if (vector.every((value) => value === 0)) return placed;
      const centred = vector.map((value, at) => value - (mean[at] as number));
      for (let row = 0; row < dimension; row += 1) {
        const start = (row + 1) * embedderDimension;
        let sum = 0;
        for (let at = 0; at < embedderDimension; at += 1)
          sum += (centred[at] as number) * (numbers[start + at] as number);
        placed[row] = sum;
      }
      return toUnitLength(placed);
    },
  };
}

/** The shipped numbers. They come with the project, like the weights of the embedding that they were fitted on. */
export const readQuestionSpace = (): Buffer => readFileSync(questionSpaceFile);
