import { createHash } from 'node:crypto';
import { fold } from '../language';
import { projectPath } from '../project-path';
import type { InstantEmbedder } from './embedder';
import { questionSpaceOf, readQuestionSpace } from './question-space';
import { readStaticPieces, type StaticPieces } from './static-pieces';

/** The weights that come with the project, and their checksum: hashing 13 MB at every start would be time for nothing. */
export const staticWeights = {
  file: projectPath('knowledge', 'index', 'static-embedding', 'da-en-sv-nb-de-nl-192.semb'),
  sha256: 'ecf67da7342bb30fdd2d75007674e3744d8af74251a2024a38b549d374266c97',
};

/** The dimensions of the weights that come with the project. */
export const staticDimension = 192;

/** Raise with any change of the arithmetic below. */
const version = 1;
const longestWord = 40;
/** Word vectors kept: a corpus and its questions use the same words over and over. 4,000 take 3 MB. */
const mostRemembered = 4000;

let shipped: InstantEmbedder | undefined;

/** The trained static embedding of six languages (`static-embedding/README.md`), with the space that its vectors of questions are compared in, loaded once. No network, no native code. */
export function staticEmbedder(): InstantEmbedder {
  if (shipped) return shipped;
  const embedder = staticEmbedderOf(readStaticPieces(staticWeights.file), staticWeights.sha256);
  const space = readQuestionSpace();
  const spaceHash = createHash('sha256').update(space).digest('hex').slice(0, 8);
  shipped = { ...embedder, id: `${embedder.id}-${spaceHash}`, questions: questionSpaceOf(space, embedder.dimension) };
  return shipped;
}

/**
 * Embeds with these pieces: a word's vector is the sum of its pieces' over the root of their number, a text's the sum of its words', brought
 * to length 1. A text without known pieces is the zero vector.
 * @param sha256 of the weights: vectors of different weights are never compared
 */
export function staticEmbedderOf(pieces: StaticPieces, sha256: string): InstantEmbedder {
  const { dimension } = pieces;
  const remembered = new Map<string, Float32Array>();

  function vectorOf(word: string): Float32Array {
    let vector = remembered.get(word);
    if (vector) return vector;
    vector = wordVector(word, pieces);
    if (remembered.size >= mostRemembered) remembered.clear();
    remembered.set(word, vector);
    return vector;
  }

  function embedNow(text: string): Float32Array {
    const sum = new Float32Array(dimension);
    for (const word of staticWords(text)) add(sum, vectorOf(word), 0, 1);
    let squares = 0;
    for (const value of sum) squares += value * value;
    if (squares > 0) for (let at = 0; at < dimension; at += 1) sum[at] = (sum[at] as number) / Math.sqrt(squares);
    return sum;
  }

  return {
    id: `static-${version}-${sha256.slice(0, 12)}`,
    dimension,
    vote: 'trained',
    embedNow,
    embedQuery: async (text) => Array.from(embedNow(text)),
    embedDocuments: async (texts) => texts.map((text) => Array.from(embedNow(text))),
  };
}

/** The words as the weights know them: folded letters, a number as one sign, none longer than it was trained with. */
export function staticWords(text: string): string[] {
  const found = fold(text).match(/[a-z]+|[0-9]+/g) ?? [];
  return found.map((word) => (/^[0-9]/.test(word) ? '#' : word.slice(0, longestWord)));
}

/** The rows of a word's pieces: the word itself and every known substring of it, its bounds marked. A number has no substrings. */
export function rowsOfWord(word: string, { row, shortest, longest }: StaticPieces): number[] {
  const bounded = `^${word}$`;
  const rows: number[] = [];
  const keep = (from: number, to: number): void => {
    const found = row(bounded, from, to);
    if (found !== undefined) rows.push(found);
  };
  keep(0, bounded.length);
  if (word === '#') return rows;
  for (let length = shortest; length <= longest; length += 1) {
    if (length === bounded.length) continue;
    for (let from = 0; from + length <= bounded.length; from += 1) keep(from, from + length);
  }
  return rows;
}

function wordVector(word: string, pieces: StaticPieces): Float32Array {
  const vector = new Float32Array(pieces.dimension);
  const rows = rowsOfWord(word, pieces);
  for (const row of rows)
    add(vector, pieces.values, row * pieces.dimension, (pieces.scales[row] as number) / Math.sqrt(rows.length));
  return vector;
}

function add(into: Float32Array, values: Float32Array | Int8Array, start: number, factor: number): void {
  for (let at = 0; at < into.length; at += 1) into[at] = (into[at] as number) + factor * (values[start + at] as number);
}
