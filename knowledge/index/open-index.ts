import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { corpusOf, type Corpus } from './corpus';
import { IndexError } from './errors';
import { exactVectorIndex } from './exact-vectors';
import { sha256 } from './files';
import { openHnsw } from './hnsw-vectors';
import { CompiledGlossary, loadGlossary, type Glossary } from '../language';
import { exampleTables, lexiconTables, type LexiconTables } from './lexicon';
import { decodeLexicon } from './lexicon-file';
import {
  documentsFile,
  exampleLexiconFile,
  exampleNumbersFile,
  glossaryFile,
  IndexManifest,
  indexFormat,
  lexiconFile,
  lexiconNumbersFile,
  manifestFile,
  StoredDocuments,
} from './manifest';
import { voteOf } from './memory-index';
import { lexiconId, withDefaults, type IndexParts } from './parts';
import { searchIndex, type SearchIndex } from './search-index';
import { exampleDimension, indexExamples, votersOf, type VectorVote, type Voter } from './vector-vote';
import { vectorTable, VectorError, type VectorIndex, type VectorTable } from './vectors';
import { currentVersion, isMissing } from './versions';
import type { Weights } from './weights';

/** A build may replace the version between reading its name and reading its files; twice in a row is a defect. */
const tries = 3;

/** Opens the version in use; undefined when there is none. Throws an IndexError for one that is damaged or of another format. */
export async function openIndex(directory: string, parts: IndexParts = {}): Promise<SearchIndex | undefined> {
  for (let left = tries; ; left -= 1) {
    const version = await currentVersion(directory);
    if (version === undefined) return undefined;
    try {
      return await openVersion(directory, version, parts);
    } catch (error) {
      const replaced = left > 1 && (await currentVersion(directory)) !== version;
      if (!replaced) throw error;
    }
  }
}

/** Opens one version of an index folder. */
export async function openVersion(directory: string, version: string, parts: IndexParts): Promise<SearchIndex> {
  const folder = path.join(directory, version);
  const manifest = await readManifest(folder);
  const { glossary, weights, embedders } = withDefaults({ glossary: await storedGlossary(folder, manifest), ...parts });
  const documents = StoredDocuments.safeParse(
    parseJson(await readChecked(folder, documentsFile, manifest), folder, documentsFile),
  );
  if (!documents.success) throw damaged(folder, documentsFile, z.prettifyError(documents.error));
  const corpus = corpusOf(documents.data);
  if (corpus.entries.length !== manifest.passages) throw damaged(folder, documentsFile, 'passages are missing');

  const notes: string[] = [];
  const votes: VectorVote[] = [];
  for (const voter of votersOf(embedders)) votes.push(await openVote(folder, manifest, corpus, voter, weights, notes));
  const id = lexiconId(glossary, weights);
  const lexicon = await storedLexicon(folder, manifest, lexiconFile, lexiconNumbersFile, id);
  const examples = await storedLexicon(folder, manifest, exampleLexiconFile, exampleNumbersFile, id);
  if (!lexicon || !examples)
    notes.push('The stored words were read with another glossary: read anew in memory. npm run ingest stores them.');
  return searchIndex(
    { ...manifest, notes },
    {
      corpus,
      lexicon: lexicon ?? lexiconTables(corpus, glossary, weights),
      examples: examples ?? exampleTables(corpus, glossary, weights),
      votes,
      glossary,
      weights,
    },
  );
}

/** The program's own glossary, spared the reading when the stored one was compiled from the same files. */
async function storedGlossary(folder: string, manifest: IndexManifest): Promise<Glossary> {
  const compiled = CompiledGlossary.safeParse(
    parseJson(await readChecked(folder, glossaryFile, manifest), folder, glossaryFile),
  );
  if (!compiled.success) throw damaged(folder, glossaryFile, z.prettifyError(compiled.error));
  return loadGlossary(compiled.data);
}

/** The stored words and concepts; undefined when they were read with another glossary or other weights. */
async function storedLexicon(
  folder: string,
  manifest: IndexManifest,
  headerFile: string,
  numbersFile: string,
  id: string,
): Promise<LexiconTables | undefined> {
  const header = parseJson(await readChecked(folder, headerFile, manifest), folder, headerFile);
  const numbers = await readChecked(folder, numbersFile, manifest);
  return decodeLexicon(header, numbers, id);
}

