import { mkdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import type { LoadedDocument } from '../documents';
import { corpusOf } from './corpus';
import { sha256, replaceDurably, syncToDisk, writeDurably } from './files';
import type { HnswVectorIndex } from './hnsw-vectors';
import { lendQuestions } from './lent-questions';
import { exampleTables, lexiconTables } from './lexicon';
import { encodeLexicon } from './lexicon-file';
import {
  currentFile,
  documentsFile,
  exampleLexiconFile,
  exampleNumbersFile,
  glossaryFile,
  indexFormat,
  lexiconFile,
  lexiconNumbersFile,
  manifestFile,
  type IndexManifest,
} from './manifest';
import { countsOf, voteOf } from './memory-index';
import { openVersion } from './open-index';
import { lexiconId, withDefaults, type IndexParts } from './parts';
import { votersOf, type VectorVote } from './vector-vote';
import type { VectorTable } from './vectors';
import { currentVersion, markSuperseded, newVersion, removeOldVersions } from './versions';

export interface BuildOptions extends IndexParts {
  /** The index's folder; made when it is not there. */
  directory: string;
  source: 'shipped' | 'given';
}

/**
 * Builds an index beside the one in use, checks it by opening it, puts it in use in one step and removes what is older than the one
 * before. A kill at any moment leaves a whole index. Of two builds at once the last to finish wins.
 */
export async function buildIndex(documents: readonly LoadedDocument[], options: BuildOptions): Promise<IndexManifest> {
  const { directory } = options;
  const now = new Date();
  const version = newVersion(now);
  const folder = path.join(directory, version);
  await mkdir(folder, { recursive: true });
  try {
    const manifest = await writeVersion(documents, options, version, now);
    (await openVersion(directory, version, options)).close();
    const previous = await currentVersion(directory);
    await replaceDurably(path.join(directory, currentFile), `${version}\n`);
    if (previous !== undefined) await markSuperseded(directory, previous);
    await removeOldVersions(directory, [version, previous], new Date());
    return manifest;
  } catch (error) {
    if ((await currentVersion(directory)) !== version) await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

async function writeVersion(
  documents: readonly LoadedDocument[],
  options: BuildOptions,
  version: string,
  now: Date,
): Promise<IndexManifest> {
  const { glossary, weights, embedders } = withDefaults(options);
  const folder = path.join(options.directory, version);
  const withQuestions = lendQuestions(documents, glossary, weights);
  const corpus = corpusOf(withQuestions);
  const files: Record<string, string> = {};
  const write = async (name: string, content: Uint8Array | string): Promise<void> => {
    await writeDurably(path.join(folder, name), content);
    files[name] = sha256(content);
  };

  await write(documentsFile, JSON.stringify(withQuestions));
  await write(glossaryFile, JSON.stringify(glossary.compiled()));
  const id = lexiconId(glossary, weights);
  const lexicon = encodeLexicon(lexiconTables(corpus, glossary, weights), id);
  await write(lexiconFile, lexicon.header);
  await write(lexiconNumbersFile, lexicon.numbers);
  const examples = encodeLexicon(exampleTables(corpus, glossary, weights), id);
  await write(exampleLexiconFile, examples.header);
  await write(exampleNumbersFile, examples.numbers);
  const writeVectors = async (
    name: string,
    { table, index }: Pick<VectorVote, 'table' | 'index'>,
  ): Promise<{ vectors: string; graph?: string }> => {
    const vectors = `${name}.f32`;
    await write(vectors, bytesOf(table.values));
    if (!isGraph(index)) return { vectors };
    const graph = `${name}.hnsw`;
    const file = path.join(folder, graph);
    index.save(file);
    await syncToDisk(file);
    files[graph] = sha256(await readFile(file));
    return { vectors, graph };
  };
  const writePlain = async (name: string, table: VectorTable | undefined): Promise<{ plain?: string }> => {
    if (!table) return {};
    await write(name, bytesOf(table.values));
    return { plain: name };
  };
  const votes: IndexManifest['votes'] = [];
  for (const [place, voter] of votersOf(embedders).entries()) {
    const { embedder } = voter;
    const { examples: exampleVectors, ...own } = await voteOf(corpus, voter, weights);
    votes.push({
      embedder: embedder.id,
      dimension: embedder.dimension,
      ...(await writeVectors(`vectors-${place}`, own)),
      examples:
        exampleVectors.table.count > 0
          ? {
              ...(await writeVectors(`examples-${place}`, exampleVectors)),
              ...(await writePlain(`examples-${place}-plain.f32`, exampleVectors.plain)),
            }
          : undefined,
    });
  }
  const manifest: IndexManifest = {
    format: indexFormat,
    version,
    builtAt: now.toISOString(),
    source: options.source,
    ...countsOf(corpus),
    votes,
    files,
    notes: [],
  };
  await writeDurably(path.join(folder, manifestFile), JSON.stringify(manifest, undefined, 2));
  await syncToDisk(folder);
  await syncToDisk(options.directory);
  return manifest;
}

const isGraph = (index: VectorVote['index']): index is HnswVectorIndex => index.kind === 'hnsw';

function bytesOf(values: Float32Array): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
}
