import type { Request } from 'restify';
import { z } from 'zod';
import { HttpError } from '../http';
import type { Handoff } from '../handoff/handoff';
import type { Done, Taken } from '../handoff/handoffs';
import { mayRead, waitsFor } from './desk-access';
import type { DeskParts } from './desk-parts';
import { parameterOf, type SignedIn } from './desk-routing';
import type { StaffAction } from './sql-audit';
import { supervises } from './staff';

/** What staff write in a field. */
export const Words = z.string().trim().max(4_000, 'takes 4,000 characters at most');

/** Who may ask for what about a hand-off, and how its outcome is told. */
export function handoffAsking(parts: DeskParts) {
  const { handoffs, board, audit } = parts;

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

  return { readable, asked, told, withHandoff };
}
