import { Conversation } from './direct-line/conversation';
import type { Incoming } from './direct-line/activities';
import type { ConnectionState } from './direct-line/connection';
import { KeptFiles } from './direct-line/kept-files';
import { ConversationMemory } from './direct-line/memory';
import { directLineService, type Rating } from './direct-line/service';
import type { ChatHost, TeamsLink, Vouch } from './loader/contract';
import type { Strings } from './strings';
import type { Transcript } from './transcript';

interface TalkHooks {
  words(): Strings;
  /** Whether the reader sees the chat: what is not seen connects to nothing. */
  isShown(): boolean;
  arrived(activities: Incoming[], replayed: boolean): void;
  connection(state: ConnectionState): void;
  busy(seconds: number | undefined): void;
  /** The conversation is over, or, at `false`, another begins. */
  over(is: boolean): void;
  /** A message of an earlier page cannot be sent: its files are gone. */
  filesLost(text: string): void;
  /** A customer may have left, here or in another tab, and the next one may have come. */
  customerChecked(): void;
}

/** The conversation that the window shows, and which one follows it: after a new start, an end, another tab's doing, signing in and out. */
export class Talk {
  readonly files: KeptFiles;
  memory: ConversationMemory;
  private conversation: Conversation;
  private watching = new AbortController();
  private vouch: Vouch | undefined;
  private isOver = false;

  constructor(
    private readonly host: ChatHost,
    private readonly transcript: Transcript,
    private readonly on: TalkHooks,
  ) {
    this.files = new KeptFiles(!host.isComputerShared);
    this.memory = new ConversationMemory(host.key, host.isComputerShared);
    this.conversation = this.converse();
  }

  /** Connects, unless the conversation is over. */
  start(): void {
    if (!this.isOver) this.conversation.start();
  }

  stop(): void {
    this.conversation.stop();
  }

  send(text: string, files: File[] = []): void {
    if (this.isOver) this.begunAnew();
    const message = this.conversation.send(text, files);
    this.transcript.addOwn(message, files);
    this.conversation.start();
  }

  retry(clientActivityID: string): void {
    this.conversation.retry(clientActivityID);
  }

  typing(): void {
    this.conversation.typing();
  }

  rate(given: Rating): Promise<boolean> {
    return this.conversation.rate(given);
  }

  teamsLink(): Promise<TeamsLink | undefined> {
    return this.conversation.teamsLink();
  }

  /** False where the service does not accept the assertion. */
  async signIn(assertion: string | Vouch): Promise<boolean> {
    if (this.isOver) this.begunAnew();
    const vouch = typeof assertion === 'string' ? () => Promise.resolve(assertion) : assertion;
    const outcome = await this.conversation.signIn(vouch);
    if (outcome === 'refused') return false;
    if (typeof assertion !== 'string') this.vouch = assertion;
    if (outcome === 'replaced') {
      this.follow();
      this.customerLeft();
    }
    this.memory.set({ signedOut: undefined });
    return true;
  }

  async signOut(): Promise<void> {
    this.vouch = undefined;
    const signedOut = this.conversation.signOut();
    this.begunAnew();
    this.memory.set({ signedOut: true });
    this.customerLeft();
    this.sayIfSignedOut();
    if (this.on.isShown()) this.conversation.start();
    await signedOut;
  }

  /** The customer is done: nobody can go on with the conversation, and it stays on the screen to be read and kept. */
  end(): Promise<void> {
    const ended = this.conversation.signOut();
    this.memory = this.memory.successor(false);
    this.isOver = true;
    this.on.over(true);
    return ended;
  }

  startAfresh(): void {
    // Nobody comes back to the one before: whoever waited with the customer there is to know.
    void this.conversation.signOut();
    this.begunAnew();
    this.memory.set({ signedOut: undefined });
    this.conversation.start();
  }

  /** Begins or goes on with the conversation that the memory holds. */
  private converse(): Conversation {
    const { transcript, host, on } = this;
    this.watching.abort();
    this.watching = new AbortController();
    this.memory.watch(this.watching.signal, (before) => this.changedElsewhere(before.session?.conversationId));
    const conversation = new Conversation(
      directLineService(`${host.service}/v3/directline`),
      this.memory,
      {
        arrived: (activities, replayed) => on.arrived(activities, replayed),
        connection: (state) => on.connection(state),
        busy: (seconds) => on.busy(seconds),
        delivery: ({ clientActivityID }, state, refusal) => transcript.delivery(clientActivityID, state, refusal),
        uploaded: ({ clientActivityID }, share) => transcript.uploaded(clientActivityID, share),
        startedAnew: (because) => transcript.notice((words) => words[because]),
      },
      () => on.words().locale,
      host.service !== self.origin,
      () => this.vouch,
      this.files,
    );
    for (const message of conversation.unsent) transcript.addOwn(message);
    this.conversation = conversation;
    void this.goOnWithFiles(conversation);
    this.sayIfSignedOut();
    return conversation;
  }

  /** Messages with files that an earlier page had not sent. */
  private async goOnWithFiles(conversation: Conversation): Promise<void> {
    for (const { files, ...message } of await conversation.unsentFiles()) {
      if (this.conversation !== conversation) return;
      if (files.length > 0) this.transcript.addOwn(message, files);
      else this.on.filesLost(message.text);
    }
  }

  /** What is being written in any tab was theirs. */
  private customerLeft(): void {
    this.memory.set({ customer: (this.memory.get().customer ?? 0) + 1 });
    this.on.customerChecked();
  }

  private sayIfSignedOut(): void {
    if (this.memory.get().signedOut) this.transcript.notice((words) => words.signedOut);
  }

  /** Another tab has begun a conversation, or ended this one. */
  private changedElsewhere(before: string | undefined): void {
    this.on.customerChecked();
    const { session, panelOpen } = this.memory.get();
    if (session?.conversationId === before) return;
    this.follow();
    if (session === undefined && panelOpen) this.on.connection('connecting');
  }

  /** The conversation that the browser holds now, in the place of the one shown. */
  private follow(): void {
    this.conversation.leave();
    this.begunAnew(true);
    // Where it has only ended, the tab that ended it begins the next one.
    if (this.on.isShown() && this.memory.get().session) this.conversation.start();
  }

  /** A new conversation in the same window, not yet connected. */
  private begunAnew(follows = false): void {
    this.isOver = false;
    this.on.over(false);
    this.transcript.clear();
    this.on.busy(undefined);
    this.memory = this.memory.successor(follows);
    this.converse();
  }
}
