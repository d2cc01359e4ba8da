import { RecordsUnavailable } from '../../adapters/records/port';
import { turnQueue } from '../conversations/turn-queue';
import type { ServiceLog } from '../log';
import { type EventStore, keyOf, type Recipient, recordOf, type Telling, type TellingOutcome } from './event-store';

/**
 * What came of one try. `absent`: the recipient is not there to be told, and will be told on coming back. `later`: they are there, and a person has the
 * word.
 */
export type Told = 'told' | 'not-shown' | 'absent' | 'later';

export interface Teller {
  /** The recipient has something new waiting. */
  add(recipients: readonly Recipient[]): void;
  /** The recipient is there: what waits is told. Costs nothing where nothing waits. */
  isHere(recipient: Recipient): void;
  /** How many tellings wait. */
  readonly waiting: number;
  /** Takes up what an earlier process had left. */
  start(): Promise<void>;
  /** Takes up what another replica may have left. */
  lookAgain(): void;
  stop(): Promise<void>;
}

interface Parts {
  store: EventStore;
  /** Reads the record and tells it. @throws RecordsUnavailable */
  tell(telling: Telling): Promise<Told>;
  now: () => Date;
  serviceLog: ServiceLog;
  onTold(channel: Recipient['channel'], outcome: 'told' | 'not-shown' | 'retried'): void;
}

/** A recipient who has something waiting. */
interface Entry {
  recipient: Recipient;
  /** To be looked at, once more if that is being done. */
  wanted: boolean;
  timer?: NodeJS.Timeout;
}

/** So many recipients are told at the same time: a back end that comes back is not to meet all of them at once. */
const lanes = 8;
const firstWaitMs = 1_000;
const longestWaitMs = 15 * 60_000;
/** Nobody wants to hear of something older; until then whatever could not be told is tried again. */
const newsForMs = 90 * 24 * 3_600_000;
/** While a person has the word, so often is looked whether they have done. */
const othersSpeakMs = 60_000;
const clearEveryMs = 3_600_000;

/** 1, 2, 4 … seconds, a quarter of an hour at most, or as long as the records ask for. */
function waitMs(attempts: number, problem: unknown): number {
  const asked = problem instanceof RecordsUnavailable ? (problem.retryAfterSeconds ?? 0) * 1000 : 0;
  return Math.max(Math.min(firstWaitMs * 2 ** attempts, longestWaitMs), Math.min(asked, longestWaitMs));
}

/** Tells what waits: for each recipient one after the other, and in order for each record. */
export function teller({ store, tell, now, serviceLog, onTold }: Parts): Teller {
  const queue = turnQueue();
  const waitingFor = new Map<string, Entry>();
  const running = new Set<string>();
  let waiting = 0;
  let started = 0;
  let stopped = false;

  const tryOne = async (telling: Telling): Promise<TellingOutcome | 'absent'> => {
    try {
      const told = await tell(telling);
      if (told === 'later') return { status: 'waiting', dueAt: new Date(now().getTime() + othersSpeakMs) };
      return told === 'absent' ? told : { status: told };
    } catch (problem) {
      // Whatever it was, the customer has not been told: it is tried again.
      const unavailable = problem instanceof RecordsUnavailable;
      serviceLog[unavailable ? 'warn' : 'error']({ err: problem }, 'an event could not be told; it is tried again');
      return { status: 'waiting', dueAt: new Date(now().getTime() + waitMs(telling.attempts, problem)) };
    }
  };

  /** Tells what is due. @returns when to come back, if anything waits for its time */
  const tellDue = async (recipient: Recipient): Promise<{ left: number; at?: number }> => {
    const tellings = await store.waitingFor(recipient);
    // What could not be told holds up what came later of the same record.
    const heldUp = new Set<string>();
    let left = 0;
    let at = Infinity;
    for (const telling of tellings) {
      const record = recordOf(telling.event);
      if (stopped || heldUp.has(record)) left += 1;
      else if (telling.dueAt > now()) {
        heldUp.add(record);
        left += 1;
        at = Math.min(at, telling.dueAt.getTime());
      } else {
        const outcome = await tryOne(telling);
        if (outcome === 'absent') return { left: tellings.length };
        await store.settle(telling, outcome);
        onTold(recipient.channel, outcome.status === 'waiting' ? 'retried' : outcome.status);
        if (outcome.status === 'waiting') {
          heldUp.add(record);
          left += 1;
          at = Math.min(at, outcome.dueAt.getTime());
        } else waiting -= 1;
      }
    }
    return { left, ...(at === Infinity ? {} : { at }) };
  };

  const wake = (key: string): void => {
    const entry = waitingFor.get(key);
    if (!entry || entry.wanted || stopped) return;
    clearTimeout(entry.timer);
    entry.wanted = true;
    void queue.run(`lane ${(started += 1) % lanes}`, () => run(key, entry));
  };

  const wakeIn = (key: string, entry: Entry, milliseconds: number): void => {
    clearTimeout(entry.timer);
    if (stopped) return;
    entry.timer = setTimeout(() => wake(key), milliseconds);
    entry.timer.unref();
  };

  const run = async (key: string, entry: Entry): Promise<void> => {
    // Never two at a time for one recipient: the one under way looks once more.
    if (running.has(key)) return;
    running.add(key);
    try {
      while (entry.wanted && !stopped) {
        entry.wanted = false;
        const { left, at } = await tellDue(entry.recipient);
        if (at !== undefined) wakeIn(key, entry, Math.max(50, at - now().getTime()));
        if (left === 0 && !entry.wanted) waitingFor.delete(key);
      }
    } catch (problem) {
      serviceLog.error({ err: problem }, 'what is to be told cannot be read or written; it is tried again');
      entry.wanted = false;
      wakeIn(key, entry, firstWaitMs * 5);
    }
    running.delete(key);
  };

  const note = (recipient: Recipient): void => {
    const key = keyOf(recipient);
    if (!waitingFor.has(key)) waitingFor.set(key, { recipient, wanted: false });
    wake(key);
  };

  const takeUp = async (): Promise<void> => {
    const recipients = await store.recipients();
    waiting = recipients.reduce((sum, { tellings }) => sum + tellings, 0);
    for (const { recipient } of recipients) if (!waitingFor.has(keyOf(recipient))) note(recipient);
  };

  const clear = (): Promise<void> =>
    store
      .forget(new Date(now().getTime() - newsForMs))
      .catch((problem: unknown) => serviceLog.error({ err: problem }, 'old events could not be cleared away'));
  const clearing = setInterval(() => void clear(), clearEveryMs);
  clearing.unref();

  return {
    add(recipients) {
      waiting += recipients.length;
      recipients.forEach(note);
    },
    isHere: (recipient) => wake(keyOf(recipient)),
    get waiting() {
      return waiting;
    },
    async start() {
      await clear();
      await takeUp();
    },
    lookAgain() {
      takeUp().catch((problem: unknown) => serviceLog.error({ err: problem }, 'what is to be told cannot be read'));
    },
    async stop() {
      stopped = true;
      clearInterval(clearing);
      for (const { timer } of waitingFor.values()) clearTimeout(timer);
      await queue.idle();
    },
  };
}
