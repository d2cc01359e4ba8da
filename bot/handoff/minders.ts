import type { ServiceLog } from '../log';
import { isOpen, type Handoff } from './handoff';
import type { OpeningHours } from './opening-hours';
import type { Staff } from './sql-expectations';
import type { Minded } from './sql-minded';

/** How long the desk of somebody who has a conversation may be gone, before the customer is given to another. */
const defaultGraceMs = 2 * 60_000;
const lookEveryMs = 15_000;

interface Parts {
  minded: Minded;
  hours: OpeningHours;
  staff: Pick<Staff, 'lastSeen'>;
  now: () => Date;
  serviceLog: Pick<ServiceLog, 'error'>;
  graceMs?: number;
  /** 0: only when `look` is called. */
  lookEveryMs?: number;
}

export interface HandoffMinders {
  /** Looks once over all that is open. Never rejects. */
  look(): Promise<void>;
  /** Stops after the look under way. */
  stop(): Promise<void>;
}

/**
 * Sees to what nobody else would notice: a person who has disappeared, a customer who has been told to expect somebody by now, the opening hours that
 * begin. All of it is read from the store at every look, so that a restart forgets nothing.
 */
export function handoffMinders(parts: Parts): HandoffMinders {
  const { minded, hours, staff, now, serviceLog, graceMs = defaultGraceMs } = parts;
  // Every desk lost its connection when the service stopped: nobody counts as gone before they had the time to come back.
  const startedAt = now();
  let looking: Promise<void> | undefined;

  const isGone = async ({ owner, takenAt }: Handoff): Promise<boolean> => {
    if (!owner) return false;
    const signs = [startedAt, takenAt, await staff.lastSeen(owner.id)];
    const last = Math.max(...signs.map((sign) => sign?.getTime() ?? 0));
    return now().getTime() - last > graceMs;
  };

  const mind = async ({ handoff, tellAt }: { handoff: Handoff; tellAt: Date | undefined }): Promise<void> => {
    const { id, state, owner } = handoff;
    if (!isOpen(state)) return;
    if (state === 'person' && owner && (await isGone(handoff))) return minded.ownerGone(id, owner.id);
    if (state === 'out-of-hours' && hours.isOpen(now())) return minded.opened(id);
    if (state === 'waiting' && tellAt && tellAt <= now()) return minded.late(id);
  };

  const lookOnce = async (): Promise<void> => {
    try {
      for (const open of await minded.open())
        await mind(open).catch((error: unknown) =>
          serviceLog.error(
            { conversation: open.handoff.conversation, err: error },
            'a hand-off could not be minded; it is tried again',
          ),
        );
    } catch (error) {
      serviceLog.error({ err: error }, 'the hand-offs cannot be read; they are looked at again');
    }
  };

  const look = (): Promise<void> => {
    looking ??= lookOnce().finally(() => {
      looking = undefined;
    });
    return looking;
  };

  const everyMs = parts.lookEveryMs ?? lookEveryMs;
  const timer = everyMs > 0 ? setInterval(() => void look(), everyMs) : undefined;
  timer?.unref();

  return {
    look,
    async stop() {
      clearInterval(timer);
      await looking;
    },
  };
}
