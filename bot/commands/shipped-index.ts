import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { projectPath } from '../../knowledge';
import {
  buildIndex,
  IndexError,
  openIndex,
  type SearchIndex,
  sourceOf,
  storedDocuments,
  type StoredIndexDocuments,
} from '../../knowledge/index/index';
import { ModelError } from '../../knowledge/models/chat-model';
import { shippedQuestionFile } from '../../knowledge/questions';
import { indexFolders, type IndexPlace } from '../index-place';

/** The documents that come with the project. */
export const shippedDocuments = projectPath('knowledge', 'documents');

async function shippedChecksums(): Promise<string> {
  const names = (await readdir(shippedDocuments)).filter((name) => !name.startsWith('.')).sort();
  const sums = await Promise.all(
    names.map(async (name) =>
      createHash('sha256')
        .update(await readFile(path.join(shippedDocuments, name)))
        .digest('hex'),
    ),
  );
  return sums.sort().join();
}

/** True for an index of the shipped documents that was made of another state of them or of the program. An index of the insurer's own is left alone. */
async function isOutdated(index: SearchIndex): Promise<boolean> {
  if (index.manifest.source === 'given') return false;
  // Something was made anew in memory while opening (another glossary, say): stored, it spares every later start the work.
  if (index.manifest.notes.length > 0) return true;
  const indexed = index.documents.map((document) => document.sha256);
  if (indexed.sort().join() !== (await shippedChecksums())) return true;
  const same = await Promise.all(
    index.documents.map(
      async ({ work, questionsSha256 }) => questionsSha256 === (await checksum(shippedQuestionFile(work))),
    ),
  );
  return same.includes(false);
}

/** Undefined for a file that is not there. */
async function checksum(file: string): Promise<string | undefined> {
  if (!existsSync(file)) return undefined;
  return createHash('sha256')
    .update(await readFile(file))
    .digest('hex');
}

/** The index in use. One of the shipped documents that cannot be used counts as none: it is made again from what came with the project. */
async function openPresent({ directory, serving }: IndexPlace): Promise<SearchIndex | undefined> {
  try {
    return await openIndex(directory, serving);
  } catch (error) {
    if (error instanceof IndexError && (await sourceOf(directory)) === 'shipped') return undefined;
    throw error;
  }
}

/** The insurer's own documents as they were last ingested with another embedding model; undefined where the index at `place` is newer, or has never been another. */
async function givenElsewhere(
  { directory }: IndexPlace,
  present: SearchIndex | undefined,
): Promise<StoredIndexDocuments | undefined> {
  const others = (await indexFolders(path.dirname(directory))).filter((folder) => folder !== directory);
  const stored = await Promise.all(others.map((folder) => storedDocuments(folder).catch(() => undefined)));
  const given = stored.flatMap((one) => (one?.source === 'given' ? [one] : []));
  const [newest] = given.sort((a, b) => (a.builtAt < b.builtAt ? 1 : -1));
  return newest && (!present || present.manifest.builtAt < newest.builtAt) ? newest : undefined;
}

/** The insurer's own documents here, where their index came from somewhere that has not this embedding model: its vectors are made and stored once. */
async function givenWithoutVectors(
  { directory, building }: IndexPlace,
  present: SearchIndex | undefined,
): Promise<StoredIndexDocuments | undefined> {
  if (!building.embedders || !present || present.manifest.notes.length === 0) return undefined;
  const stored = await storedDocuments(directory);
  return stored?.source === 'given' ? stored : undefined;
}

/**
 * Opens the index to serve; builds one of the shipped documents first when there is none, or when they have changed since, and one of the insurer's own
 * where those were last ingested with another embedding model.
 * @param say told, in one line, what is being done
 * @throws IndexError when an index of the insurer's own documents is damaged or foreign
 */
export async function openServedIndex(place: IndexPlace, say: (line: string) => void): Promise<SearchIndex> {
  const { directory, serving, otherwise } = place;
  const present = await openPresent(place);
  const elsewhere = (await givenElsewhere(place, present)) ?? (await givenWithoutVectors(place, present));
  if (present && !elsewhere && !(await isOutdated(present))) return present;
  present?.close();
  try {
    await build(place, elsewhere, say);
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    say(`${error.message} Its index could not be built; the next start tries again.`);
    if (!present && otherwise) return openServedIndex(otherwise, say);
  }
  const built = await openIndex(directory, serving);
  if (!built)
    throw new Error(
      `The index in ${directory} is gone though it has just been built. Is something else deleting files there?`,
    );
  return built;
}

/** Builds the index of the insurer's own documents as they were last ingested, or of the shipped ones. */
async function build(
  { directory, building }: IndexPlace,
  elsewhere: StoredIndexDocuments | undefined,
  say: (line: string) => void,
): Promise<void> {
  if (elsewhere) {
    say('Indexing the documents of the last ingest for this embedding model…');
    await buildIndex(elsewhere.documents, { directory, source: 'given', ...building });
    return;
  }
  say('Indexing the shipped documents…');
  // Loaded only here: the readers of all formats would cost every start a fifth of a second.
  const { readDocuments } = await import('../../knowledge/ingest/index.js');
  const { documents, failures } = await readDocuments([shippedDocuments]);
  const [first] = failures;
  if (first) throw new Error(`The shipped document ${first.file} cannot be read: ${first.reason}`);
  await buildIndex(documents, { directory, source: 'shipped', ...building });
}
