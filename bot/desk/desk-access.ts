import type { Handoff } from '../handoff/handoff';
import type { Agent, Handoffs } from '../handoff/handoffs';
import { reservedMs } from '../handoff/at-work';
import type { Past } from './sql-past';
import { agentOf, type StaffMember, supervises } from './staff';

/** What waits, in what access to it needs. */
interface Waiting {
  state: Handoff['state'];
  owner: { id: string } | null | undefined;
  waitingSince: Date | string;
}

/** Whether it waits, and for them too: what was transferred to a colleague waits for nobody else, until the colleague has let it wait too long. */
export const waitsFor = (
  { id }: Pick<StaffMember, 'id'>,
  { state, owner, waitingSince }: Waiting,
  now: Date,
): boolean =>
  (state === 'waiting' || state === 'out-of-hours') &&
  (!owner || owner.id === id || now.getTime() - new Date(waitingSince).getTime() >= reservedMs);

/**
 * Whether a member of staff may read a conversation: what waits, what they have, and what they had once nobody else has it; supervisors all that
 * was ever handed over. Conversations with the bot alone are nobody's to read.
 */
export async function mayRead(
  member: StaffMember,
  conversation: string,
  {
    handoffs,
    past,
    now,
  }: { handoffs: Pick<Handoffs, 'openIn'>; past: Pick<Past, 'handoffsIn' | 'hadIt'>; now(): Date },
): Promise<boolean> {
  if (supervises(member)) return (await past.handoffsIn(conversation)).length > 0;
  const open = await handoffs.openIn(conversation);
  if (open) return open.state === 'person' ? open.owner?.id === member.id : waitsFor(member, open, now());
  return past.hadIt(conversation, member.id);
}

/**
 * As whom somebody acts on a hand-off. A supervisor may transfer, give back and close what a colleague has: it is done in the owner's place, and
 * under the supervisor's own name.
 */
export const actingOn = (member: StaffMember, { owner }: Pick<Handoff, 'owner'>): Agent => ({
  ...agentOf(member),
  ...(owner && owner.id !== member.id && supervises(member) ? { id: owner.id } : {}),
});
