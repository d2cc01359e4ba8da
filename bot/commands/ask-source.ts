import { stat } from 'node:fs/promises';
import { createResponder, type Responder } from '../../dialogs';
import type { LoadedDocument } from '../../knowledge';
import { createKnowledge } from '../../knowledge/answer';
import { memoryIndex, type SearchIndex } from '../../knowledge/index/index';
import type { AnswerWriter, WritingTrace } from '../../knowledge/writing';
import { loadConfig } from '../config';
import { indexPlace } from '../index-place';

/** Why there is nothing to answer from, in a sentence for the person at the terminal. */
export class SourceError extends Error {}

/**
 * The documents to answer from: a folder's, or those of the index under `DATA_DIR`, which is built when it is missing.
 * @param say told what is being done and what could not be read
 * @param writer puts the answers into words; absent: they are quoted
 * @throws SourceError when there is nothing to answer from
 */
export async function openSource(
  folder: string | undefined,
  say: (line: string) => void,
  { writer }: { writer?: AnswerWriter | undefined } = {},
): Promise<{ index: SearchIndex; responder: Responder }> {
  if (folder !== undefined) {
    const index = await memoryIndex(await readFolder(folder, say));
    // No contact and no glossary of ours: the bot does not know whose documents these are.
    return {
      index,
      responder: createResponder({ knowledge: createKnowledge(() => index, { glossary: false }), writer }),
    };
  }
  const config = loadConfig(process.env);
  const place = await indexPlace(config, (error) => say(String(error)));
  const { openServedIndex } = await import('./shipped-index.js');
  const index = await openServedIndex(place, say);
  return {
    index,
    responder: createResponder({ knowledge: createKnowledge(() => index), contact: config.contact, writer }),
  };
}

/** The configured model's wording, with its traces; undefined without a model. */
export async function openWriter(onTrace: (trace: WritingTrace) => void): Promise<AnswerWriter | undefined> {
  const { models, contact } = loadConfig(process.env);
  if (!models.chat) return undefined;
  const { modelWriters } = await import('../answer-writer.js');
  const parts = { settings: models.chat, knownNames: [contact.company], now: () => new Date(), onTrace };
  return modelWriters(parts).answers;
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
