import { eigenOf } from './eigen';

type Vector = Float32Array | Float64Array;

/**
 * How much of the mean spread is added to every direction's own: a direction in which the classes happen to have no spread is not worth more than
 * all others together. Of 0.1, 0.3, 1 and 3 this did best on the development questions, by a little.
 */
const evenedOut = 1;

/** Linear discriminant analysis: the mean, and the directions that tell the classes apart best. */
export interface Discriminants {
  mean: Float64Array;
  /** A vector less the mean, times each of these, is its place; the spread within a class is then about the same every way. */
  directions: Float64Array[];
}

/** Finds so many directions from vectors by class. */
export function discriminantsOf(classes: readonly (readonly Vector[])[], count: number): Discriminants {
  const all = classes.flat();
  const size = all[0]?.length ?? 0;
  const mean = meanOf(all, size);
  const within = spreadOf(
    classes.flatMap((vectors) => {
      const own = meanOf(vectors, size);
      return vectors.map((vector) => less(vector, own));
    }),
    size,
  );
  const level = within.reduce((sum, row, at) => sum + (row[at] ?? 0), 0) / size;
  within.forEach((row, at) => (row[at] = (row[at] ?? 0) + evenedOut * level));
  const evened = eigenOf(within).map(({ value, vector }) => vector.map((part) => part / Math.sqrt(value)));

  const means = classes.map((vectors) => meanOf(vectors, size));
  const centre = meanOf(means, size);
  const placed = means.map((own) => {
    const away = less(own, centre);
    return Float64Array.from(evened, (direction) => dot(away, direction));
  });
  const directions = eigenOf(spreadOf(placed, size))
    .slice(0, count)
    .map(({ vector }) => {
      const direction = new Float64Array(size);
      evened.forEach((axis, at) =>
        axis.forEach((part, to) => (direction[to] = (direction[to] ?? 0) + (vector[at] ?? 0) * part)),
      );
      return direction;
    });
  return { mean, directions };
}

function meanOf(vectors: readonly Vector[], size: number): Float64Array {
  const mean = new Float64Array(size);
  for (const vector of vectors) for (let at = 0; at < size; at += 1) mean[at] = (mean[at] ?? 0) + (vector[at] ?? 0);
  return mean.map((sum) => sum / Math.max(1, vectors.length));
}

/** The mean of the vectors' products with themselves. */
function spreadOf(vectors: readonly Float64Array[], size: number): Float64Array[] {
  const spread = Array.from({ length: size }, () => new Float64Array(size));
  for (const vector of vectors)
    spread.forEach((row, at) => {
      const factor = (vector[at] ?? 0) / vectors.length;
      for (let to = 0; to < size; to += 1) row[to] = (row[to] ?? 0) + factor * (vector[to] ?? 0);
    });
  return spread;
}

const less = (vector: Vector, mean: Float64Array): Float64Array =>
  Float64Array.from(vector, (value, at) => value - (mean[at] ?? 0));

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < a.length; at += 1) sum += (a[at] ?? 0) * (b[at] ?? 0);
  return sum;
}
