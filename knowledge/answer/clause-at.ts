import type { Citation } from '../answer-types';
import type { Audience, Passage } from '../documents';
import type { SearchIndex } from '../index/search-index';
import type { Language } from '../language/languages';
import { cite } from './citation';
import { editionFor } from './compose';

/** A clause known by its place, in the edition nearest to `language`; undefined where no document that the reader may see has it. */
export function clauseAt(
  index: SearchIndex,
  { work, clause }: { work: string; clause: string },
  language: Language,
  audience: Audience,
): Citation | undefined {
  const editions = index.documents
    .filter((document) => document.work === work)
    .flatMap(({ name }): Passage[] => {
      const found = index.document(name, audience);
      const meant = found?.clauses.find(({ id }) => id === clause);
      return found && meant ? [{ document: found.document, clause: meant, score: 0 }] : [];
    });
  const [first, ...others] = editions;
  return first && cite(editionFor([first, ...others], language));
}
