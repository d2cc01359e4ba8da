import type { ReplyLanguage } from '../../../../knowledge';
import { button, el, icon, spoken } from '../dom';
import type { Chat, ChatEvents, ChatHost, ChatModule, TeamsLink, Vouch } from './contract';
import { keep, readKept, storageKey, storageOf } from './kept';
import { launcherSheet } from './launcher-styles';
import { launcherWords } from './launcher-words';

/** The element's name: the one name that the script brings into a page. */
export const ELEMENT = 'charterdesk-chat';

const CHAT = 'M4 5h16v11H10l-5 4v-4H4z M8 9h8 M8 12.500h5';
const languageIn = (text: string): ReplyLanguage => (text.toLowerCase().startsWith('da') ? 'da' : 'en');

/**
 * `<charterdesk-chat service="https://…" language="da">`: a button in the corner of the page. The chat behind it is loaded when it is first wanted:
 * by the customer, or by one of the methods, which wait for it.
 */
export class ChatElement extends HTMLElement {
  static readonly observedAttributes = ['language'];
  private readonly label = el('span');
  private readonly unread = el('span', { class: 'unread' });
  private readonly launcher = button(
    { class: 'launcher', 'aria-expanded': 'false', 'aria-haspopup': 'dialog' },
    () => void this.open(),
    icon(CHAT),
    this.label,
    this.unread,
  );
  private readonly body = el('div', { class: 'root' }, this.launcher);
  private language: ReplyLanguage = 'en';
  private loading: Promise<Chat> | undefined;
  private chat: Chat | undefined;
  private script: Promise<ChatModule> | undefined;
  private tries = 0;
  private typed = '';

  connectedCallback(): void {
    if (this.shadowRoot) return this.chat?.inPage(true);
    // Whoever points at the button is about to press it.
    for (const sign of ['pointerenter', 'focus'])
      this.launcher.addEventListener(sign, () => void this.fetched().catch(() => (this.script = undefined)));
    this.launcher.addEventListener('keydown', (event) => this.keep(event));
    const root = this.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = [launcherSheet()];
    root.append(this.body);
    // rem is the page's to set; the size that the reader has chosen in the browser is not.
    this.body.style.fontSize = 'medium';
    this.body.style.setProperty('--rem', getComputedStyle(this.body).fontSize);
    this.body.style.fontSize = '';
    const kept = readKept(this.storage, this.key)?.['language'];
    this.relabel(
      languageIn(
        kept ? String(kept) : this.getAttribute('language') || document.documentElement.lang || navigator.language,
      ),
    );
    if (readKept(storageOf('sessionStorage'), `${this.key} tab`)?.['panelOpen'] === true)
      void this.later((chat) => chat.show());
  }

  disconnectedCallback(): void {
    this.chat?.inPage(false);
  }

  attributeChangedCallback(_name: string, before: string | null, now: string | null): void {
    if (before !== null && now && now !== before && this.shadowRoot) this.setLanguage(now);
  }

  /** Opens the chat and puts the keyboard there. */
  open(): Promise<void> {
    return this.later((chat) => {
      chat.open(this.typed);
      this.typed = '';
    });
  }

  /** Closes the chat; the conversation goes on. */
  close(): void {
    if (this.loading) void this.later((chat) => chat.close());
  }

  /** Opens the chat and asks `text` in the customer's name. */
  ask(text: string): Promise<void> {
    return this.later((chat) => chat.ask(text));
  }

  /** As the customer's own choice. @param name `da` or `en`; as a locale (`da-DK`) too */
  setLanguage(name: string): void {
    const language = languageIn(name);
    if (this.loading) return void this.later((chat) => chat.setLanguage(language));
    keep(this.storage, this.key, { ...readKept(this.storage, this.key), language });
    this.relabel(language);
    this.tell('chat-language', { language });
  }

  /**
   * The site vouches for its signed-in customer with a short-lived assertion. The conversation is kept. To be called on each page of a signed-in
   * customer. False where the service does not accept the assertion, and where the chat could not be loaded.
   * @param assertion the assertion; better, how to fetch one: it is good once, and later conversations need their own
   */
  signIn(assertion: string | Vouch): Promise<boolean> {
    return this.later((chat) => chat.signIn(assertion)).then(Boolean);
  }

  /**
   * The customer has signed out: the conversation is closed to this browser, and the next one is anonymous. Rejects where the chat could not be loaded:
   * the page must know that the conversation is still there.
   */
  async signOut(): Promise<void> {
    return (await this.load()).signOut();
  }

  /** For a signed-in customer: a link that opens Microsoft Teams and connects it, once. Undefined where there is none to be had. */
  teamsLink(): Promise<TeamsLink | undefined> {
    return this.later((chat) => chat.teamsLink());
  }

  private get service(): string {
    return new URL(this.getAttribute('service') ?? '/', document.baseURI).origin;
  }

  private get key(): string {
    return storageKey(this.service, this.getAttribute('name') ?? '');
  }

  private get storage(): Storage | undefined {
    return storageOf(this.isComputerShared ? 'sessionStorage' : 'localStorage');
  }

  private get isComputerShared(): boolean {
    return this.hasAttribute('shared-computer');
  }

  /** Who has opened the chat by the keyboard goes on typing: those are the first words of the question, not keys of the button. */
  private keep(event: KeyboardEvent): void {
    if (!this.loading || this.chat || event.key[1] || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    this.typed += event.key;
  }

  private later<Result>(act: (chat: Chat) => Result | Promise<Result>): Promise<Result | undefined> {
    // What went wrong is told on the button.
    return this.load().then(act, () => undefined);
  }

  private load(): Promise<Chat> {
    return (this.loading ??= this.loaded());
  }

  private async loaded(): Promise<Chat> {
    this.launcher.setAttribute('aria-busy', 'true');
    try {
      const { mountChat } = await this.fetched();
      this.chat = mountChat(this.host());
      this.relabel(this.language);
      return this.chat;
    } catch (problem) {
      this.script = this.loading = undefined;
      this.label.textContent = launcherWords[this.language].failed;
      // For whoever runs the site.
      // eslint-disable-next-line no-console
      console.warn(`No chat from ${this.service}. Does the page's script-src allow it?`, problem);
      this.tell('chat-failed', undefined);
      throw problem;
    } finally {
      this.launcher.removeAttribute('aria-busy');
    }
  }

  private fetched(): Promise<ChatModule> {
    // Some browsers keep a failed loading; another address is another loading.
    return (this.script ??= import(`${this.service}/assets/chat.mjs${this.tries++ ? `?${this.tries}` : ''}`));
  }

  private host(): ChatHost {
    return {
      element: this,
      body: this.body,
      service: this.service,
      language: this.language,
      key: this.key,
      isComputerShared: this.isComputerShared,
      launcher: this.launcher,
      unread: (is) => this.showUnread(is),
      relabel: (language) => this.relabel(language),
      tell: (name, detail) => this.tell(name, detail),
    };
  }

  private tell<Name extends keyof ChatEvents>(name: Name, detail: ChatEvents[Name]): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }

  private showUnread(is: boolean): void {
    this.unread.replaceChildren(...(is ? [spoken(`, ${launcherWords[this.language].unread}`)] : []));
  }

  private relabel(language: ReplyLanguage): void {
    this.language = language;
    this.label.textContent = launcherWords[language].launcher;
    this.launcher.lang = language;
    if (this.unread.firstChild) this.showUnread(true);
  }
}
