import { readActivitySet, type ActivitySet, type Incoming } from './activities';
import { Inbox } from './inbox';
import type { ConversationMemory } from './memory';
import { newMessageId } from './message-id';
import { watchNetwork } from './network';
import { Outbox, type Delivery } from './outbox';
import { Pause } from './pause';
import type { DirectLineService, OpenedSession, OutgoingMessage, Outcome, Rating, TeamsLink } from './service';
import { SessionKeeper, type Vouch } from './session-keeper';
import { Uploads } from './uploads';
import { openStream, type Stream } from './stream';

/** `unavailable`: pages of this site get no answer that they may read, which no waiting mends. */
export type Connection = 'connecting' | 'online' | 'lost' | 'unavailable';

/** What a chat window is told. */
export interface ConversationListener {
  /** New activities, each once, in order. `replayed` = the history of a conversation that the reader has seen before. */
  arrived(activities: Incoming[], replayed: boolean): void;
  connection(state: Connection): void;
  /** The service asks to wait so many seconds before the next try; `undefined` when that is over. */
  busy(seconds: number | undefined): void;
  /** @param refusal why the service does not take the message's files, by its code */
  delivery(message: OutgoingMessage, state: Delivery, refusal?: string): void;
  /** How much of a message's files has been sent, from 0 to 1. */
  uploaded(message: OutgoingMessage, share: number): void;
  /** The earlier conversation cannot go on; this is a new one. */
  startedAnew(because: 'expired' | 'ended'): void;
}

