import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** The head of a `.semb` file: what its numbers mean. */
const Head = z.object({
  format: z.literal(1),
  dim: z.number().int().positive(),
  pieces: z.number().int().positive(),
  ngramMin: z.number().int().positive(),
  ngramMax: z.number().int().positive(),
  vocabBytes: z.number().int().positive(),
});

/** The trained pieces of words and their vectors. */
export interface StaticPieces {
  dimension: number;
  /** The shortest and the longest piece that is not a whole word. */
  shortest: number;
  longest: number;
  /** The row of the piece that stands in `text` from `from` up to `to`; undefined for one that is unknown. */
  row(text: string, from: number, to: number): number | undefined;
  /** Row after row; a value is the number here times its row's scale. */
  values: Int8Array;
  scales: Float32Array;
}

/** Weights that are missing, cut short or of another format. */
export class StaticWeightsError extends Error {
  override readonly name = 'StaticWeightsError';
}

const fourBytes = (length: number): number => Math.ceil(length / 4) * 4;
const newline = 10;

/** Reads a `.semb` file. Throws a StaticWeightsError for one that is none. */
export function readStaticPieces(file: string): StaticPieces {
  const bytes = read(file);
  if (bytes.toString('latin1', 0, 4) !== 'SEMB') throw new StaticWeightsError(`${file} holds no SEMB weights.`);
  const headLength = bytes.readUInt32LE(4);
  const head = Head.parse(JSON.parse(bytes.toString('utf8', 8, 8 + headLength)));
  const vocabStart = 8 + headLength;
  const scalesStart = vocabStart + fourBytes(head.vocabBytes);
  const valuesStart = scalesStart + Float32Array.BYTES_PER_ELEMENT * head.pieces;
  const end = valuesStart + head.pieces * head.dim;
  if (bytes.length !== end) throw new StaticWeightsError(`${file} has ${bytes.length} bytes instead of ${end}.`);
  return {
    dimension: head.dim,
    shortest: head.ngramMin,
    longest: head.ngramMax,
    row: whenAsked(() => rowsOf(bytes.subarray(vocabStart, vocabStart + head.vocabBytes), head.pieces)),
    values: new Int8Array(bytes.buffer, bytes.byteOffset + valuesStart, head.pieces * head.dim),
    // A copy: a view of floats must begin at a multiple of four of the underlying memory.
    scales: new Float32Array(bytes.buffer.slice(bytes.byteOffset + scalesStart, bytes.byteOffset + valuesStart)),
  };
}

function read(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (cause) {
    throw new StaticWeightsError(`The embedding weights ${file} cannot be read. They come with the project.`, {
      cause,
    });
  }
}

/** Numbering the pieces takes some 25 ms, which the first question can bear better than the start. */
function whenAsked(make: () => StaticPieces['row']): StaticPieces['row'] {
  let made: StaticPieces['row'] | undefined;
  return (text, from, to) => (made ??= make())(text, from, to);
}

/**
 * A hash table over the names as they lie in the file: sixty thousand strings in a Map would take seven times the memory and most of the
 * time that loading takes.
 */
function rowsOf(names: Uint8Array, pieces: number): StaticPieces['row'] {
  const starts = new Int32Array(pieces + 1);
  let row = 1;
  for (let at = 0; at < names.length; at += 1) if (names[at] === newline && row < pieces) starts[row++] = at + 1;
  starts[pieces] = names.length + 1;
  const size = 1 << Math.ceil(Math.log2(2 * pieces));
  const table = new Int32Array(size).fill(-1);
  for (let piece = 0; piece < pieces; piece += 1) {
    let hash = hashStart;
    for (let at = starts[piece] as number; at < (starts[piece + 1] as number) - 1; at += 1)
      hash = hashNext(hash, names[at] as number);
    let place = placeOf(hash, size);
    while (table[place] !== -1) place = (place + 1) & (size - 1);
    table[place] = piece;
  }
  return (text, from, to) => {
    let hash = hashStart;
    for (let at = from; at < to; at += 1) hash = hashNext(hash, text.charCodeAt(at));
    for (let place = placeOf(hash, size); ; place = (place + 1) & (size - 1)) {
      const piece = table[place] as number;
      if (piece === -1) return undefined;
      const start = starts[piece] as number;
      if ((starts[piece + 1] as number) - 1 - start !== to - from) continue;
      let same = 0;
      while (same < to - from && names[start + same] === text.charCodeAt(from + same)) same += 1;
      if (same === to - from) return piece;
    }
  };
}

const hashStart = 0x811c9dc5;
const hashNext = (hash: number, code: number): number => Math.imul(hash ^ code, 0x01000193);
const placeOf = (hash: number, size: number): number => (hash ^ (hash >>> 15)) & (size - 1);
