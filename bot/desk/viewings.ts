/** While somebody has a conversation open their page reads it again and again: within so long that is one viewing. */
const oneViewingMs = 10 * 60_000;

/**
 * Tells a new viewing of a conversation from the same one going on. Known by this process alone: after a restart one may be noted twice, never not at all.
 * @param now the clock
 */
export function newViewings(now: () => Date): { isNew(staff: string, conversation: string): boolean } {
  const notedAt = new Map<string, number>();
  return {
    isNew(staff, conversation) {
      const time = now().getTime();
      const viewing = JSON.stringify([staff, conversation]);
      if (time - (notedAt.get(viewing) ?? Number.NEGATIVE_INFINITY) < oneViewingMs) return false;
      for (const [old, at] of notedAt) if (time - at >= oneViewingMs) notedAt.delete(old);
      notedAt.set(viewing, time);
      return true;
    },
  };
}
