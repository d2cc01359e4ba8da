/** An entry and how near it is: the cosine, 1 for the same direction. */
export interface Neighbour {
  entry: number;
  similarity: number;
}

/** Finds the nearest of many unit vectors. */
export interface VectorIndex {
  readonly kind: 'exact' | 'sketched' | 'hnsw';
  /** The nearest entries, nearest first, at most `count`; only those that `visible` marks, when given. */
  nearest(query: Float32Array, count: number, visible?: Uint8Array): Neighbour[];
  /** Tells of at least so many entries around the question, those of them that `visible` marks, in no order: sparing the sorting, and most surely the nearest. */
  around(
    query: Float32Array,
    count: number,
    visible: Uint8Array | undefined,
    tell: (entry: number, similarity: number) => void,
  ): void;
}

/** The vectors of all entries, one after another in entry order, each of unit length (or all zeros, for a text without words). */
export interface VectorTable {
  readonly dimension: number;
  readonly count: number;
  readonly values: Float32Array;
}

/** The wrong vectors for this index: another model's, or broken ones. */
export class VectorError extends Error {
  override readonly name = 'VectorError';
}

/** Wraps values as a table. Throws a VectorError when they do not fit the dimension or are not finite. */
export function vectorTable(values: Float32Array, dimension: number): VectorTable {
  if (values.length % dimension !== 0)
    throw new VectorError(`${values.length} numbers are no whole vectors of ${dimension} dimensions.`);
  checkFinite(values);
  return { dimension, count: values.length / dimension, values };
}

/** Throws a VectorError unless the question's vector is one that this table can be asked with. */
export function checkQuery(query: Float32Array, dimension: number): void {
  if (query.length !== dimension)
    throw new VectorError(`The question's vector has ${query.length} dimensions, the index has ${dimension}.`);
  checkFinite(query);
}

function checkFinite(values: Float32Array): void {
  // A sum is not finite when any part is not: one pass without a branch per number.
  let sum = 0;
  for (let at = 0; at < values.length; at += 1) sum += values[at] as number;
  if (!Number.isFinite(sum)) throw new VectorError('A vector holds a number that is not finite.');
}

/** The cosine of a question's unit vector and an entry's. */
export function similarity({ values, dimension }: VectorTable, query: Float32Array, entry: number): number {
  const start = entry * dimension;
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  const whole = dimension - (dimension % 4);
  // Four sums instead of one: the additions need not wait for each other.
  for (let at = 0; at < whole; at += 4) {
    a += (query[at] as number) * (values[start + at] as number);
    b += (query[at + 1] as number) * (values[start + at + 1] as number);
    c += (query[at + 2] as number) * (values[start + at + 2] as number);
    d += (query[at + 3] as number) * (values[start + at + 3] as number);
  }
  for (let at = whole; at < dimension; at += 1) a += (query[at] as number) * (values[start + at] as number);
  return a + b + c + d;
}
