import type { LoadedDocument } from '../documents';
import { documentsWithout, partsWithout, type Ablation } from './ablation';
import { corpusOf, type Corpus } from './corpus';
import { exactVectorIndex } from './exact-vectors';
import { lendQuestions } from './lent-questions';
import { exampleTables, lexiconTables } from './lexicon';
import { indexFormat, type IndexManifest } from './manifest';
import { withDefaults, type IndexParts } from './parts';
import { searchIndex, type SearchIndex } from './search-index';
import {
  embedCorpus,
  embedExamples,
  indexExamples,
  indexTable,
  votersOf,
  type VectorVote,
  type Voter,
} from './vector-vote';
import type { Weights } from './weights';

/**
 * An index of these documents that is never written to disk.
 * @param without what to leave out, to see what it is worth
 */
export async function memoryIndex(
  documents: readonly LoadedDocument[],
  parts: IndexParts = {},
  without: readonly Ablation[] = [],
): Promise<SearchIndex> {
  const { glossary, weights, embedders } = partsWithout(withDefaults(parts), without);
  const chosen = documentsWithout(documents, without);
  const lends = !without.includes('examples') && !without.includes('lent-examples');
  const corpus = corpusOf(lends ? lendQuestions(chosen, glossary, weights) : chosen);
  const votes = await Promise.all(votersOf(embedders).map((voter) => voteOf(corpus, voter, weights)));
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
  const examples = exampleTables(corpus, glossary, weights);
  return searchIndex(manifest, { corpus, lexicon, examples, votes, glossary, weights });
}

/** Embeds the documents and makes them searchable. */
export async function voteOf(corpus: Corpus, voter: Voter, weights: Weights): Promise<VectorVote> {
  const { embedder, nominates } = voter;
  const table = await embedCorpus(corpus, embedder, weights);
  const examples = await embedExamples(corpus, embedder, weights);
  const index = nominates ? indexTable(table) : exactVectorIndex(table);
  return { ...voter, table, index, examples: { ...examples, index: indexExamples(examples.table) } };
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
