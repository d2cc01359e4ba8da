import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { LoadedDocument } from '../documents';
import { documentsFile, IndexManifest, manifestFile, StoredDocuments } from './manifest';
import { currentVersion } from './versions';

/** What an index was built from, and when: enough to build another one beside it. */
export interface StoredIndexDocuments {
  documents: LoadedDocument[];
  source: IndexManifest['source'];
  builtAt: string;
}

/** The documents that the index in a folder was built from; undefined where there is none that can be read. */
export async function storedDocuments(directory: string): Promise<StoredIndexDocuments | undefined> {
  const version = await currentVersion(directory);
  if (version === undefined) return undefined;
  const read = async (name: string): Promise<unknown> =>
    JSON.parse(await readFile(path.join(directory, version, name), 'utf8'));
  const manifest = IndexManifest.safeParse(await read(manifestFile));
  const documents = StoredDocuments.safeParse(await read(documentsFile));
  if (!manifest.success || !documents.success) return undefined;
  return { documents: documents.data, source: manifest.data.source, builtAt: manifest.data.builtAt };
}
