import type { ReplyLanguage } from '../../../knowledge';
import { Composer } from './composer';
import { Consent } from './consent';
import type { Incoming } from './direct-line/activities';
import { Conversation } from './direct-line/conversation';
import { ConversationMemory } from './direct-line/memory';
import { directLineService } from './direct-line/service';
import type { Chat, ChatEvents, ChatHost, TeamsLink, Vouch } from './loader/contract';
import type { MenuItem } from './menu';
import { Panel } from './panel';
import { chime } from './sound';
import { strings, type Strings } from './strings';
import { chatSheet } from './styles';
import { Transcript } from './transcript';
import { saveTranscript } from './transcript-file';

/** Whose writing a reader who has closed the chat is told of by a mark. */
const newsFrom: Partial<Record<Incoming['kind'], ChatEvents['chat-message']['from']>> = {
  'bot-message': 'assistant',
  receipt: 'assistant',
  'person-message': 'person',
  'own-message': 'customer',
};

/** The chat behind the button: its window, and the conversation in it. It connects when it is first shown. */
class ChatWindow implements Chat {
  private words: Strings;
  private vouch: Vouch | undefined;
  private memory: ConversationMemory;
  private watching = new AbortController();
  private conversation: Conversation;
  private readonly transcript: Transcript;
  private readonly composer: Composer;
  private readonly panel: Panel;
  private writesToPerson = false;
  private isOver = false;

  constructor(private readonly host: ChatHost) {
    this.words = strings[host.language];
    this.memory = new ConversationMemory(host.key, host.isComputerShared);
    this.transcript = new Transcript(this.words, host.service, {
      choose: ({ value }) => {
        this.send(value);
        this.panel.focus();
      },
      retry: (clientActivityID) => this.conversation.retry(clientActivityID),
      speaking: (speaking, canCall) => {
        this.writesToPerson = speaking.kind === 'person';
        this.panel.showSpeaking(speaking, canCall);
      },
      rate: (given) => this.conversation.rate(given),
    });
    this.composer = new Composer(
      this.words,
      (text, files) => this.send(text, files),
      () => this.writesToPerson && this.conversation.typing(),
    );
    const consent = new Consent(this.words, host.service, host.privacyUrl);
    this.panel = new Panel(this.words, this.transcript, this.composer, consent, {
      close: () => this.close(),
      menu: this.menu(),
      language: (language) => this.setLanguage(language),
      say: (text) => {
        this.send(text);
        this.panel.focus();
      },
    });
    this.composer.tray.takeFrom(this.panel.node);
    this.panel.node.hidden = true;
    host.root.adoptedStyleSheets.push(chatSheet());
    host.body.append(this.panel.node);
    this.conversation = this.converse();
  }

  open(typed = ''): void {
    this.show();
    this.panel.focus();
    this.composer.append(typed);
  }

  show(): void {
    const wasHidden = this.panel.node.hidden;
    this.panel.node.hidden = false;
    this.transcript.opened();
    this.host.unread(false);
    this.memory.set({ panelOpen: true });
    if (!this.isOver) this.conversation.start();
    if (!wasHidden) return;
    this.takePlace(true);
    this.host.tell('chat-open', undefined);
  }

  close(): void {
    if (this.panel.node.hidden) return;
    this.panel.node.hidden = true;
    this.memory.set({ panelOpen: false });
    this.takePlace(false);
    this.host.launcher.focus();
    this.host.tell('chat-close', undefined);
  }

  ask(text: string): void {
    this.open();
    this.send(text);
  }

  setLanguage(language: ReplyLanguage): void {
    this.words = strings[language];
    this.memory.set({ language });
    this.host.relabel(language);
    this.panel.relabel(this.words);
    this.host.tell('chat-language', { language });
  }

  async signIn(assertion: string | Vouch): Promise<boolean> {
    if (this.isOver) this.begunAnew();
    const vouch = typeof assertion === 'string' ? () => Promise.resolve(assertion) : assertion;
    const outcome = await this.conversation.signIn(vouch);
    if (outcome === 'refused') return false;
    if (typeof assertion !== 'string') this.vouch = assertion;
    if (outcome === 'replaced') this.follow();
    this.memory.set({ signedOut: undefined });
    this.host.tell('chat-signed-in', undefined);
    return true;
  }

  async signOut(): Promise<void> {
    this.vouch = undefined;
    const signedOut = this.conversation.signOut();
    this.begunAnew();
    this.memory.set({ signedOut: true });
    this.sayIfSignedOut();
    if (!this.panel.node.hidden) this.conversation.start();
    await signedOut;
    this.host.tell('chat-signed-out', undefined);
  }

  teamsLink(): Promise<TeamsLink | undefined> {
    return this.conversation.teamsLink();
  }

