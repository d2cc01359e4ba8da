import { maySee, type Audience, type Clause, type DocumentSummary, type LoadedDocument } from '../documents';
import type { Glossary } from '../language';
import type { Corpus } from './corpus';
import { lexiconOf, type LexiconTables } from './lexicon';
import type { IndexManifest } from './manifest';
import { createSearcher, type SearchQuestion, type SearchResult } from './searcher';
import type { VectorVote } from './vector-vote';
import type { Weights } from './weights';

/** The documents, ready to be searched and read. */
export interface SearchIndex {
  readonly manifest: IndexManifest;
  readonly documents: readonly DocumentSummary[];
  /** The best clauses that the asker may see, and numbers to decide on. */
  search(question: SearchQuestion): Promise<SearchResult>;
  /** A document by its name with its clauses in order; undefined when there is none or the reader may not see it. */
  document(name: string, reader: Audience): { document: DocumentSummary; clauses: readonly Clause[] } | undefined;
  /** Lets go of the memory. No search afterwards. */
  close(): void;
}

/** Puts the parts together. */
export function searchIndex(
  manifest: IndexManifest,
  parts: {
    corpus: Corpus;
    lexicon: LexiconTables;
    examples: LexiconTables;
    votes: readonly VectorVote[];
    glossary: Glossary;
    weights: Weights;
  },
): SearchIndex {
  const byName = new Map(parts.corpus.documents.map((document) => [document.name, document]));
  const summaries = parts.corpus.documents.map(summaryOf);
  let searcher: ReturnType<typeof createSearcher> | undefined = createSearcher({
    ...parts,
    lexicon: lexiconOf(parts.lexicon, parts.glossary),
    examples: lexiconOf(parts.examples, parts.glossary),
  });
  return {
    manifest,
    documents: summaries,
    async search(question) {
      if (!searcher) throw new Error('This index was closed; search the one that replaced it.');
      return searcher.search(question);
    },
    document(name, reader) {
      const document = byName.get(name);
      if (!document || !maySee(reader, document.audience)) return undefined;
      return { document: summaryOf(document), clauses: document.clauses };
    },
    close() {
      searcher = undefined;
      byName.clear();
    },
  };
}

function summaryOf({
  clauses: _clauses,
  questions: _questions,
  modelQuestions: _modelQuestions,
  warnings: _warnings,
  ...summary
}: LoadedDocument): DocumentSummary {
  return summary;
}
