import type { HandoffView } from '../api/types';
import type { DeskState } from '../state/desk-state';
import { currentId, unreadIn } from '../state/selectors';

/** Something that the one who sits here should hear of. */
export type Ring = { kind: 'waiting' | 'message'; handoff: HandoffView };

/**
 * What has come between two states that is worth a sound: somebody new who waits, or a message in one of one's own conversations that is not being
 * looked at. What was there when the page opened rings for nobody.
 */
export function ringsBetween(before: DeskState, after: DeskState, isLooking: boolean): Ring[] {
  if (!before.queue || !after.queue || (before.queue === after.queue && before.transcripts === after.transcripts))
    return [];
  const known = new Set([...before.queue.waiting, ...before.queue.mine, ...before.queue.others].map(({ id }) => id));
  const waiting = after.queue.waiting.filter(({ id }) => !known.has(id));
  const mineBefore = new Map(before.queue.mine.map((handoff) => [handoff.id, handoff]));
  const messages = after.queue.mine.filter((handoff) => {
    const was = mineBefore.get(handoff.id);
    const isOpen = isLooking && currentId(after) === handoff.id;
    const isRead = before.transcripts[handoff.conversation] !== undefined;
    return was !== undefined && isRead && !isOpen && unreadIn(after, handoff) > unreadIn(before, was);
  });
  return [
    ...waiting.map((handoff) => ({ kind: 'waiting' as const, handoff })),
    ...messages.map((handoff) => ({ kind: 'message' as const, handoff })),
  ];
}
