import { memoryIndex } from '../../../knowledge/index/index';
import type { SearchIndex } from '../../../knowledge/index/index';
import type { LoadedDocument } from '../../../knowledge';
import { readDocuments } from '../../../knowledge/ingest';
import { shippedDocuments } from '../../../bot/commands/shipped-index';

/** The documents that we ship, searchable. */
export async function shippedIndex(): Promise<SearchIndex> {
  const { documents, failures } = await readDocuments([shippedDocuments]);
  if (failures.length > 0) throw new Error(`Shipped documents cannot be read: ${JSON.stringify(failures)}`);
  return memoryIndex(documents);
}

/** A document made for a test. */
export function documentOf(clauses: LoadedDocument['clauses'], more: Partial<LoadedDocument> = {}): LoadedDocument {
  return {
    name: 'guide',
    work: 'guide',
    title: 'Guide',
    language: 'da',
    edition: '1',
    audience: 'public',
    sha256: 'a'.repeat(64),
    clauses,
    warnings: [],
    ...more,
  };
}
