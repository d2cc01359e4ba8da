import { openIndex, type SearchIndex } from '../../../knowledge/index/index';
import { type LoadedDocument, projectPath } from '../../../knowledge';

/** The documents that we ship, searchable: the index that the global setup has made. */
export async function shippedIndex(): Promise<SearchIndex> {
  const index = await openIndex(projectPath('dist', 'test-data', 'index'));
  if (!index) throw new Error('The global setup has left no index.');
  return index;
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
