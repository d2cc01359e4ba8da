import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { IndexParts } from '../knowledge/index/index';
import type { Config } from './config';

/** Where the index is, and what it is built and searched with. */
export interface IndexPlace {
  directory: string;
  /** A provider that fails ends a build: what is stored must be whole. */
  building: IndexParts;
  /** A provider that fails is left out of a question's search. */
  serving: IndexParts;
  /** Where to go when the provider cannot be had and there is no index yet. */
  otherwise?: IndexPlace;
}

/** What a question waits for its vector. */
const questionTimeoutMs = 2000;

/** The index of the vectors that come with the project. */
export const usualPlace = ({ dataDirectory }: Pick<Config, 'dataDirectory'>): IndexPlace => ({
  directory: path.join(dataDirectory, 'index'),
  building: {},
  serving: {},
});

/**
 * The place of the index for the configured embedding model: a folder of its own for each, so that one of another model is never searched.
 * @param onFailure told when a question's vector could not be had
 * @throws ModelError when the provider cannot be reached
 */
export async function indexPlace(
  config: Pick<Config, 'dataDirectory' | 'models'>,
  onFailure: (error: unknown) => void,
): Promise<IndexPlace> {
  const { embedding } = config.models;
  if (!embedding) return usualPlace(config);
  const { langChainEmbedder, questionEmbedder } = await import('../knowledge/models/index.js');
  const { staticEmbedder } = await import('../knowledge/index/index.js');
  const model = await langChainEmbedder(embedding);
  const own = staticEmbedder();
  const asked = questionEmbedder(model, { masks: embedding.masks, timeoutMs: questionTimeoutMs, onFailure });
  const name = `${embedding.provider}-${embedding.model}`.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  const mark = createHash('sha256').update(`${model.id} ${model.dimension}`).digest('hex').slice(0, 8);
  return {
    directory: path.join(config.dataDirectory, `index-${name}-${mark}`),
    building: { embedders: [own, model] },
    serving: { embedders: [own, asked] },
    otherwise: usualPlace(config),
  };
}

/** The folders of all indexes under `DATA_DIR`. */
export async function indexFolders(dataDirectory: string): Promise<string[]> {
  const names = await readdir(dataDirectory).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  return names
    .filter((name) => name === 'index' || name.startsWith('index-'))
    .map((name) => path.join(dataDirectory, name));
}
