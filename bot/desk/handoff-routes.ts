import type { Request } from 'restify';
import { z } from 'zod';
import { type HttpAnswer, HttpError } from '../http';
import { type Handoff, HandoffOutcome } from '../handoff/handoff';
import type { AttachedFile, Done, HandoffEvent, Taken } from '../handoff/handoffs';
import { actingOn, mayRead, waitsFor } from './desk-access';
import type { DeskParts } from './desk-parts';
import { queryOf, readAs } from './desk-request';
import { type DeskRouting, parameterOf, type SignedIn } from './desk-routing';
import { entryView } from './entry-view';
import type { StaffAction } from './sql-audit';
import { agentOf, supervises } from './staff';
import { suggestionsFor } from './suggestions';

const Words = z.string().trim().max(4_000, 'takes 4,000 characters at most');
const Message = z
  .object({
    clientId: z.string().min(1).max(100),
    text: Words,
    attachments: z.array(z.string().max(100)).max(10).default([]),
  })
  .refine(({ text, attachments }) => text !== '' || attachments.length > 0, 'A message has words or files');
const Note = z.object({ text: Words.min(1, 'must not be empty') });
const Transfer = z.object({
  to: z.union([
    z.strictObject({ colleague: z.string().max(100) }),
    z.strictObject({ team: z.string().trim().min(1).max(60) }),
  ]),
  note: Words.default(''),
});
const Close = z.object({ outcome: HandoffOutcome, summary: Words.default('') });

const eventView = ({ number, at, kind, by, note }: HandoffEvent): object => ({
  ...{ number, at: at.toISOString(), kind },
  ...{ by: by ?? null, note: note ?? null },
});

/** How many of the customer's last messages say what they want. */
const messagesLookedAt = 3;

