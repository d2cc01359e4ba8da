import type { HandoffBrief } from '../../api/types';
import { useDesk } from '../desk-context';
import { CitationLink } from '../talk/citations';

/** What was asked before, what the assistant made of it, and the clauses it cited. */
export function Exchanges({ exchanges }: Pick<HandoffBrief, 'exchanges'>) {
  const { words } = useDesk();
  if (exchanges.length === 0) return <p class="quiet">{words.card.noExchanges}</p>;
  return (
    <ol class="exchanges">
      {exchanges.map(({ question, replyKind, cited }, at) => (
        <li key={at}>
          <p class="question">{question}</p>
          <p class={`kind ${replyKind}`}>{words.replyKind[replyKind] ?? replyKind}</p>
          {cited.map((citation, row) => (
            <CitationLink key={row} citation={citation} />
          ))}
        </li>
      ))}
    </ol>
  );
}
