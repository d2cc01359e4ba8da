import { HttpError } from '../http';
import { mayRead } from './desk-access';
import type { DeskParts } from './desk-parts';
import { numberOf } from './desk-request';
import { type DeskRouting, parameterOf } from './desk-routing';
import { entryView, type EntryView } from './entry-view';

const entriesAtOnce = 1_000;

/** `GET /desk/api/conversations/:conversation/entries?after=N`: what both sides see of a conversation, as text. */
export function conversationRoutes(routing: DeskRouting, parts: DeskParts): void {
  const { log, audit, files } = parts;

  routing.get('/desk/api/conversations/:conversation/entries', async (request, { member }) => {
    const conversation = parameterOf(request, 'conversation');
    const after = numberOf(request, 'after') ?? 0;
    if (!(await mayRead(member, conversation, parts)))
      throw new HttpError(403, 'Forbidden', 'This conversation is not yours to read.');
    if (after === 0) await audit.note(member.id, 'viewed', { conversation });
    const entries: EntryView[] = [];
    let lastSeq = after;
    for (let isMore = true; isMore;) {
      const read = await log.after(conversation, lastSeq, entriesAtOnce);
      entries.push(...read.flatMap((entry) => entryView(entry, (id) => files?.addressOf(id)) ?? []));
      lastSeq = read.at(-1)?.seq ?? lastSeq;
      isMore = read.length === entriesAtOnce;
    }
    return { entries, lastSeq };
  });
}
