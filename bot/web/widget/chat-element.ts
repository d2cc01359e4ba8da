import type { ReplyLanguage } from '../../../knowledge';
import { Composer } from './composer';
import type { Incoming } from './direct-line/activities';
import { Conversation } from './direct-line/conversation';
import { ConversationMemory, tabStorage } from './direct-line/memory';
import { directLineService, type TeamsLink } from './direct-line/service';
import type { Vouch } from './direct-line/session-keeper';
import { button, el, icon, icons, spoken } from './dom';
import { Panel } from './panel';
import { strings, type Strings } from './strings';
import { styleSheet } from './styles';
import { Transcript } from './transcript';

/** What a reader who has closed the chat is told of by a mark. */
const newsKinds: ReadonlySet<Incoming['kind']> = new Set(['bot-message', 'person-message', 'receipt']);

/**
 * `<charterdesk-chat language="da" service="https://…">`: a button in the corner of the page and the chat behind it.
 * It connects when it is first opened. Pages may call `open`, `close`, `ask`, `signIn`, `signOut` and `teamsLink`.
 */
export class ChatElement extends HTMLElement {
  private words: Strings = strings.en;
  private readonly launcherText = el('span');
  private readonly unread = el('span', { class: 'unread' });
  private readonly launcher = button(
    { class: 'launcher', 'aria-expanded': 'false', 'aria-haspopup': 'dialog' },
    () => this.open(),
    icon(icons.chat),
    this.launcherText,
    this.unread,
  );
  private service = '';
  private vouch: Vouch | undefined;
  private panel: Panel | undefined;
  private conversation: Conversation | undefined;
  private memory: ConversationMemory | undefined;
  private transcript: Transcript | undefined;
  private writesToPerson = false;

  connectedCallback(): void {
    if (this.shadowRoot) {
      // Taken out of the page and put back: the chat goes on where it was.
      if (this.memory?.get().panelOpen) this.conversation?.start();
      return;
    }
    const service = new URL(this.getAttribute('service') ?? '/', document.baseURI).origin;
    this.words = strings[this.getAttribute('language') === 'da' ? 'da' : 'en'];
    const root = this.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = [styleSheet()];
    root.append(this.launcher);
    this.build(service, root);
    this.relabel();
    if (this.memory?.get().panelOpen) this.show();
  }

  disconnectedCallback(): void {
    this.conversation?.stop();
  }

  /** Opens the chat and puts the keyboard there. */
  open(): void {
    this.show();
    this.panel?.focus();
  }

  /** Closes the chat; the conversation goes on. */
  close(): void {
    if (!this.panel || this.panel.node.hidden) return;
    this.panel.node.hidden = true;
    this.launcher.hidden = false;
    this.launcher.setAttribute('aria-expanded', 'false');
    this.memory?.set({ panelOpen: false });
    this.launcher.focus();
  }

  /** Opens the chat and asks `text` in the customer's name. */
  ask(text: string): void {
    this.open();
    this.send(text);
  }

  /**
   * The site vouches for its signed-in customer with a short-lived assertion. The conversation is kept. To be called on each page of a signed-in
   * customer. False where the service does not accept the assertion.
   * @param assertion the assertion; better, how to fetch one: it is good once, and later conversations need their own
   */
  async signIn(assertion: string | Vouch): Promise<boolean> {
    const vouch = typeof assertion === 'string' ? () => Promise.resolve(assertion) : assertion;
    const accepted = (await this.conversation?.signIn(vouch)) ?? false;
    if (accepted && typeof assertion !== 'string') this.vouch = assertion;
    if (accepted) this.memory?.set({ signedOut: undefined });
    return accepted;
  }

  /** The customer has signed out: the conversation is closed to this browser, and the next one is anonymous. */
  async signOut(): Promise<void> {
    this.vouch = undefined;
    const signedOut = this.conversation?.signOut();
    const wasOpen = this.panel?.node.hidden === false;
    this.begunAnew({ signedOut: true });
    if (wasOpen) this.conversation?.start();
    await signedOut;
  }

