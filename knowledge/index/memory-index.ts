import type { LoadedDocument } from '../documents';
import { corpusOf, type Corpus } from './corpus';
import type { Embedder } from './embedder';
import { lexiconTables } from './lexicon';
import { indexFormat, type IndexManifest } from './manifest';
import { withDefaults, type IndexParts } from './parts';
import { searchIndex, type SearchIndex } from './search-index';
import { embedCorpus, indexTable, type VectorVote } from './vector-vote';
import type { Weights } from './weights';

/** An index of these documents that is never written to disk. */
export async function memoryIndex(documents: readonly LoadedDocument[], parts: IndexParts = {}): Promise<SearchIndex> {
  const { glossary, weights, embedders } = withDefaults(parts);
  const corpus = corpusOf(documents);
  const votes = await Promise.all(embedders.map((embedder) => voteOf(corpus, embedder, weights)));
  const manifest: IndexManifest = {
    format: indexFormat,
    version: 'memory',
    builtAt: new Date().toISOString(),
    source: 'given',
    ...countsOf(corpus),
    votes: votes.map(({ embedder }) => ({ embedder: embedder.id, dimension: embedder.dimension, vectors: '' })),
    files: {},
    notes: [],
  };
  const lexicon = lexiconTables(corpus, glossary, weights);
  return searchIndex(manifest, { corpus, lexicon, votes, glossary, weights });
}

/** Embeds the documents and makes them searchable. */
export async function voteOf(corpus: Corpus, embedder: Embedder, weights: Weights): Promise<VectorVote> {
  const table = await embedCorpus(corpus, embedder, weights);
  return { embedder, table, index: indexTable(table) };
}

/** The manifest's figures about the documents. */
export function countsOf({
  documents,
  entries,
  groups,
}: Corpus): Pick<IndexManifest, 'sources' | 'passages' | 'clauses'> {
  return {
    sources: documents.map(({ name, sha256 }) => ({ name, sha256 })),
    passages: entries.length,
    clauses: groups.length,
  };
}