/** The stored vectors when this embedder made them; else, after an upgrade, vectors made anew from the stored clauses. */
async function openVote(
  folder: string,
  manifest: IndexManifest,
  corpus: Corpus,
  voter: Voter,
  weights: Weights,
  notes: string[],
): Promise<VectorVote> {
  const { embedder } = voter;
  const stored = manifest.votes.find((vote) => vote.embedder === embedder.id && vote.dimension === embedder.dimension);
  const hasExamples = corpus.examples.length > 0 && weights.examples[embedder.vote] > 0;
  const plain = stored?.examples?.plain;
  const lacksExamples = !stored?.examples || (embedder.questions !== undefined && plain === undefined);
  if (!stored || (hasExamples && lacksExamples)) {
    notes.push(`No stored vectors of ${embedder.id}: embedded anew in memory. npm run ingest stores them.`);
    return voteOf(corpus, voter, weights);
  }
  return {
    ...voter,
    ...(await openVectors(folder, manifest, stored, embedder.dimension, corpus.entries.length)),
    examples:
      hasExamples && stored.examples
        ? {
            ...(await openVectors(
              folder,
              manifest,
              stored.examples,
              exampleDimension(embedder),
              corpus.examples.length,
              indexExamples,
            )),
            plain:
              plain === undefined
                ? undefined
                : await openTable(folder, plain, manifest, embedder.dimension, corpus.examples.length),
          }
        : { ...noVectors(exampleDimension(embedder)), plain: undefined },
  };
}

async function openVectors(
  folder: string,
  manifest: IndexManifest,
  { vectors, graph }: { vectors: string; graph?: string | undefined },
  dimension: number,
  count: number,
  without: (table: VectorTable) => VectorIndex = exactVectorIndex,
): Promise<Pick<VectorVote, 'table' | 'index'>> {
  const table = await openTable(folder, vectors, manifest, dimension, count);
  const opened = graph === undefined ? undefined : await openGraph(folder, graph, manifest, table);
  return { table, index: opened ?? without(table) };
}

async function openTable(
  folder: string,
  file: string,
  manifest: IndexManifest,
  dimension: number,
  count: number,
): Promise<VectorTable> {
  const bytes = await readChecked(folder, file, manifest);
  try {
    const table = vectorTable(floatsOf(bytes), dimension);
    if (table.count !== count) throw damaged(folder, file, 'it has vectors of other texts');
    return table;
  } catch (error) {
    if (error instanceof VectorError) throw damaged(folder, file, error.message, error);
    throw error;
  }
}

function noVectors(dimension: number): Pick<VectorVote, 'table' | 'index'> {
  const table = vectorTable(new Float32Array(0), dimension);
  return { table, index: exactVectorIndex(table) };
}

async function openGraph(
  folder: string,
  file: string,
  manifest: IndexManifest,
  table: ReturnType<typeof vectorTable>,
): Promise<ReturnType<typeof openHnsw>> {
  await readChecked(folder, file, manifest);
  return openHnsw(path.join(folder, file), table);
}

async function readManifest(folder: string): Promise<IndexManifest> {
  const json = parseJson(await readBytes(folder, manifestFile), folder, manifestFile);
  const format = z.object({ format: z.number() }).safeParse(json);
  if (format.success && format.data.format !== indexFormat)
    throw new IndexError(
      'other-format',
      `${folder} is an index of format ${format.data.format}; this program reads format ${indexFormat}.`,
    );
  const manifest = IndexManifest.safeParse(json);
  if (!manifest.success) throw damaged(folder, manifestFile, z.prettifyError(manifest.error));
  return manifest.data;
}

async function readChecked(folder: string, file: string, manifest: IndexManifest): Promise<Buffer> {
  const bytes = await readBytes(folder, file);
  if (sha256(bytes) !== manifest.files[file])
    throw damaged(folder, file, 'its checksum is not the one in the manifest');
  return bytes;
}

async function readBytes(folder: string, file: string): Promise<Buffer> {
  try {
    return await readFile(path.join(folder, file));
  } catch (cause) {
    if (isMissing(cause)) throw damaged(folder, file, 'it is missing', cause);
    throw new IndexError('unreadable', `The index file ${path.join(folder, file)} cannot be read.`, { cause });
  }
}

function parseJson(bytes: Buffer, folder: string, file: string): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch (cause) {
    throw damaged(folder, file, 'it is not JSON', cause);
  }
}

function damaged(folder: string, file: string, what: string, cause?: unknown): IndexError {
  return new IndexError('damaged', `The index file ${path.join(folder, file)} is damaged: ${what}.`, { cause });
}

/** The bytes as numbers; copied where the buffer does not start at a number's boundary. */
function floatsOf(bytes: Buffer): Float32Array {
  if (bytes.length % Float32Array.BYTES_PER_ELEMENT !== 0)
    throw new VectorError('The file does not hold whole numbers.');
  const count = bytes.length / Float32Array.BYTES_PER_ELEMENT;
  if (bytes.byteOffset % Float32Array.BYTES_PER_ELEMENT === 0)
    return new Float32Array(bytes.buffer, bytes.byteOffset, count);
  return new Float32Array(new Uint8Array(bytes).buffer);
}
