import type { Staff } from '../handoff';

/**
 * The people of another desk: it alone knows who they are and what they can take, and tells us when they cannot. None of theirs counts as gone, and
 * nobody is told that no one is there.
 */
export function staffElsewhere(now: () => Date): Staff & { isStaffed(): Promise<boolean> } {
  return {
    isStaffed: () => Promise.resolve(true),
    available: () => Promise.resolve([{ id: 'desk:any', capacity: Number.MAX_SAFE_INTEGER }]),
    lastSeen: () => Promise.resolve(now()),
  };
}
