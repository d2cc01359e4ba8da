import { z } from 'zod';
import type { DeskEntry } from '../../adapters/desks/port';
import type { ConversationLog, LogEntry } from '../conversations/conversation-log';
import { deletedIn, entryView } from '../desk';
import { HandoffState, isOpen } from '../handoff/handoff';

/**
 * What was said in a conversation after an entry, in order, for as long as its hand-off with this number lasts: what the customer writes to the bot
 * after the end is not another desk's to read.
 */
export type CaseEntries = (conversation: string, number: number, after: number) => Promise<DeskEntry[]>;

const mostAtOnce = 1000;

const Receipt = z.object({ channelData: z.object({ handoff: z.object({ state: HandoffState, number: z.number() }) }) });

/**
 * What is no message (an event, a client's own sign) still has its number: the desk has been told up to there. So has what the customer deleted
 * before the desk was told of it. What it was told already stays with it: no desk that we know lets a customer take that back.
 */
function deskEntry(
  entry: LogEntry,
  addressOf: (attachment: string) => string,
  deleted: ReadonlySet<string>,
): DeskEntry {
  const view = entryView(entry, addressOf, deleted);
  // Brought back in Teams without its words, it has nothing to tell.
  const isEmpty = view?.who === 'customer' && view.text === '' && view.attachments.length === 0;
  return view && !view.deleted && !isEmpty
    ? view
    : { seq: entry.seq, at: '', who: 'receipt', text: '', attachments: [] };
}

/** The receipt of the end stands where the hand-off ended: both are written in one unit of work. */
function isEnd(number: number, body: string, { who }: DeskEntry): boolean {
  // A customer's client may write anything into its messages.
  if (who !== 'receipt') return false;
  const { data } = Receipt.safeParse(JSON.parse(body));
  return data !== undefined && data.channelData.handoff.number === number && !isOpen(data.channelData.handoff.state);
}

/** @param addressOf the address from where a file can be had, for a while */
export const caseEntries =
  (log: Pick<ConversationLog, 'after'>, addressOf: (attachment: string) => string): CaseEntries =>
  async (conversation, number, after) => {
    const entries: DeskEntry[] = [];
    const logged = await log.after(conversation, after, mostAtOnce);
    const deleted = deletedIn(logged);
    for (const one of logged) {
      const entry = deskEntry(one, addressOf, deleted);
      // Left out itself, so that reading on from the last one told stops here again.
      if (isEnd(number, one.body, entry)) break;
      entries.push(entry);
    }
    return entries;
  };
