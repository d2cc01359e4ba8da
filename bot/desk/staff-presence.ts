/** Without a connection of the desk's page, somebody counts as there for so long after their last request. */
const presentMs = 30_000;
/** `seen_at` is written this often at most. */
const noteEveryMs = 15_000;

/** Which members of staff are at their desks. */
export interface StaffPresence {
  /** A request of theirs has come. */
  seen(staff: string): void;
  /** Another replica has heard of them. */
  seenElsewhere(staff: string): void;
  /** Their page is connected, until the function that it returns is called. */
  connected(staff: string): () => void;
  isPresent(staff: string): boolean;
  /** When their desk was last heard of: now while it is connected; undefined for one that never was. */
  lastSeen(staff: string): Date | undefined;
}

/**
 * @param known when each was last seen, by an earlier process: after a restart they have a moment to come back
 * @param note keeps when somebody was seen
 * @param onChange told when somebody has come, or their last connection has gone
 * @param now the clock
 */
export function staffPresence(
  known: readonly { id: string; seenAt: Date | undefined }[],
  note: (staff: string, at: Date) => void,
  onChange: () => void,
  now: () => Date,
): StaffPresence {
  const seenAt = new Map(known.flatMap(({ id, seenAt: at }) => (at ? [[id, at.getTime()]] : [])));
  const notedAt = new Map<string, number>();
  const connections = new Map<string, number>();

  const isPresent = (staff: string): boolean =>
    connections.has(staff) || now().getTime() - (seenAt.get(staff) ?? 0) <= presentMs;

  const seen = (staff: string): void => {
    const time = now().getTime();
    const isNew = !isPresent(staff);
    seenAt.set(staff, time);
    if (time - (notedAt.get(staff) ?? 0) >= noteEveryMs) {
      notedAt.set(staff, time);
      note(staff, new Date(time));
    }
    if (isNew) onChange();
  };

  return {
    seen,
    seenElsewhere(staff) {
      const isNew = !isPresent(staff);
      seenAt.set(staff, now().getTime());
      if (isNew) onChange();
    },
    isPresent,
    lastSeen(staff) {
      if (connections.has(staff)) return now();
      const at = seenAt.get(staff);
      return at === undefined ? undefined : new Date(at);
    },
    connected(staff) {
      seen(staff);
      connections.set(staff, (connections.get(staff) ?? 0) + 1);
      let isOpen = true;
      return () => {
        if (!isOpen) return;
        isOpen = false;
        const left = (connections.get(staff) ?? 1) - 1;
        if (left > 0) connections.set(staff, left);
        else connections.delete(staff);
        seen(staff);
        if (left <= 0) onChange();
      };
    },
  };
}
