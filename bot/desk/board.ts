import type { ConversationLog } from '../conversations/conversation-log';
import type { Handoff } from '../handoff/handoff';
import type { Handoffs } from '../handoff/handoffs';
import { handoffView, type HandoffView } from './handoff-view';
import { emptyTail, type GrowingTail, grownBy } from './tail';

/** What is open now, as all desks look at it: read when something has changed, not once for each of them. */
export interface Board {
  handoffs(): Promise<Handoff[]>;
  views(): Promise<HandoffView[]>;
  viewOf(handoff: Handoff): Promise<HandoffView>;
  /** Rises with every change that this process heard of. */
  readonly version: number;
  stop(): void;
}

/** News of another process does not come here: nothing is held for longer. What changes by this one is read at once. */
const freshMs = 10_000;
const entriesAtOnce = 1_000;

/** @param now the clock */
export function board(
  handoffs: Pick<Handoffs, 'open' | 'listen'>,
  log: Pick<ConversationLog, 'after'>,
  now: () => Date,
): Board {
  let version = 0;
  let read: { at: number; handoffs: Promise<Handoff[]> } | undefined;
  const tails = new Map<string, { at: number; tail: Promise<GrowingTail> }>();

  const stopListening = handoffs.listen((news) => {
    version += 1;
    if (news.kind === 'handoff') read = undefined;
    const known = tails.get(news.conversation);
    if (news.kind !== 'typing' && known) known.at = Number.NEGATIVE_INFINITY;
  });

  const open = (): Promise<Handoff[]> => {
    const time = now().getTime();
    if (!read || Math.abs(time - read.at) >= freshMs) {
      const reading = handoffs.open().then((found) => {
        const conversations = new Set(found.map(({ conversation }) => conversation));
        for (const conversation of tails.keys()) if (!conversations.has(conversation)) tails.delete(conversation);
        return found;
      });
      read = { at: time, handoffs: reading };
      reading.catch(() => (read = undefined));
    }
    return read.handoffs;
  };

  /** From where the last reading ended: of a long conversation only what is new is read. */
  const grown = async (conversation: string, before: Promise<GrowingTail> | undefined): Promise<GrowingTail> => {
    let tail = (await before?.catch(() => undefined)) ?? emptyTail;
    for (;;) {
      const entries = await log.after(conversation, tail.shown.lastSeq, entriesAtOnce);
      tail = entries.reduce(grownBy, tail);
      if (entries.length < entriesAtOnce) return tail;
    }
  };
  const tailOf = (conversation: string): Promise<GrowingTail> => {
    const at = now().getTime();
    const known = tails.get(conversation);
    if (known && Math.abs(at - known.at) < freshMs) return known.tail;
    const tail = grown(conversation, known?.tail);
    const reading = { at, tail };
    tails.set(conversation, reading);
    // What could not be read is read again; `grown` goes on from the beginning then.
    tail.catch(() => (reading.at = Number.NEGATIVE_INFINITY));
    return tail;
  };

  const viewOf = async (handoff: Handoff): Promise<HandoffView> =>
    handoffView(handoff, (await tailOf(handoff.conversation)).shown, now());

  return {
    handoffs: open,
    views: async () => Promise.all((await open()).map(viewOf)),
    viewOf,
    get version() {
      return version;
    },
    stop: stopListening,
  };
}
