import { safeHref } from '../../../widget/markdown';
import type { Citation } from '../../api/types';
import { useDesk } from '../desk-context';

/** The clauses behind an answer, each a link to its place in the document. */
export function Citations({ citations }: { citations: readonly Citation[] }) {
  const { words } = useDesk();
  if (citations.length === 0) return null;
  return (
    <ul class="citations" aria-label={words.talk.sources}>
      {citations.map((citation, at) => (
        <li key={at}>
          <CitationLink citation={citation} />
        </li>
      ))}
    </ul>
  );
}

export function CitationLink({ citation: { title, heading, link } }: { citation: Citation }) {
  const { words } = useDesk();
  const href = safeHref(link, location.origin);
  const text = [heading, title].filter((part) => part !== '').join(' · ');
  if (href === undefined) return <span class="citation">{text}</span>;
  return (
    <a class="citation" href={href} target="_blank" rel="noopener noreferrer">
      {text}
      <span class="spoken"> ({words.talk.opensInNewTab})</span>
    </a>
  );
}
