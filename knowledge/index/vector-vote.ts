import type { Analysis, Language } from '../language';
import { Best } from './best';
import { surroundings, type Corpus } from './corpus';
import type { Embedder } from './embedder';
import { exactVectorIndex } from './exact-vectors';
import { toUnitLength } from './hashed-embedder';
import { buildHnsw } from './hnsw-vectors';
import { sketchedVectorIndex } from './sketched-vectors';
import { checkQuery, similarity, vectorTable, VectorError, type VectorIndex, type VectorTable } from './vectors';
import type { Weights } from './weights';

/** An embedder and its part in a search. */
export interface Voter {
  embedder: Embedder;
  /** False for one that, in a large index, only judges what the others find. */
  nominates: boolean;
}

/** One embedder's vectors of all entries, ready for questions. */
export interface VectorVote extends Voter {
  table: VectorTable;
  index: VectorIndex;
  /** The same of all example questions; empty for an embedder whose vote on them has no weight. */
  examples: ExampleVectors & { index: VectorIndex };
}

/** The vectors of example questions: in the space that questions are compared in, and, where that is one of its own, as embedded too. */
export interface ExampleVectors {
  table: VectorTable;
  plain: VectorTable | undefined;
}

/** A text, and what is known of it already. */
export interface TextToEmbed {
  text: string;
  language: Language;
  analysis?: Analysis;
}

/**
 * From this many vectors on the graph is used. It is faster from 500 on (512 dimensions: scan 0.25 ms, graph 0.13 ms; at 10,000 vectors
 * 9 ms and 0.5 ms), but takes time to build and finds a neighbour less now and then, and up to here the scan is fast enough.
 */
export const graphFrom = 1000;

/** For example questions the graph is used later, since comparing signs is nearly as fast. */
const sketchFrom = 200;
export const exampleGraphFrom = 10_000;

/** Embeds every entry: the clause's own words, and its headings and lead at a lower weight. */
export async function embedCorpus(corpus: Corpus, embedder: Embedder, weights: Weights): Promise<VectorTable> {
  const { dimension } = embedder;
  const texts = new Map<string, { text: string; language: Language; place: number }>();
  const placeOf = (text: string, language: Language): number => {
    const key = `${language}:${text}`;
    let known = texts.get(key);
    if (!known) texts.set(key, (known = { text, language, place: texts.size }));
    return known.place;
  };
  const own = corpus.entries.map(({ clause, language }) => placeOf(clause.text, language));
  const around = corpus.entries.map(({ clause, language }) => placeOf(surroundings(clause), language));
  const vectors = await embedAll([...texts.values()], embedder);

  const values = new Float32Array(corpus.entries.length * dimension);
  own.forEach((place, entry) => {
    const vector = values.subarray(entry * dimension, (entry + 1) * dimension);
    vector.set(vectors[place] as Float32Array);
    addScaled(vector, vectors[around[entry] as number] as Float32Array, weights.vectors.heading);
    toUnitLength(vector);
  });
  return vectorTable(values, dimension);
}

/** Embeds every example question, when that is to count. */
export async function embedExamples(corpus: Corpus, embedder: Embedder, weights: Weights): Promise<ExampleVectors> {
  const examples = weights.examples[embedder.vote] > 0 ? corpus.examples : [];
  const vectors = await embedAll(examples, embedder);
  const placed = vectors.map((vector) => asQuestion(vector, embedder));
  return {
    table: tableOf(placed, exampleDimension(embedder)),
    plain: embedder.questions && tableOf(vectors, embedder.dimension),
  };
}

function tableOf(vectors: readonly Float32Array[], dimension: number): VectorTable {
  const values = new Float32Array(vectors.length * dimension);
  vectors.forEach((vector, at) => values.set(vector, at * dimension));
  return vectorTable(values, dimension);
}

/** The dimension that questions are compared in. */
export const exampleDimension = ({ dimension, questions }: Embedder): number => questions?.dimension ?? dimension;

/** A question's vector as it is compared with those of other questions. */
export const asQuestion = (vector: Float32Array, { questions }: Embedder): Float32Array =>
  questions?.place(vector) ?? vector;

/** Unit vectors of the texts. Throws a VectorError when the embedder gives vectors of another dimension than it says. */
async function embedAll(texts: readonly TextToEmbed[], embedder: Embedder): Promise<Float32Array[]> {
  const { embedNow } = embedder;
  const vectors = embedNow
    ? texts.map(({ text, language, analysis }) => embedNow(text, language, analysis))
    : (await embedder.embedDocuments(texts.map(({ text }) => text))).map((vector) => Float32Array.from(vector));
  for (const vector of vectors)
    if (vector.length !== embedder.dimension)
      throw new VectorError(`${embedder.id} gave ${vector.length} dimensions and says ${embedder.dimension}.`);
  return vectors.map(toUnitLength);
}