const POLL_EVERY_MS = 1_500;
const FIRST_POLLING_PERIOD_MS = 20_000;
const LONGEST_POLLING_PERIOD_MS = 300_000;
const SILENCE_LIMIT_MS = 40_000;
const ECHO_LIMIT_MS = 5_000;
/** A desk shows that somebody writes for a few seconds longer than this. */
const TYPING_TOLD_EVERY_MS = 4_000;
const WATCH_EVERY_MS = 10_000;
const STEADY_AFTER_MS = 10_000;
/** A service that is being restarted answers before so many tries have failed. */
const FIRST_TRIES = 3;
const UNWELCOME_PAUSE_MS = 60_000;

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
  private readonly outbox: Outbox;
  private readonly uploads: Uploads;
  private inbox = new Inbox();
  private stream: Stream | undefined;
  private state: Connection | undefined;
  private readonly unechoed = new Set<string>();
  private replaying: boolean;
  private anewBecause: 'expired' | 'ended' | undefined;
  private catchingUp: Promise<void> | undefined;
  private behind = false;
  private typingToldAt = 0;
  private running: AbortController | undefined;

  /** `locale` is asked for when a conversation begins or a message goes out: the visitor may change language on the way. */
  constructor(
    private readonly service: DirectLineService,
    private readonly memory: ConversationMemory,
    private listener: ConversationListener,
    private readonly locale: () => string,
    /** The service is of another site than the page, so the browser may keep its answers from us. */
    private readonly isForeign: boolean,
    /** How the site vouches for its customer, while one is signed in. */
    vouching: () => Vouch | undefined,
  ) {
    this.session = new SessionKeeper(service, memory, vouching);
    this.replaying = this.session.current !== undefined;
    this.outbox = new Outbox(
      service,
      this.pause,
      {
        session: () => this.session.current,
        keep: (unsent) => memory.set({ unsent }),
        delivered: (message, state) => this.delivered(message, state),
        unanswered: () => this.tell('lost'),
        busy: (seconds) => this.listener.busy(seconds),
        sessionLost: () => this.stream?.close(),
      },
      memory.get().unsent,
    );
    this.uploads = new Uploads(service.base, this.pause, {
      session: () => this.session.current,
      progress: (message, share) => this.listener.uploaded(message, share),
      delivered: (message, state, refusal) => this.delivered(message, state, refusal),
      sessionLost: () => this.stream?.close(),
    });
    for (const { clientActivityID } of this.unsent) this.unechoed.add(clientActivityID);
  }

  /** The messages that an earlier page left unsent, oldest first. */
  get unsent(): readonly OutgoingMessage[] {
    return this.outbox.waiting;
  }

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
      worthTrying: () => this.pause.wakeAll(),
    });
    void this.run(signal);
  }

  /** Sends `text` with its files, now or as soon as there is a connection. */
  send(text: string, files: File[] = []): OutgoingMessage {
    const message = { clientActivityID: newMessageId(), text, locale: this.locale() };
    this.unechoed.add(message.clientActivityID);
    if (files.length > 0) this.uploads.add({ ...message, files });
    else this.outbox.add(message);
    return message;
  }

  /** The site vouches for the visitor. False where the service does not accept it; the conversation then stays as it was. */
  async signIn(vouch: Vouch): Promise<boolean> {
    const { kind } = await this.session.signIn(vouch, this.locale());
    return kind === 'ok';
  }

  /** Undefined for an anonymous visitor, and where the service cannot give one. */
  async teamsLink(): Promise<TeamsLink | undefined> {
    const session = this.session.current;
    const asked = session && (await this.service.teamsLink(session));
    return asked?.kind === 'ok' ? asked.body : undefined;
  }

  /** The visitor signs out: nobody can go on with this conversation from here. */
  signOut(): Promise<void> {
    this.leave();
    return this.session.signOut();
  }

  /** The visitor is writing. Told at most every few seconds. */
  typing(): void {
    const session = this.session.current;
    if (session === undefined || this.state !== 'online' || Date.now() - this.typingToldAt < TYPING_TOLD_EVERY_MS)
      return;
    this.typingToldAt = Date.now();
    void this.service.typing(session);
  }

  /** False where it could not be told. */
  async rate(given: Rating): Promise<boolean> {
    const session = this.session.current;
    return session !== undefined && (await this.service.rate(session, given)).kind === 'ok';
  }

  retry(clientActivityID: string): void {
    if (!this.uploads.retry(clientActivityID)) this.outbox.retry(clientActivityID);
  }

  stop(): void {
    this.running?.abort();
    this.running = undefined;
    this.stream?.close();
    this.pause.wakeAll();
  }

  /** Stops for good: what is still on its way tells nobody. */
  leave(): void {
    this.listener = NOBODY;
    this.uploads.stop();
    this.stop();
  }

  private async run(signal: AbortSignal): Promise<void> {
    let attempt = 0;
    let pollingPeriodMs = FIRST_POLLING_PERIOD_MS;
    this.tell('connecting');
    while (!signal.aborted) {
      const opened = await this.open();
      if (signal.aborted) return;
      this.listener.busy(undefined);
      if (opened.kind === 'ok') this.memory.set({ answered: true });
      if (opened.kind === 'ok') {
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
      await this.pause.backOff(attempt++, pauseAfter(opened));
    }
  }

  private tellWhyNot(opened: Exclude<Outcome<OpenedSession>, { kind: 'ok' }>, attempt: number): void {
    if (opened.kind === 'unwelcome') this.unavailable();
    else if (opened.kind === 'later' && opened.because === 'busy')
      this.listener.busy(Math.max(1, Math.ceil(opened.afterMs / 1000)));
    // A browser does not tell a refusal of the page from a dead service. One that has never answered here refuses.
    else if (this.isForeign && !this.memory.get().answered && this.state !== 'lost') {
      if (attempt + 1 >= FIRST_TRIES) this.unavailable();
    } else if (this.state === 'online' || attempt > 0) this.tell('lost');
  }

  private unavailable(): void {
    if (!this.tell('unavailable')) return;
    // For whoever runs the site: the customer is told in the chat.
    // eslint-disable-next-line no-console
    console.warn(
      `The chat gets no answer on pages of ${location.origin}. If its service is running, it does not allow them: add ${location.origin} to ALLOWED_ORIGINS.`,
    );
  }

  /** The known conversation again, or else a new one. */
  private async open(): Promise<Outcome<OpenedSession>> {
    const known = this.session.current !== undefined;
    const opened = await this.session.open(this.inbox.watermark, this.locale());
    if (!known || (opened.kind !== 'expired' && opened.kind !== 'ended')) return opened;
    this.replaying = false;
    this.anewBecause = opened.kind;
    this.inbox = new Inbox();
    return this.open();
  }

  private async listen(opened: OpenedSession): Promise<'never-opened' | 'closed'> {
    const stream = openStream(opened.streamUrl, {
      open: () => this.online(),
      frame: (text) => this.streamed(text),
    });
    this.stream = stream;
    const watch = setInterval(() => this.watch(stream), WATCH_EVERY_MS);
    const how = await stream.ended;
    clearInterval(watch);
    this.stream = undefined;
    return how;
  }

  /** Sockets do not get through: ask at intervals. True when that worked for the whole period. */
  private async poll(periodMs: number, signal: AbortSignal): Promise<boolean> {
    const until = Date.now() + periodMs;
    while (!signal.aborted && Date.now() < until) {
      if (!(await this.fetchNew())) return false;
      this.online();
      await this.session.refreshWhenDue();
      await this.pause.wait(POLL_EVERY_MS);
    }
    return true;
  }

  private online(): void {
    this.announceAnew();
    if (this.tell('online')) this.pause.wakeAll();
    void this.outbox.drain();
    void this.uploads.drain();
  }

  private announceAnew(): void {
    if (this.anewBecause) this.listener.startedAnew(this.anewBecause);
    this.anewBecause = undefined;
  }

  private streamed(text: string): void {
    const set = readActivitySet(parseJson(text));
    if (set && this.take(set, 'stream')) this.catchUp();
  }

  /** True when something before this set is missing. */
  private take(set: ActivitySet, from: 'stream' | 'poll'): boolean {
    const { fresh, missing } = this.inbox.take(set, from);
    for (const activity of fresh) {
      if (activity.kind !== 'own-message' || activity.clientActivityID === undefined) continue;
      this.unechoed.delete(activity.clientActivityID);
      this.outbox.seen(activity.clientActivityID);
    }
    this.announceAnew();
    if (fresh.length > 0) this.listener.arrived(fresh, this.replaying);
    if (!missing) this.replaying = false;
    return missing;
  }

  /** Asks for what is missing. Asked again while it runs, it runs once more: what came meanwhile was dropped for coming too early. */
  private catchUp(): void {
    this.behind = true;
    this.catchingUp ??= this.catchUpWhileBehind();
  }

  private async catchUpWhileBehind(): Promise<void> {
    while (this.behind) {
      this.behind = false;
      if (!(await this.fetchNew())) this.stream?.close();
    }
    this.catchingUp = undefined;
  }

  /** Fetches everything after the watermark. False when the service did not answer. */
  private async fetchNew(): Promise<boolean> {
    const session = this.session.current;
    if (!session) return false;
    const inbox = this.inbox;
    const polled = await this.service.activitiesAfter(session, inbox.watermark);
    if (polled.kind !== 'ok') return false;
    // A conversation that began anew meanwhile has its own inbox: an old answer is no news to it.
    if (inbox === this.inbox) this.take(polled.body, 'poll');
    return true;
  }

  private delivered(message: OutgoingMessage, state: Delivery, refusal?: string): void {
    this.listener.delivery(message, state, refusal);
    if (state !== 'sent') return;
    // A message got through while the stream stood: the trouble was the message's only.
    if (this.state === 'lost' && this.stream) this.online();
    // What is in the log comes back on the stream. If it does not, the stream is not what it seems.
    setTimeout(() => {
      if (this.unechoed.delete(message.clientActivityID)) void this.doubt();
    }, ECHO_LIMIT_MS);
  }

  private watch(stream: Stream): void {
    void this.session.refreshWhenDue();
    if (Date.now() - stream.lastHeardAt() > SILENCE_LIMIT_MS && document.visibilityState === 'visible')
      void this.doubt();
  }

  /** The stream may be half open: it looks alive and carries nothing. A question over HTTP tells, and a new stream mends it. */
  private async doubt(): Promise<void> {
    const stream = this.stream;
    const before = this.inbox.watermark;
    const answered = await this.fetchNew();
    if (answered && this.inbox.watermark === before) stream?.vouchFor();
    else stream?.close();
  }

  /** True when this is news. */
  private tell(state: Connection): boolean {
    if (state === this.state) return false;
    this.state = state;
    this.listener.connection(state);
    return true;
  }
}

function pauseAfter(opened: Outcome<unknown>): number {
  if (opened.kind === 'unwelcome') return UNWELCOME_PAUSE_MS;
  return opened.kind === 'later' ? opened.afterMs : 0;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
