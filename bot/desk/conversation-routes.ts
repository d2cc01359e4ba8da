import type { LogEntry } from '../conversations/conversation-log';
import { HttpError } from '../http';
import { mayRead } from './desk-access';
import type { DeskParts } from './desk-parts';
import { numberOf } from './desk-request';
import { type DeskRouting, parameterOf } from './desk-routing';
import { deletedOrBackIn } from './deleted-messages';
import { entryViews, type EntryView } from './entry-view';

const entriesAtOnce = 1_000;

/**
 * `GET /desk/api/conversations/:conversation/entries?after=N`: what both sides see of a conversation, as text. `changed` are entries up to N that
 * read otherwise by what came after: the customer has deleted them, or brought them back.
 */
export function conversationRoutes(routing: DeskRouting, parts: DeskParts): void {
  const { log, audit, files } = parts;

  routing.get('/desk/api/conversations/:conversation/entries', async (request, { member }) => {
    const conversation = parameterOf(request, 'conversation');
    const after = numberOf(request, 'after') ?? 0;
    if (!(await mayRead(member, conversation, parts)))
      throw new HttpError(403, 'Forbidden', 'This conversation is not yours to read.');
    if (after === 0) await audit.note(member.id, 'viewed', { conversation });
    const fresh = await entriesAfter(conversation, after);
    const views = viewsOf([...(await whatChanged(conversation, after, fresh)), ...fresh]);
    const changed = views.filter(({ seq }) => seq <= after);
    return {
      entries: views.filter(({ seq }) => seq > after),
      ...(changed.length > 0 ? { changed } : {}),
      lastSeq: fresh.at(-1)?.seq ?? after,
    };
  });

  const viewsOf = (entries: readonly LogEntry[]): EntryView[] => entryViews(entries, (id) => files?.addressOf(id));

  async function entriesAfter(conversation: string, after: number): Promise<LogEntry[]> {
    const entries: LogEntry[] = [];
    for (let isMore = true; isMore;) {
      const read = await log.after(conversation, entries.at(-1)?.seq ?? after, entriesAtOnce);
      entries.push(...read);
      isMore = read.length === entriesAtOnce;
    }
    return entries;
  }

  /** The entries up to that one that name a message which was deleted or brought back since. One too many does no harm. */
  async function whatChanged(conversation: string, upTo: number, since: readonly LogEntry[]): Promise<LogEntry[]> {
    const ids = upTo === 0 ? [] : deletedOrBackIn(since).map((id) => JSON.stringify(id));
    if (ids.length === 0) return [];
    const all = await entriesAfter(conversation, 0);
    return all.filter(({ seq, body }) => seq <= upTo && ids.some((id) => body.includes(id)));
  }
}
