import { analyse, identifyLanguage, isSilent, loadGlossary, looseKey, type Glossary } from '../language';
import type { InstantEmbedder } from './embedder';
import { loadWeights, type Weights } from './weights';

/** Raise with any change of the arithmetic below or of the text analysis under it: stored vectors are then made anew. */
const version = 2;
/** Dimensions of the blocks: concepts, stems, character n-grams. */
const blocks = { concepts: 160, stems: 96, grams: 256 };
const dimension = blocks.concepts + blocks.stems + blocks.grams;
const shortestGram = 3;
const longestGram = 5;

/**
 * The offline default: concepts of the trade, stems and character 3- to 5-grams, each hashed into its own block of one dense unit
 * vector. Deterministic; needs nothing but the glossary.
 */
export function hashedEmbedder(glossary: Glossary = loadGlossary(), weights: Weights = loadWeights()): InstantEmbedder {
  const { concepts, stems, grams } = weights.hashing;
  const embedNow: InstantEmbedder['embedNow'] = (text, language, analysis = analyse(text, language, glossary)) => {
    const vector = new Float32Array(dimension);
    for (const match of analysis.concepts)
      hashInto(vector, `c${glossary.ids[match.concept]}`, match.weight, 0, blocks.concepts);
    for (const word of analysis.words) {
      if (isSilent(word.kind)) continue;
      const weight = word.kind === 'weak' ? weights.weakWord : 1;
      hashInto(vector, `s${word.key}`, weight, blocks.concepts, blocks.stems);
      addGrams(vector, looseKey(word.text), weight);
    }
    scaleBlock(vector, 0, blocks.concepts, concepts);
    scaleBlock(vector, blocks.concepts, blocks.stems, stems);
    scaleBlock(vector, blocks.concepts + blocks.stems, blocks.grams, grams);
    return toUnitLength(vector);
  };
  const embed = (text: string): number[] => Array.from(embedNow(text, identifyLanguage(text)));
  return {
    id: `hashed-${version}-${dimension}-${concepts}-${stems}-${grams}-${glossary.hash.slice(0, 12)}`,
    dimension,
    vote: 'hashed',
    embedNow,
    embedQuery: async (text) => embed(text),
    embedDocuments: async (texts) => texts.map(embed),
  };
}

/** Brings a vector to length 1 in place; a vector of zeros stays one. */
export function toUnitLength(vector: Float32Array): Float32Array {
  scaleBlock(vector, 0, vector.length, 1);
  return vector;
}

function addGrams(vector: Float32Array, word: string, weight: number): void {
  const bounded = `^${word}$`;
  const start = blocks.concepts + blocks.stems;
  // A long word has many n-grams: by the root of their number it weighs more than a short one, but not as much more.
  const count = Math.max(1, 3 * bounded.length - 9);
  for (let length = shortestGram; length <= longestGram; length += 1)
    for (let at = 0; at + length <= bounded.length; at += 1)
      hashInto(vector, bounded.slice(at, at + length), weight / Math.sqrt(count), start, blocks.grams);
}

/** FNV-1a; the sign comes from a bit of its own, so that collisions cancel out on average. */
function hashInto(vector: Float32Array, feature: string, weight: number, start: number, size: number): void {
  let hash = 0x811c9dc5;
  for (let at = 0; at < feature.length; at += 1) hash = Math.imul(hash ^ feature.charCodeAt(at), 0x01000193);
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 0x2c1b3c6d);
  hash ^= hash >>> 12;
  const place = start + ((hash >>> 1) % size);
  vector[place] = (vector[place] as number) + (hash & 1 ? weight : -weight);
}

function scaleBlock(vector: Float32Array, start: number, size: number, length: number): void {
  let sum = 0;
  for (let at = start; at < start + size; at += 1) sum += (vector[at] as number) ** 2;
  if (sum === 0) return;
  const factor = length / Math.sqrt(sum);
  for (let at = start; at < start + size; at += 1) vector[at] = (vector[at] as number) * factor;
}
