import type { Request } from 'restify';
import { type HttpAnswer, HttpError } from '../http';
import type { DeskParts } from './desk-parts';
import { queryOf } from './desk-request';
import type { DeskRouting } from './desk-routing';

/** Files that staff send in a conversation that they have. */
export function fileRoutes(routing: DeskRouting, { handoffs, audit, files }: DeskParts): void {
  routing.post('/desk/api/attachments', async (request, who): Promise<HttpAnswer> => {
    if (!files) throw new HttpError(404, 'NotFound', 'Files are not taken here.');
    const handoff = await handoffs.find(queryOf(request, 'handoff') ?? '');
    if (!handoff) throw new HttpError(404, 'NotFound', 'There is no such conversation.');
    if (handoff.state !== 'person' || handoff.owner?.id !== who.member.id)
      throw new HttpError(403, 'Forbidden', 'Take the conversation first, then send files in it.');
    const { conversation } = handoff;
    const kept = await files.takeFromStaff({ conversation, name: fileNameOf(request), content: request });
    if (kept.kind === 'refused') throw new HttpError(kept.status, kept.code, kept.message);
    await audit.note(who.member.id, 'attached', { conversation });
    return { status: 201, json: kept.file };
  });
}

function fileNameOf(request: Request): string {
  const header = request.headers['x-file-name'];
  const name = Array.isArray(header) ? header[0] : header;
  if (name === undefined || !/^(?:[^%]|%[0-9a-f]{2})*$/i.test(name)) return 'file';
  try {
    return decodeURIComponent(name).slice(0, 200);
  } catch (error) {
    // Percent signs that make no UTF-8.
    if (error instanceof URIError) return 'file';
    throw error;
  }
}
