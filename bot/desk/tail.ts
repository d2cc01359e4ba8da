import type { LogEntry } from '../conversations/conversation-log';
import { deletionIn, messageIdOf } from './deleted-messages';
import { entryView } from './entry-view';
import type { Tail } from './handoff-view';

/** A tail, with what it takes to empty it where the customer deletes what it shows, and to fill it again where they bring that back. */
export interface GrowingTail {
  shown: Tail;
  newest?: { entry: LogEntry; preview: string };
}

const previewCharacters = 120;

export const emptyTail: GrowingTail = {
  shown: { lastSeq: 0, lastCustomerSeq: 0, preview: '', previewDeleted: false },
};

/** The tail after the next entry. */
export function grownBy({ shown, newest }: GrowingTail, entry: LogEntry): GrowingTail {
  const lastSeq = entry.seq;
  const change = deletionIn(entry);
  if (change && newest && messageIdOf(newest.entry) === change.id) {
    const preview = change.isDeleted ? '' : newest.preview;
    return { shown: { ...shown, lastSeq, preview, previewDeleted: change.isDeleted }, newest };
  }
  const view = change ? undefined : entryView(entry, () => undefined);
  if (view?.who !== 'customer') return { shown: { ...shown, lastSeq }, ...(newest ? { newest } : {}) };
  const preview = view.text.replace(/\s+/g, ' ').trim().slice(0, previewCharacters);
  return { shown: { lastSeq, lastCustomerSeq: lastSeq, preview, previewDeleted: false }, newest: { entry, preview } };
}
