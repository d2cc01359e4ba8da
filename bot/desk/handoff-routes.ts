import { z } from 'zod';
import { HttpError } from '../http';
import type { Handoff } from '../handoff/handoff';
import type { AttachedFile, HandoffEvent } from '../handoff/handoffs';
import { briefWithout } from './brief-view';
import { actingOn, waitsFor } from './desk-access';
import type { DeskParts } from './desk-parts';
import { queryOf, readAs } from './desk-request';
import type { DeskRouting } from './desk-routing';
import { entryViews } from './entry-view';
import { handoffAsking, Words } from './handoff-asking';
import { newViewings } from './viewings';
import { agentOf, supervises } from './staff';
import { suggestionsFor } from './suggestions';

const Message = z
  .object({
    clientId: z.string().min(1).max(100),
    text: Words,
    attachments: z.array(z.string().max(100)).max(10).default([]),
  })
  .refine(({ text, attachments }) => text !== '' || attachments.length > 0, 'A message has words or files');
const Note = z.object({ text: Words.min(1, 'must not be empty') });
const eventView = ({ number, at, kind, by, note }: HandoffEvent): object => ({
  ...{ number, at: at.toISOString(), kind },
  ...{ by: by ?? null, note: note ?? null },
});

/** How many of the customer's last messages say what they want. */
const messagesLookedAt = 3;

/** What staff do with a conversation that was handed over. */
export function handoffRoutes(routing: DeskRouting, parts: DeskParts): void {
  const { handoffs, log, board, audit, files, past } = parts;
  const viewings = newViewings(parts.now);
  const { readable, asked, told, withHandoff } = handoffAsking(parts);

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
      detail: `← ${handoff.owner?.name ?? ''}`,
    });
  });

  routing.get('/desk/api/handoffs/:id', async (request, who) => {
    const handoff = await readable(request, who);
    if (viewings.isNew(who.member.id, handoff.conversation))
      await audit.note(who.member.id, 'viewed', { conversation: handoff.conversation });
    const history = await handoffs.history(handoff.id);
    const brief = briefWithout(handoff.brief, await past.deletedTexts(handoff.conversation));
    return { handoff: await board.viewOf(handoff), brief, history: history.map(eventView) };
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

  routing.get('/desk/api/handoffs/:id/suggestions', async (request, who) => {
    const handoff = await readable(request, who);
    const asks = queryOf(request, 'q')?.trim().slice(0, 500);
    const questions = asks ? [asks] : await lastQuestions(handoff.conversation);
    return { suggestions: await suggestionsFor(parts.knowledge, questions, handoff.language) };
  });
  async function lastQuestions(conversation: string): Promise<string[]> {
    const last = (await log.lastSeq(conversation)) ?? 0;
    const entries = await log.after(conversation, Math.max(0, last - 40), 40);
    return entryViews(entries, () => undefined)
      .flatMap(({ who, text }) => (who === 'customer' && text !== '' ? [text] : []))
      .slice(-messagesLookedAt);
  }
}
