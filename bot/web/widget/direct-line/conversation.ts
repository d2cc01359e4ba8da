import type { TeamsLink, Vouch } from '../loader/contract';
import type { Incoming } from './activities';
import { Arrivals } from './arrivals';
import { Connection, type ConnectionState } from './connection';
import type { KeptFiles } from './kept-files';
import { Liveness } from './liveness';
import type { ConversationMemory } from './memory';
import { newMessageId } from './message-id';
import { Outbox, type Delivery } from './outbox';
import { Pause } from './pause';
import type { DirectLineService, OutgoingMessage, Rating } from './service';
import { SessionKeeper } from './session-keeper';
import { type OutgoingFiles, Uploads } from './uploads';

/** What a chat window is told. */
export interface ConversationListener {
  /** New activities, each once, in order. `replayed` = the history of a conversation that the reader has seen before. */
  arrived(activities: Incoming[], replayed: boolean): void;
  connection(state: ConnectionState): void;
  /** The service asks to wait so many seconds before the next try; `undefined` when that is over. */
  busy(seconds: number | undefined): void;
  /** @param refusal why the service does not take the message's files, by its code */
  delivery(message: OutgoingMessage, state: Delivery, refusal?: string): void;
  /** How much of a message's files has been sent, from 0 to 1. */
  uploaded(message: OutgoingMessage, share: number): void;
  /** The earlier conversation cannot go on; this is a new one. */
  startedAnew(because: 'expired' | 'ended'): void;
}

/** A desk shows that somebody writes for a few seconds longer than this. */
const TYPING_TOLD_EVERY_MS = 4_000;

const NOBODY: ConversationListener = {
  arrived: () => undefined,
  connection: () => undefined,
  busy: () => undefined,
  delivery: () => undefined,
  uploaded: () => undefined,
  startedAnew: () => undefined,
};

/**
 * One visitor's conversation over Direct Line: joins it, keeps it alive over lost connections, expired tokens and page
 * reloads, and sees to it that every line arrives once and in order, both ways.
 */
export class Conversation {
  private readonly pause = new Pause();
  private readonly session: SessionKeeper;
  private readonly arrivals: Arrivals;
  private readonly connection: Connection;
  private readonly liveness: Liveness;
  private readonly outbox: Outbox;
  private readonly uploads: Uploads;
  private replaying: boolean;
  private anewBecause: 'expired' | 'ended' | undefined;
  private typingToldAt = 0;

  /** `locale` is asked for when a conversation begins or a message goes out: the visitor may change language on the way. */
  constructor(
    private readonly service: DirectLineService,
    private readonly memory: ConversationMemory,
    private listener: ConversationListener,
    private readonly locale: () => string,
    /** The service is of another site than the page, so the browser may keep its answers from us. */
    isForeign: boolean,
    /** How the site vouches for its customer, while one is signed in. */
    vouching: () => Vouch | undefined,
    files: KeptFiles,
  ) {
    const { pause } = this;
    this.session = new SessionKeeper(service, memory, vouching);
    this.replaying = this.session.current !== undefined;
    const session = () => this.session.current;
    const sessionLost = () => this.connection.stream?.close();
    this.arrivals = new Arrivals(service, {
      session,
      fresh: (activities, isWhole) => this.arrived(activities, isWhole),
      unanswered: () => this.connection.stream?.close(),
    });
    this.liveness = new Liveness({
      ask: () => this.arrivals.fetchNew(),
      watermark: () => this.arrivals.watermark,
      lost: () => this.connection.tell('lost'),
    });
    this.connection = new Connection(
      { session: this.session, arrivals: this.arrivals, liveness: this.liveness, pause, memory, isForeign, locale },
      {
        state: (state) => this.listener.connection(state),
        busy: (seconds) => this.listener.busy(seconds),
        up: () => this.up(),
        anew: (because) => this.begunAnew(because),
      },
    );
    this.outbox = new Outbox(
      service,
      pause,
      {
        session,
        keep: (unsent) => memory.set({ unsent }),
        delivered: (message, state) => this.delivered(message, state),
        unanswered: () => this.connection.tell('lost'),
        busy: (seconds) => this.listener.busy(seconds),
        sessionLost,
      },
      memory.get().unsent,
    );
    this.uploads = new Uploads(
      service.base,
      pause,
      {
        session,
        keep: (unsentFiles) => memory.set({ unsentFiles }),
        progress: (message, share) => this.listener.uploaded(message, share),
        delivered: (message, state, refusal) => this.delivered(message, state, refusal),
        sessionLost,
      },
      files,
    );
    for (const { clientActivityID } of this.unsent) this.liveness.awaits(clientActivityID);
  }

