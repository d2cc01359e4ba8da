import { z } from 'zod';
import type { Others } from '../../adapters/database';
import type { HandoffNews } from './handoffs';
import type { NewsDesk } from './news';

const topic = 'handoff-news';

const Told = z.object({
  /** Whether the conversation is handed over now. */
  isOpen: z.boolean(),
  news: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('handoff'), id: z.string(), conversation: z.string() }),
    z.object({ kind: z.literal('entries'), conversation: z.string(), lastSeq: z.number() }),
    z.object({ kind: z.literal('typing'), conversation: z.string(), who: z.literal('customer') }),
  ]),
});

/**
 * Carries the news of hand-offs to the desks of all replicas.
 * @param handedOff the conversations that are handed over now, as this replica knows them; kept up to date with what the others tell
 * @param readOpen reads them anew, after news may have been missed
 * @returns tells those who listen here and on the other replicas
 */
export function sharedNews(
  others: Others,
  here: Pick<NewsDesk, 'tell'>,
  handedOff: Set<string>,
  readOpen: () => Promise<{ id: string; conversation: string }[]>,
  onFailure: (problem: unknown) => void,
): (news: HandoffNews) => void {
  others.hear(topic, (text) => {
    const { news, isOpen } = Told.parse(JSON.parse(text));
    if (isOpen) handedOff.add(news.conversation);
    else handedOff.delete(news.conversation);
    here.tell(news);
  });

  others.onGap(() => {
    readOpen()
      .then((open) => {
        handedOff.clear();
        for (const { id, conversation } of open) {
          handedOff.add(conversation);
          here.tell({ kind: 'handoff', id, conversation });
        }
      })
      .catch(onFailure);
  });

  return (news) => {
    here.tell(news);
    others.tell(topic, JSON.stringify({ isOpen: handedOff.has(news.conversation), news }));
  };
}
