import type { DeskEvent, DeskPerson } from '../../adapters/desks/port';
import { turnQueue } from '../conversations/turn-queue';
import { isOpen } from '../handoff/handoff';
import type { Agent, Done, Handoffs, Taken } from '../handoff/handoffs';

/** What came of an event: it had its effect, now or before; or there is nothing that it could have one on. */
export type EventOutcome = 'taken' | 'no-such-case' | 'ended';

export interface DeskEvents {
  /** Has an event's effect, once; those of one case one after another. */
  take(event: DeskEvent): Promise<EventOutcome>;
}

/** Another desk shares out its cases itself: what its people may take is not ours to limit. */
const agentOf = ({ id, name }: DeskPerson): Agent => ({
  id: `desk:${id}`,
  name,
  languages: ['da', 'en'],
  topics: [],
  team: undefined,
  capacity: Number.MAX_SAFE_INTEGER,
});

/** What another desk says, as if its people sat at ours. */
export function deskEvents(handoffs: Handoffs): DeskEvents {
  const queue = turnQueue();

  /** Makes the person the owner: of a case that waits, or of one that a colleague at the same desk had. */
  const own = async (agent: Agent, id: string): Promise<void> => {
    const handoff = await handoffs.find(id);
    if (!handoff || (handoff.owner?.id === agent.id && handoff.state === 'person')) return;
    if (handoff.state === 'person' && handoff.owner) {
      const before = agentOf({ id: handoff.owner.id.replace(/^desk:/, ''), name: handoff.owner.name });
      await handoffs.transfer(before, id, { colleague: { id: agent.id, name: agent.name } }, '');
    }
    await handoffs.take(agent, id);
  };

  const effect = async (event: DeskEvent): Promise<EventOutcome> => {
    const id = event.case;
    const handoff = await handoffs.find(id);
    if (!handoff) return 'no-such-case';
    if (!isOpen(handoff.state)) return 'ended';
    if (event.type === 'failed') return outcomeOf(await handoffs.fail(id, event.reason));
    const agent = agentOf(event.person);
    switch (event.type) {
      case 'accepted':
        await own(agent, id);
        return 'taken';
      case 'message':
        await own(agent, id);
        return outcomeOf(await handoffs.say(agent, id, { clientId: `desk:${event.id}`, text: event.text }));
      case 'typing':
        await handoffs.typing(agent, id);
        return 'taken';
      case 'returned':
        await own(agent, id);
        return outcomeOf(await handoffs.giveBack(agent, id));
      case 'closed':
        await own(agent, id);
        return outcomeOf(await handoffs.close(agent, id, event.outcome, event.summary));
      default:
        throw new Error(`Unhandled event: ${event satisfies never}`);
    }
  };

  return { take: (event) => queue.run(event.case, () => effect(event)) };
}

function outcomeOf(done: Done<unknown> | Taken): EventOutcome {
  if (done.kind === 'done') return 'taken';
  return done.kind === 'unknown' ? 'no-such-case' : 'ended';
}
