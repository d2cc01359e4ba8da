import { createHash } from 'node:crypto';
import { loadGlossary, type Glossary } from '../language';
import type { Embedder } from './embedder';
import { staticEmbedder } from './static-embedder';
import { loadWeights, type Weights } from './weights';

/** What an index is built and searched with. All have defaults that need neither key nor network. */
export interface IndexParts {
  embedders?: readonly Embedder[];
  glossary?: Glossary;
  weights?: Weights;
}

/** Fills in the defaults. */
export function withDefaults({
  glossary = loadGlossary(),
  weights = loadWeights(),
  embedders,
}: IndexParts): Required<IndexParts> {
  return { glossary, weights, embedders: embedders ?? [staticEmbedder()] };
}

/** Raise with any change of the text analysis or of the lexicon's arithmetic: stored lexicons are then made anew. */
const lexiconVersion = 2;

/** What a stored lexicon was made with. */
export function lexiconId(glossary: Glossary, { fields, keywords, concepts, weakWord, examples }: Weights): string {
  const { saturation, lengthPenalty } = examples;
  const settings = JSON.stringify({ fields, keywords, concepts, weakWord, saturation, lengthPenalty });
  return `${lexiconVersion}-${glossary.hash.slice(0, 12)}-${createHash('sha256').update(settings).digest('hex').slice(0, 12)}`;
}
