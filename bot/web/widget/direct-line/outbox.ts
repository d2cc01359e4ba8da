import { backoffMs, type Pause } from './pause';
import type { DirectLineService, OutgoingMessage, Session } from './service';

/** How a message of ours fares: waiting or under way, in the service's log, or refused. */
export type Delivery = 'sending' | 'sent' | 'failed';

interface OutboxHooks {
  session(): Session | undefined;
  /** The unsent messages changed: keep them over a page reload. */
  keep(unsent: OutgoingMessage[]): void;
  delivered(message: OutgoingMessage, state: Delivery): void;
  /** The service did not take a message because it did not answer, or not well. */
  unanswered(): void;
  /** The service asks to wait so many seconds; `undefined` when it no longer does. */
  busy(seconds: number | undefined): void;
  /** The service no longer takes this session: join again or start anew. */
  sessionLost(): void;
}

/** The messages not yet in the service's log, in the order they were written. One is under way at a time, so they stay in order. */
export class Outbox {
  private readonly failed = new Map<string, OutgoingMessage>();
  private readonly turnedAway = new Set<string>();
  private sending = false;

  constructor(
    private readonly service: DirectLineService,
    private readonly pause: Pause,
    private readonly hooks: OutboxHooks,
    private unsent: OutgoingMessage[],
  ) {}

  get waiting(): readonly OutgoingMessage[] {
    return this.unsent;
  }

  add(message: OutgoingMessage): void {
    this.replace([...this.unsent, message]);
    void this.drain();
  }

  /** Sends a refused message again, after those that wait. */
  retry(clientActivityID: string): void {
    const message = this.failed.get(clientActivityID);
    if (!message) return;
    this.failed.delete(clientActivityID);
    this.hooks.delivered(message, 'sending');
    this.add(message);
  }

  /** The message was seen in the log: its receipt may have been lost on the way, the message was not. */
  seen(clientActivityID: string): void {
    this.replace(this.unsent.filter((message) => message.clientActivityID !== clientActivityID));
  }

  /** Sends what waits, until nothing does or the session is lost. Never rejects. */
  async drain(): Promise<void> {
    if (this.sending) return;
    this.sending = true;
    let failures = 0;
    for (let next = this.unsent[0]; next; next = this.unsent[0]) {
      const session = this.hooks.session();
      if (!session) break;
      const outcome = await this.service.post(session, next);
      if (outcome.kind === 'later') {
        // Told when to come back, we come back then; left without a time, later each time.
        const isTold = outcome.because === 'busy' && outcome.afterMs > 0;
        const waitMs = Math.max(backoffMs(isTold ? 0 : failures++), outcome.afterMs);
        if (outcome.because === 'busy') this.hooks.busy(Math.ceil(waitMs / 1000));
        else this.hooks.unanswered();
        await this.pause.wait(waitMs);
        continue;
      }
      failures = 0;
      this.hooks.busy(undefined);
      if (outcome.kind === 'ok') {
        this.settle(next, 'sent');
      } else if (outcome.kind === 'refused' || this.turnedAway.has(next.clientActivityID)) {
        this.failed.set(next.clientActivityID, next);
        this.settle(next, 'failed');
      } else {
        // Turned away with its session. Once may be the token; the same message twice is the message.
        this.turnedAway.add(next.clientActivityID);
        this.hooks.sessionLost();
        break;
      }
    }
    this.sending = false;
  }

  private settle(message: OutgoingMessage, state: Delivery): void {
    this.seen(message.clientActivityID);
    this.turnedAway.delete(message.clientActivityID);
    this.hooks.delivered(message, state);
  }

  private replace(unsent: OutgoingMessage[]): void {
    this.unsent = unsent;
    this.hooks.keep(unsent);
  }
}