/** The scan for few example questions, the signs for some thousand, the graph for more. */
export function indexExamples(table: VectorTable): VectorIndex {
  if (table.count < sketchFrom) return exactVectorIndex(table);
  return table.count < exampleGraphFrom ? sketchedVectorIndex(table) : indexTable(table);
}

/**
 * The hashed vectors are wide, and what they find the trained ones find too, which know the n-grams as well: beside those they need not be
 * searched. At 10,000 passages that is four tenths of a question's time, at the same recall.
 */
export function votersOf(embedders: readonly Embedder[]): Voter[] {
  const isTrainedThere = embedders.some(({ vote }) => vote === 'trained');
  return embedders.map((embedder) => ({ embedder, nominates: embedder.vote !== 'hashed' || !isTrainedThere }));
}

/** The scan for few vectors, the graph for many, the scan again where the native module is missing. */
export function indexTable(table: VectorTable): VectorIndex {
  const graph = table.count >= graphFrom ? buildHnsw(table) : undefined;
  return graph ?? exactVectorIndex(table);
}

/** The question's vector, earlier questions mixed in at their weights. */
export async function embedQuestion(
  parts: readonly (TextToEmbed & { weight: number })[],
  embedder: Embedder,
): Promise<Float32Array> {
  const vectors = await embedAll(parts, embedder);
  const mixed = new Float32Array(embedder.dimension);
  parts.forEach(({ weight }, at) => addScaled(mixed, vectors[at] as Float32Array, weight));
  toUnitLength(mixed);
  checkQuery(mixed, embedder.dimension);
  return mixed;
}

/** How a question stands to the entries in one embedder's space. */
export interface Nearness {
  /** Mean and deviation over the entries in general: what a z-score is measured against. */
  usual: Usual;
  similarity(entry: number): number;
  /** The nearest entries, in no order. */
  nearest: readonly number[];
}

export interface Usual {
  mean: number;
  deviation: number;
}

/** Entries enough to know how near an arbitrary one is, spread evenly. */
const sampleSize = 128;

/** How near an arbitrary entry is to the question: of all entries of a small table, of a sample of a large one. */
export function usualNearness(
  table: VectorTable,
  query: Float32Array,
  visible?: Uint8Array,
  sample = sampleSize,
): Usual {
  const step = Math.max(1, Math.floor(table.count / sample));
  const sums = new Sums();
  for (let entry = 0; entry < table.count; entry += step)
    if (!visible || visible[entry] === 1) sums.add(similarity(table, query, entry));
  return sums.usual();
}

/** Compares the question with the entries that `visible` marks: with all of a small table, with a sample and the nearest of a large one or of one that only judges. */
export function nearnessOf(
  { table, index, nominates }: Pick<VectorVote, 'table' | 'index' | 'nominates'>,
  query: Float32Array,
  count: number,
  visible?: Uint8Array,
): Nearness {
  checkQuery(query, table.dimension);
  if (table.count >= graphFrom || !nominates)
    return {
      usual: usualNearness(table, query, visible),
      similarity: (entry) => similarity(table, query, entry),
      nearest: nominates ? index.nearest(query, count, visible).map(({ entry }) => entry) : [],
    };
  const similarities = new Float32Array(table.count);
  const sums = new Sums();
  for (let entry = 0; entry < table.count; entry += 1) {
    if (visible && visible[entry] !== 1) continue;
    const near = similarity(table, query, entry);
    similarities[entry] = near;
    sums.add(near);
  }
  return {
    usual: sums.usual(),
    similarity: (entry) => similarities[entry] as number,
    nearest: bestOf(similarities, count, visible),
  };
}

/** Adds up what mean and deviation are taken from. */
class Sums {
  #count = 0;
  #sum = 0;
  #squares = 0;

  add(value: number): void {
    this.#count += 1;
    this.#sum += value;
    this.#squares += value * value;
  }

  usual(): Usual {
    const count = Math.max(1, this.#count);
    const mean = this.#sum / count;
    return { mean, deviation: Math.sqrt(Math.max(0, this.#squares / count - mean * mean)) };
  }
}

function bestOf(similarities: Float32Array, count: number, visible: Uint8Array | undefined): number[] {
  const best = new Best(count);
  for (let entry = 0; entry < similarities.length; entry += 1)
    if (!visible || visible[entry] === 1) best.offer(entry, similarities[entry] as number);
  return best.items();
}

function addScaled(into: Float32Array, vector: Float32Array, weight: number): void {
  for (let at = 0; at < into.length; at += 1) into[at] = (into[at] as number) + weight * (vector[at] as number);
}