/** What staff do with a conversation that was handed over. */
export function handoffRoutes(routing: DeskRouting, parts: DeskParts): void {
  const { handoffs, log, board, audit, files } = parts;

  /** @throws HttpError 404, 403 */
  const readable = async (request: Request, { member }: SignedIn): Promise<Handoff> => {
    const handoff = await handoffs.find(parameterOf(request, 'id'));
    if (!handoff) throw new HttpError(404, 'NotFound', 'There is no such conversation.');
    if (!(await mayRead(member, handoff.conversation, parts)))
      throw new HttpError(403, 'Forbidden', 'This conversation is a colleague’s.');
    return handoff;
  };
  /**
   * A hand-off that somebody wants to do something with. Whose it is, the store checks in the same unit of work; but what waits for one colleague
   * is nobody else's to take.
   * @throws HttpError 404, 403
   */
  const asked = async (request: Request, { member }: SignedIn): Promise<Handoff> => {
    const handoff = await handoffs.find(parameterOf(request, 'id'));
    if (!handoff) throw new HttpError(404, 'NotFound', 'There is no such conversation.');
    const waits = handoff.state === 'waiting' || handoff.state === 'out-of-hours';
    if (waits && !waitsFor(member, handoff, parts.now()) && !supervises(member))
      throw new HttpError(403, 'Forbidden', 'This waits for a colleague.');
    return handoff;
  };

  /** What the page is told of an outcome, and the audit of what was done. */
  async function told<Result>(
    outcome: Done<Result> | Taken,
    done: (result: Result) => Promise<object>,
    noted: { who: SignedIn; action: StaffAction; conversation?: string; detail?: string },
  ): Promise<object> {
    if (outcome.kind === 'not-yours') return { kind: outcome.kind, owner: outcome.owner ?? null };
    if (outcome.kind !== 'done') return { kind: outcome.kind };
    const { who, action, ...about } = noted;
    await audit.note(who.member.id, action, about);
    return { kind: 'done', ...(await done(outcome.result as Result)) };
  }
  const withHandoff = async (handoff: Handoff): Promise<object> => ({ handoff: await board.viewOf(handoff) });

  routing.get('/desk/api/queue', async (_request, { member }) => {
    const views = await board.views();
    const [sees, version] = [supervises(member), board.version];
    const waits = views.filter(({ state }) => state !== 'person');
    return {
      waiting: waits.filter((view) => sees || waitsFor(member, view, parts.now())),
      mine: views.filter(({ state, owner }) => state === 'person' && owner?.id === member.id),
      others: sees ? views.filter(({ state, owner }) => state === 'person' && owner?.id !== member.id) : [],
      version,
    };
  });

  routing.post('/desk/api/handoffs/next', async (_request, who) => {
    const taken = await handoffs.takeNext(agentOf(who.member));
    const about = taken.kind === 'done' ? { conversation: taken.result.conversation } : {};
    return told(taken, withHandoff, { who, action: 'took', ...about });
  });
  routing.post('/desk/api/handoffs/:id/take', async (request, who) => {
    const handoff = await asked(request, who);
    const { conversation } = handoff;
    const taken = await handoffs.take(agentOf(who.member), handoff.id);
    if (taken.kind !== 'not-yours' || !supervises(who.member))
      return told(taken, withHandoff, { who, action: 'took', conversation });
    // Taken over: out of the colleague's hands into the supervisor's, with every step told and kept as such.
    const given = await handoffs.transfer(actingOn(who.member, handoff), handoff.id, { colleague: who.member }, '');
    const outcome = given.kind === 'done' ? await handoffs.take(agentOf(who.member), handoff.id) : given;
    return told(outcome, withHandoff, {
      who,
      action: 'took',
      conversation,
      detail: `from ${handoff.owner?.name ?? ''}`,
    });
  });

  routing.get('/desk/api/handoffs/:id', async (request, who) => {
    const handoff = await readable(request, who);
    await audit.note(who.member.id, 'viewed', { conversation: handoff.conversation });
    const history = await handoffs.history(handoff.id);
    return { handoff: await board.viewOf(handoff), brief: handoff.brief, history: history.map(eventView) };
  });

  routing.post('/desk/api/handoffs/:id/messages', async (request, who) => {
    const handoff = await asked(request, who);
    const { clientId, text, attachments } = await readAs(request, Message);
    const attached = await attachedTo(handoff, attachments);
    const said = await handoffs.say(agentOf(who.member), handoff.id, { clientId, text, attachments: attached });
    const { conversation } = handoff;
    return told(said, async ({ seq }) => ({ seq }), { who, action: 'said', conversation });
  });
  /** @throws HttpError 400 for a file that is not this conversation's */
  async function attachedTo({ conversation }: Handoff, ids: readonly string[]): Promise<AttachedFile[]> {
    const found = await Promise.all(ids.map(async (id) => files?.find(id, conversation)));
    return found.map((file) => {
      if (!file) throw new HttpError(400, 'BadArgument', 'One of the files is not there any more. Choose it again.');
      return file;
    });
  }

  routing.post('/desk/api/handoffs/:id/typing', async (request, who) => {
    await handoffs.typing(agentOf(who.member), (await asked(request, who)).id);
    return undefined;
  });
  routing.post('/desk/api/handoffs/:id/notes', async (request, who) => {
    const handoff = await readable(request, who);
    const { text } = await readAs(request, Note);
    const { conversation } = handoff;
    const noted = await handoffs.note(actingOn(who.member, handoff), handoff.id, text);
    return told(noted, async (event) => ({ event: eventView(event) }), { who, action: 'noted', conversation });
  });

  routing.post('/desk/api/handoffs/:id/transfer', async (request, who) => {
    const handoff = await asked(request, who);
    const { to, note } = await readAs(request, Transfer);
    const receiver = 'team' in to ? to : { colleague: await colleague(to.colleague) };
    const detail = 'team' in receiver ? `to the team ${receiver.team}` : `to ${receiver.colleague.name}`;
    const transferred = await handoffs.transfer(actingOn(who.member, handoff), handoff.id, receiver, note);
    const { conversation } = handoff;
    return told(transferred, withHandoff, { who, action: 'transferred', conversation, detail });
  });
  /** @throws HttpError 400 */
  async function colleague(id: string): Promise<{ id: string; name: string }> {
    const member = await parts.accounts.find(id);
    if (!member) throw new HttpError(400, 'BadArgument', 'There is no such colleague any more.');
    return { id: member.id, name: member.name };
  }

  routing.post('/desk/api/handoffs/:id/return', async (request, who) => {
    const handoff = await asked(request, who);
    const returned = await handoffs.giveBack(actingOn(who.member, handoff), handoff.id);
    return told(returned, withHandoff, { who, action: 'returned', conversation: handoff.conversation });
  });
  routing.post('/desk/api/handoffs/:id/close', async (request, who) => {
    const handoff = await asked(request, who);
    const { outcome, summary } = await readAs(request, Close);
    const closed = await handoffs.close(actingOn(who.member, handoff), handoff.id, outcome, summary);
    return told(closed, withHandoff, { who, action: 'closed', conversation: handoff.conversation, detail: outcome });
  });

  routing.get('/desk/api/handoffs/:id/suggestions', async (request, who) => {
    const handoff = await readable(request, who);
    const asks = queryOf(request, 'q')?.trim().slice(0, 500);
    const questions = asks ? [asks] : await lastQuestions(handoff.conversation);
    return { suggestions: await suggestionsFor(parts.knowledge, questions, handoff.language) };
  });
  async function lastQuestions(conversation: string): Promise<string[]> {
    const last = (await log.lastSeq(conversation)) ?? 0;
    const entries = await log.after(conversation, Math.max(0, last - 40), 40);
    const views = entries.map((entry) => entryView(entry, () => undefined));
    return views
      .flatMap((view) => (view?.who === 'customer' && view.text !== '' ? [view.text] : []))
      .slice(-messagesLookedAt);
  }

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
