import type { Arrivals } from './arrivals';
import type { Liveness } from './liveness';
import type { ConversationMemory } from './memory';
import { watchNetwork } from './network';
import type { Pause } from './pause';
import type { OpenedSession, Outcome } from './service';
import type { SessionKeeper } from './session-keeper';
import { openStream, type Stream } from './stream';
import { tellSite, whyNot } from './unavailable';

/** `unavailable`: pages of this site get no answer that they may read, which no waiting mends. */
export type ConnectionState = 'connecting' | 'online' | 'lost' | 'unavailable';

const POLL_EVERY_MS = 1_500;
const FIRST_POLLING_PERIOD_MS = 20_000;
const LONGEST_POLLING_PERIOD_MS = 300_000;
const STEADY_AFTER_MS = 10_000;
const UNWELCOME_PAUSE_MS = 60_000;

interface Parts {
  session: SessionKeeper;
  arrivals: Arrivals;
  liveness: Liveness;
  pause: Pause;
  memory: ConversationMemory;
  isForeign: boolean;
  locale(): string;
}

interface ConnectionHooks {
  state(state: ConnectionState): void;
  busy(seconds: number | undefined): void;
  /** Messages get through again. */
  up(): void;
  /** The known conversation is over; the next one is being opened. */
  anew(because: 'expired' | 'ended'): void;
}

/** Stays connected: by a stream, by asking at intervals where streams do not get through, and again after whatever cut it. */
export class Connection {
  stream: Stream | undefined;
  state: ConnectionState | undefined;
  private running: AbortController | undefined;

  constructor(
    private readonly parts: Parts,
    private readonly hooks: ConnectionHooks,
  ) {}

  /** Connects, and stays connected until `stop`. While it is, calling it again does nothing. */
  start(): void {
    if (this.running) return;
    this.running = new AbortController();
    const { signal } = this.running;
    watchNetwork(signal, {
      gone: () => {
        this.tell('lost');
        this.stream?.close();
      },
      worthTrying: () => this.parts.pause.wakeAll(),
    });
    void this.run(signal);
  }

  stop(): void {
    this.running?.abort();
    this.running = undefined;
    this.stream?.close();
    this.parts.pause.wakeAll();
  }

  /** True when this is news. */
  tell(state: ConnectionState): boolean {
    if (state === this.state) return false;
    this.state = state;
    this.hooks.state(state);
    return true;
  }

  online(): void {
    if (this.tell('online')) this.parts.pause.wakeAll();
    this.hooks.up();
  }

  private async run(signal: AbortSignal): Promise<void> {
    let attempt = 0;
    let pollingPeriodMs = FIRST_POLLING_PERIOD_MS;
    this.tell('connecting');
    while (!signal.aborted) {
      const opened = await this.open();
      if (signal.aborted) return;
      this.hooks.busy(undefined);
      if (opened.kind === 'ok') {
        this.parts.memory.set({ answered: true });
        const before = Date.now();
        const how = await this.listen(opened.body);
        if (Date.now() - before > STEADY_AFTER_MS) attempt = 0;
        if (how === 'closed') pollingPeriodMs = FIRST_POLLING_PERIOD_MS;
        else if (await this.poll(pollingPeriodMs, signal)) {
          attempt = 0;
          pollingPeriodMs = Math.min(pollingPeriodMs * 2, LONGEST_POLLING_PERIOD_MS);
          continue;
        }
      } else {
        this.tellWhyNot(opened, attempt);
      }
      await this.parts.pause.backOff(attempt++, pauseAfter(opened));
    }
  }

  /** The known conversation again, or else a new one. */
  private async open(): Promise<Outcome<OpenedSession>> {
    const { session, arrivals, locale } = this.parts;
    const known = session.current !== undefined;
    const opened = await session.open(arrivals.watermark, locale());
    if (!known || (opened.kind !== 'expired' && opened.kind !== 'ended')) return opened;
    this.hooks.anew(opened.kind);
    return this.open();
  }

  private async listen(opened: OpenedSession): Promise<'never-opened' | 'closed'> {
    const { arrivals, liveness, session } = this.parts;
    const stream = openStream(opened.streamUrl, {
      open: () => this.online(),
      frame: (text) => arrivals.streamed(text),
    });
    this.stream = stream;
    const how = await liveness.watch(stream, () => void session.refreshWhenDue());
    this.stream = undefined;
    return how;
  }

  /** Sockets do not get through: ask at intervals. True when that worked for the whole period. */
  private async poll(periodMs: number, signal: AbortSignal): Promise<boolean> {
    const { arrivals, session, pause } = this.parts;
    const until = Date.now() + periodMs;
    while (!signal.aborted && Date.now() < until) {
      if (!(await arrivals.fetchNew())) return false;
      this.online();
      await session.refreshWhenDue();
      await pause.wait(POLL_EVERY_MS);
    }
    return true;
  }

  private tellWhyNot(opened: Exclude<Outcome<OpenedSession>, { kind: 'ok' }>, attempt: number): void {
    const { isForeign, memory } = this.parts;
    const hasAnswered = memory.get().answered === true;
    const why = whyNot(opened, { attempt, isForeign, hasAnswered, state: this.state });
    if (why.kind === 'busy') this.hooks.busy(why.seconds);
    else if (why.kind === 'lost') this.tell('lost');
    else if (why.kind === 'unavailable' && this.tell('unavailable')) tellSite();
  }
}

function pauseAfter(opened: Outcome<unknown>): number {
  if (opened.kind === 'unwelcome') return UNWELCOME_PAUSE_MS;
  return opened.kind === 'later' ? opened.afterMs : 0;
}
