import { stat } from 'node:fs/promises';
import { createResponder, type Responder } from '../../dialogs';
import type { LoadedDocument } from '../../knowledge';
import { createKnowledge } from '../../knowledge/answer';
import { memoryIndex, openIndex, type SearchIndex } from '../../knowledge/index/index';
import { loadConfig } from '../config';
import { indexPlace } from '../index-place';

/** Why there is nothing to answer from, in a sentence for the person at the terminal. */
export class SourceError extends Error {}

/**
 * The documents to answer from: a folder's, or those of the index under `DATA_DIR`, which is built when it is missing.
 * @param say told what is being done and what could not be read
 * @throws SourceError when there is nothing to answer from
 */
export async function openSource(
  folder: string | undefined,
  say: (line: string) => void,
): Promise<{ index: SearchIndex; responder: Responder }> {
  if (folder !== undefined) {
    const index = await memoryIndex(await readFolder(folder, say));
    // No contact and no glossary of ours: the bot does not know whose documents these are.
    return { index, responder: createResponder({ knowledge: createKnowledge(() => index, { glossary: false }) }) };
  }
  const config = loadConfig(process.env);
  const place = await indexPlace(config, (error) => say(String(error)));
  const { directory, serving } = place;
  const { ensureShippedIndex } = await import('./shipped-index.js');
  await ensureShippedIndex(place, say);
  const index = await openIndex(directory, serving);
  if (!index) throw new SourceError(`There is no index in ${directory} after building it. Run: npm run ingest`);
  return { index, responder: createResponder({ knowledge: createKnowledge(() => index), contact: config.contact }) };
}

async function readFolder(folder: string, say: (line: string) => void): Promise<LoadedDocument[]> {
  const found = await stat(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined;
    throw error;
  });
  if (!found?.isDirectory()) throw new SourceError(`--documents: there is no folder ${folder}.`);
  const { readDocuments, DuplicateDocumentNameError } = await import('../../knowledge/ingest/index.js');
  const read = await readDocuments([folder]).catch((error: unknown) => {
    if (error instanceof DuplicateDocumentNameError) throw new SourceError(error.message, { cause: error });
    throw error;
  });
  for (const { file, reason } of read.failures) say(`Left out ${file}: ${reason}`);
  if (read.documents.length === 0) throw new SourceError(`--documents: no document could be read in ${folder}.`);
  return read.documents;
}
