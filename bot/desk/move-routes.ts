import { z } from 'zod';
import { HttpError } from '../http';
import { type Handoff, HandoffOutcome } from '../handoff/handoff';
import type { Agent, Done } from '../handoff/handoffs';
import { actingOn } from './desk-access';
import type { DeskParts } from './desk-parts';
import { readAs } from './desk-request';
import { type DeskRouting, parameterOf } from './desk-routing';
import { handoffAsking, Words } from './handoff-asking';
import type { StaffAction } from './sql-audit';

/** The page's own id of what it asks for, the same when it asks again. */
const requestId = z.string().min(1).max(100).optional();
const Transfer = z.object({
  requestId,
  to: z.union([
    z.strictObject({ colleague: z.string().max(100) }),
    z.strictObject({ team: z.string().trim().min(1).max(60) }),
  ]),
  note: Words.default(''),
});
const Return = z.object({ requestId });
const Close = z.object({ requestId, outcome: HandoffOutcome, summary: Words.default('') });

/** What is done with a conversation, as whom and under which id. */
interface Doing<Body> {
  agent: Agent;
  handoff: Handoff;
  body: Body;
  once: string | undefined;
}

interface Move<Body> {
  action: StaffAction;
  body: z.ZodType<Body>;
  act(doing: Doing<Body>): Promise<{ outcome: Done; detail?: string }>;
}

/** Where a conversation goes next: to a colleague or a team, back to the bot, or to its end. */
export function moveRoutes(routing: DeskRouting, parts: DeskParts): void {
  const { handoffs } = parts;
  const { asked, told, withHandoff } = handoffAsking(parts);

  const move = <Body extends { requestId?: string | undefined }>(
    name: string,
    { action, body, act }: Move<Body>,
  ): void =>
    routing.post(`/desk/api/handoffs/:id/${name}`, async (request, who) => {
      const read = await readAs(request, body);
      const once = read.requestId === undefined ? undefined : `${who.member.id} ${read.requestId}`;
      // Asked first: who has given it away already, and did not hear so, may not even look at it any more.
      if (once !== undefined && (await handoffs.isDone(parameterOf(request, 'id'), once))) return { kind: 'done' };
      const handoff = await asked(request, who);
      const { outcome, detail } = await act({ agent: actingOn(who.member, handoff), handoff, body: read, once });
      const noted = { who, action, conversation: handoff.conversation };
      return told(outcome, withHandoff, detail === undefined ? noted : { ...noted, detail });
    });

  /** @throws HttpError 400 */
  async function colleague(id: string): Promise<{ id: string; name: string }> {
    const member = await parts.accounts.find(id);
    if (!member) throw new HttpError(400, 'BadArgument', 'There is no such colleague any more.');
    return { id: member.id, name: member.name };
  }

  move('transfer', {
    action: 'transferred',
    body: Transfer,
    async act({ agent, handoff, body: { to, note }, once }) {
      const receiver = 'team' in to ? to : { colleague: await colleague(to.colleague) };
      const detail = `→ ${'team' in receiver ? receiver.team : receiver.colleague.name}`;
      return { outcome: await handoffs.transfer(agent, handoff.id, receiver, note, once), detail };
    },
  });
  move('return', {
    action: 'returned',
    body: Return,
    act: async ({ agent, handoff, once }) => ({ outcome: await handoffs.giveBack(agent, handoff.id, once) }),
  });
  move('close', {
    action: 'closed',
    body: Close,
    act: async ({ agent, handoff, body: { outcome, summary }, once }) => ({
      outcome: await handoffs.close(agent, handoff.id, outcome, summary, once),
      detail: outcome,
    }),
  });
}
