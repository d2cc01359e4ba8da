import type { Citation } from '../answer-types';
import type { Passage } from '../documents';

/** The place in the document viewer, relative to the service. */
const linkTo = (document: string, clause: string): string =>
  `/documents/${encodeURIComponent(document)}#${encodeURIComponent(clause)}`;

/** The citation of a clause, quoted whole. */
export function cite({ document, clause }: Passage): Citation {
  return {
    document: document.name,
    title: document.title,
    edition: document.edition,
    language: document.language,
    clause: clause.id,
    heading: clause.headings.at(-1) ?? document.title,
    quote: clause.text,
    link: linkTo(document.name, clause.id),
  };
}