  inPage(is: boolean): void {
    if (!is) this.conversation.stop();
    // Taken out of the page and put back: the chat goes on where it was.
    else if (this.memory.get().panelOpen && !this.isOver) this.conversation.start();
  }

  /** Of the button, or gives it back. */
  private takePlace(isOpen: boolean): void {
    const { launcher } = this.host;
    launcher.hidden = isOpen;
    launcher.setAttribute('aria-expanded', String(isOpen));
  }

  private menu(): MenuItem[] {
    return [
      { label: (words) => words.startAfresh, act: () => this.startAfresh() },
      { label: (words) => words.download, act: () => this.download() },
      {
        label: (words) => (this.memory.get().sound ? words.soundOff : words.soundOn),
        act: () => {
          this.memory.set({ sound: !this.memory.get().sound });
          if (this.memory.get().sound) chime();
        },
      },
      { label: (words) => words.end, act: () => void this.end() },
    ];
  }

  private download(): void {
    saveTranscript(this.transcript.lines(), this.words, new Date());
  }

  /** The customer is done: nobody can go on with the conversation, and it stays on the screen to be read and kept. */
  private async end(): Promise<void> {
    const ended = this.conversation.signOut();
    this.memory = this.memory.successor(false);
    this.transcript.notice(
      (words) => words.youEnded,
      { label: (words) => words.download, act: () => this.download() },
      { label: (words) => words.startAfresh, act: () => this.startAfresh() },
    );
    this.isOver = true;
    this.panel.showEnded(true);
    await ended;
    this.host.tell('chat-ended', undefined);
  }

  /** Begins or goes on with the conversation that the memory holds. */
  private converse(): Conversation {
    const { transcript, panel, host } = this;
    this.watching.abort();
    this.watching = new AbortController();
    this.memory.watch(this.watching.signal, (before) => this.changedElsewhere(before.session?.conversationId));
    const conversation = new Conversation(
      directLineService(`${host.service}/v3/directline`),
      this.memory,
      {
        arrived: (activities, replayed) => this.arrived(activities, replayed),
        connection: (state) => {
          panel.showConnection(state);
          host.tell('chat-connection', { state });
        },
        busy: (seconds) => panel.showBusy(seconds),
        delivery: ({ clientActivityID }, state, refusal) => transcript.delivery(clientActivityID, state, refusal),
        uploaded: ({ clientActivityID }, share) => transcript.uploaded(clientActivityID, share),
        startedAnew: (because) => transcript.notice((words) => words[because]),
      },
      () => this.words.locale,
      host.service !== location.origin,
      () => this.vouch,
    );
    for (const message of conversation.unsent) transcript.addOwn(message);
    this.conversation = conversation;
    this.sayIfSignedOut();
    return conversation;
  }

  private arrived(activities: Incoming[], replayed: boolean): void {
    this.transcript.arrived(activities, replayed);
    if (replayed) return;
    const news = activities.flatMap(({ kind }) => newsFrom[kind] ?? []);
    for (const from of news) this.host.tell('chat-message', { from });
    if (!news.some((from) => from !== 'customer')) return;
    if (this.memory.get().sound) chime();
    if (this.panel.node.hidden) this.host.unread(true);
  }

  private sayIfSignedOut(): void {
    if (this.memory.get().signedOut) this.transcript.notice((words) => words.signedOut);
  }

  private startAfresh(): void {
    this.conversation.leave();
    this.begunAnew();
    this.memory.set({ signedOut: undefined });
    this.conversation.start();
    this.panel.focus();
  }

  /** Another tab has begun a conversation, or ended this one. */
  private changedElsewhere(before: string | undefined): void {
    const { session, panelOpen } = this.memory.get();
    if (session?.conversationId === before) return;
    this.follow();
    if (session === undefined && panelOpen) this.panel.showConnection('connecting');
  }

  /** The conversation that the browser holds now, in the place of the one shown. */
  private follow(): void {
    this.conversation.leave();
    this.begunAnew(true);
    // Where it has only ended, the tab that ended it begins the next one.
    if (!this.panel.node.hidden && this.memory.get().session) this.conversation.start();
  }

  /** A new conversation in the same window, not yet connected. */
  private begunAnew(follows = false): void {
    this.isOver = false;
    this.panel.showEnded(false);
    this.transcript.clear();
    this.panel.showBusy(undefined);
    this.memory = this.memory.successor(follows);
    this.converse();
  }

  private send(text: string, files: File[] = []): void {
    if (this.isOver) this.begunAnew();
    const message = this.conversation.send(text, files);
    this.transcript.addOwn(message, files);
    this.conversation.start();
  }
}

export const mountChat = (host: ChatHost): Chat => new ChatWindow(host);