  /** For a signed-in customer: a link that opens Microsoft Teams and connects it, once. Undefined where there is none to be had. */
  async teamsLink(): Promise<TeamsLink | undefined> {
    return this.conversation?.teamsLink();
  }

  private build(service: string, root: ShadowRoot): void {
    const memory = new ConversationMemory(`charterdesk-chat ${service}`, tabStorage());
    const { language } = memory.get();
    if (language) this.words = strings[language];
    const transcript = new Transcript(this.words, service, {
      choose: ({ value }) => {
        this.send(value);
        this.panel?.focus();
      },
      retry: (clientActivityID) => this.conversation?.retry(clientActivityID),
      speaking: (speaking, canCall) => {
        this.writesToPerson = speaking.kind === 'person';
        this.panel?.showSpeaking(speaking, canCall);
      },
      rate: async (given) => (await this.conversation?.rate(given)) ?? false,
    });
    const composer = new Composer(
      this.words,
      (text, files) => this.send(text, files),
      () => this.writesToPerson && this.conversation?.typing(),
    );
    this.panel = new Panel(this.words, transcript, composer, {
      close: () => this.close(),
      startAfresh: () => this.startAfresh(),
      language: (language) => this.speak(language),
      say: (text) => {
        this.send(text);
        this.panel?.focus();
      },
    });
    composer.tray.takeFrom(this.panel.node);
    this.panel.node.hidden = true;
    root.append(this.panel.node);
    this.transcript = transcript;
    this.service = service;
    this.converse(memory, transcript);
  }

  /** Begins or goes on with the conversation that `memory` holds. */
  private converse(memory: ConversationMemory, transcript: Transcript): void {
    this.memory = memory;
    this.conversation = new Conversation(
      directLineService(`${this.service}/v3/directline`),
      memory,
      {
        arrived: (activities, replayed) => {
          transcript.arrived(activities, replayed);
          if (!replayed && activities.some(({ kind }) => newsKinds.has(kind))) this.flagUnread();
        },
        connection: (state) => this.panel?.showConnection(state),
        busy: (seconds) => this.panel?.showBusy(seconds),
        delivery: ({ clientActivityID }, state, refusal) => transcript.delivery(clientActivityID, state, refusal),
        uploaded: ({ clientActivityID }, share) => transcript.uploaded(clientActivityID, share),
        startedAnew: (because) => transcript.notice((words) => words[because]),
      },
      () => this.words.locale,
      this.service !== location.origin,
      () => this.vouch,
    );
    if (memory.get().signedOut) transcript.notice((words) => words.signedOut);
    for (const message of this.conversation.unsent) transcript.addOwn(message);
  }

  private startAfresh(): void {
    this.conversation?.leave();
    this.begunAnew();
    this.conversation?.start();
    this.panel?.focus();
  }

  /** A new conversation in the same window, not yet connected. */
  private begunAnew({ signedOut }: { signedOut?: true } = {}): void {
    if (!this.memory || !this.transcript) return;
    this.transcript.clear();
    this.panel?.showBusy(undefined);
    const memory = this.memory.successor();
    memory.set({ signedOut });
    this.converse(memory, this.transcript);
  }

  private show(): void {
    if (!this.panel) return;
    this.panel.node.hidden = false;
    this.transcript?.opened();
    this.launcher.hidden = true;
    this.launcher.setAttribute('aria-expanded', 'true');
    this.unread.replaceChildren();
    this.memory?.set({ panelOpen: true });
    this.conversation?.start();
  }

  private send(text: string, files: File[] = []): void {
    const message = this.conversation?.send(text, files);
    if (message) this.transcript?.addOwn(message, files);
  }

  private flagUnread(): void {
    if (this.panel?.node.hidden) this.unread.replaceChildren(spoken(`, ${this.words.unread}`));
  }

  private speak(language: ReplyLanguage): void {
    this.words = strings[language];
    this.memory?.set({ language });
    this.relabel();
  }

  private relabel(): void {
    this.launcherText.textContent = this.words.launcher;
    this.launcher.setAttribute('lang', this.words === strings.da ? 'da' : 'en');
    if (this.unread.childNodes.length > 0) this.flagUnread();
    this.panel?.relabel(this.words);
  }
}
