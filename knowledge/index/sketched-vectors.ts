import { Best } from './best';
import { checkQuery, similarity, type VectorIndex, type VectorTable } from './vectors';

/** Candidates compared in full for each neighbour wanted. Of 900 example questions, two find the nearest in 998 cases of 1,000, and 96 of 100 of the ten nearest. */
const candidates = 2;
const bitsPerWord = 32;

/**
 * Compares the signs of the numbers first, one bit each, and only the candidates that agree in most of them in full: a third of the time of
 * the full scan, without a graph to build. For some thousand vectors of a few hundred dimensions.
 */
export function sketchedVectorIndex(table: VectorTable): VectorIndex {
  const words = Math.ceil(table.dimension / bitsPerWord);
  const sketches = new Int32Array(table.count * words);
  for (let entry = 0; entry < table.count; entry += 1)
    sketchInto(sketches, entry * words, table.values, entry * table.dimension, table.dimension);
  const distances = new Uint16Array(table.count);
  const sketch = new Int32Array(words);
  const histogram = new Int32Array(table.dimension + 1);

  /** The distance of signs within which so many lie; `distances` are then those of this question. */
  function reach(query: Float32Array, count: number, visible: Uint8Array | undefined): number {
    checkQuery(query, table.dimension);
    sketch.fill(0);
    sketchInto(sketch, 0, query, 0, table.dimension);
    histogram.fill(0);
    for (let entry = 0; entry < table.count; entry += 1) {
      const distance = bitsApart(sketches, entry * words, sketch);
      distances[entry] = distance;
      if (!visible || visible[entry] === 1) histogram[distance] = (histogram[distance] as number) + 1;
    }
    return distanceOf(count, histogram);
  }

  function around(
    query: Float32Array,
    count: number,
    visible: Uint8Array | undefined,
    tell: (entry: number, similarity: number) => void,
  ): void {
    const furthest = reach(query, count, visible);
    for (let entry = 0; entry < table.count; entry += 1)
      if ((distances[entry] as number) <= furthest && (!visible || visible[entry] === 1))
        tell(entry, similarity(table, query, entry));
  }

  return {
    kind: 'sketched',
    nearest(query, count, visible) {
      const best = new Best(count);
      around(query, candidates * count, visible, (entry, near) => best.offer(entry, near));
      return best.sorted().map(({ item, score }) => ({ entry: item, similarity: score }));
    },
    around,
  };
}

/** The distance within which that many lie. */
function distanceOf(count: number, histogram: Int32Array): number {
  let within = 0;
  for (let distance = 0; distance < histogram.length; distance += 1) {
    within += histogram[distance] as number;
    if (within >= count) return distance;
  }
  return histogram.length;
}

function sketchInto(into: Int32Array, place: number, values: Float32Array, start: number, dimension: number): void {
  for (let at = 0; at < dimension; at += 1)
    if ((values[start + at] as number) > 0) {
      const word = place + (at >>> 5);
      into[word] = (into[word] as number) | (1 << (at & 31));
    }
}

/** Words whose bits can be counted in one sum of bytes: each adds eight at most to a byte. */
const wordsPerSum = 31;

/** In how many bits they differ. The ones are counted by adding neighbouring groups of bits; the bytes of several words are added before they are summed up. */
function bitsApart(sketches: Int32Array, start: number, sketch: Int32Array): number {
  let distance = 0;
  for (let from = 0; from < sketch.length; from += wordsPerSum) {
    const to = Math.min(sketch.length, from + wordsPerSum);
    let bytes = 0;
    for (let at = from; at < to; at += 1) {
      let word = (sketches[start + at] as number) ^ (sketch[at] as number);
      word -= (word >>> 1) & 0x55555555;
      word = (word & 0x33333333) + ((word >>> 2) & 0x33333333);
      bytes = (bytes + ((word + (word >>> 4)) & 0x0f0f0f0f)) | 0;
    }
    // Two bytes at a time: four hundred bits do not fit in one.
    const pairs = (bytes & 0x00ff00ff) + ((bytes >>> 8) & 0x00ff00ff);
    distance += (pairs & 0xffff) + (pairs >>> 16);
  }
  return distance;
}