  /** The messages that an earlier page left unsent, oldest first. */
  get unsent(): readonly OutgoingMessage[] {
    return this.outbox.waiting;
  }

  /** Those of them that have files, which go on their way now; the files of some may be gone. */
  async unsentFiles(): Promise<OutgoingFiles[]> {
    const { unsentFiles } = this.memory.get();
    return unsentFiles.length > 0 ? this.uploads.restore(unsentFiles) : [];
  }

  /** Connects, and stays connected until `stop`. While it is, calling it again does nothing. */
  start(): void {
    this.connection.start();
  }

  stop(): void {
    this.connection.stop();
  }

  /** Stops for good: what is still on its way tells nobody. */
  leave(): void {
    this.listener = NOBODY;
    this.uploads.stop();
    this.stop();
  }

  /** Sends `text` with its files, now or as soon as there is a connection. */
  send(text: string, files: File[] = []): OutgoingMessage {
    const message = { clientActivityID: newMessageId(), text, locale: this.locale() };
    this.liveness.awaits(message.clientActivityID);
    if (files.length > 0) this.uploads.add({ ...message, files });
    else this.outbox.add(message);
    return message;
  }

  retry(clientActivityID: string): void {
    if (!this.uploads.retry(clientActivityID)) this.outbox.retry(clientActivityID);
  }

  /**
   * The site vouches for the visitor. `refused` where the service does not accept it; the conversation then stays as it was. `replaced` where the one at
   * hand cannot be this customer's: the memory holds a new one.
   */
  async signIn(vouch: Vouch): Promise<'accepted' | 'replaced' | 'refused'> {
    const before = this.session.current?.conversationId;
    const { kind } = await this.session.signIn(vouch, this.locale());
    if (kind !== 'ok') return 'refused';
    return before === undefined || before === this.session.current?.conversationId ? 'accepted' : 'replaced';
  }

  /** Undefined for an anonymous visitor, and where the service cannot give one. */
  async teamsLink(): Promise<TeamsLink | undefined> {
    const session = this.session.current;
    const asked = session && (await this.service.teamsLink(session));
    return asked?.kind === 'ok' ? asked.body : undefined;
  }

  /** The visitor signs out, or ends the conversation: nobody can go on with it from here. */
  signOut(): Promise<void> {
    this.leave();
    return this.session.signOut();
  }

  /** The visitor is writing. Told at most every few seconds. */
  typing(): void {
    const session = this.session.current;
    const isDue = Date.now() - this.typingToldAt >= TYPING_TOLD_EVERY_MS;
    if (session === undefined || this.connection.state !== 'online' || !isDue) return;
    this.typingToldAt = Date.now();
    void this.service.typing(session);
  }

  /** False where it could not be told. */
  async rate(given: Rating): Promise<boolean> {
    const session = this.session.current;
    return session !== undefined && (await this.service.rate(session, given)).kind === 'ok';
  }

  private up(): void {
    this.announceAnew();
    void this.outbox.drain();
    void this.uploads.drain();
  }

  private begunAnew(because: 'expired' | 'ended'): void {
    this.replaying = false;
    this.anewBecause = because;
    this.arrivals.startOver();
  }

  private announceAnew(): void {
    if (this.anewBecause) this.listener.startedAnew(this.anewBecause);
    this.anewBecause = undefined;
  }

  private arrived(fresh: Incoming[], isWhole: boolean): void {
    for (const activity of fresh) {
      if (activity.kind !== 'own-message' || activity.clientActivityID === undefined) continue;
      this.liveness.echoed(activity.clientActivityID);
      this.outbox.seen(activity.clientActivityID);
    }
    this.announceAnew();
    if (fresh.length > 0) this.listener.arrived(fresh, this.replaying);
    if (isWhole) this.replaying = false;
  }

  private delivered(message: OutgoingMessage, state: Delivery, refusal?: string): void {
    this.listener.delivery(message, state, refusal);
    if (state !== 'sent') return;
    // A message got through while the stream stood: the trouble was the message's only.
    if (this.connection.state === 'lost' && this.connection.stream) this.connection.online();
    this.liveness.posted(message.clientActivityID, () => this.connection.stream);
  }
}
