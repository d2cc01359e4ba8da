import type { ReplyLanguage } from '../../../knowledge';
import type { Composer } from './composer';
import type { Consent } from './consent';
import type { ConnectionState } from './direct-line/connection';
import { button, el, icon, icons } from './dom';
import { Menu, type MenuItem } from './menu';
import { type Speaking, SpeakerLine } from './speaker-views';
import { strings, type Strings } from './strings';
import type { Transcript } from './transcript';
import { followKeyboard, PHONE } from './viewport';

const BACK_SHOWN_MS = 4_000;
const FOCUSABLE = 'a[href], button:not(:disabled), textarea, [tabindex="0"]';

/** The window of the chat: who answers, in which language, how the connection is, and the way out. */
export class Panel {
  readonly node = el('section', { class: 'panel', role: 'dialog', 'aria-labelledby': 'title', id: 'panel' });
  private readonly title = el('h2', { id: 'title' });
  private readonly aiLabel = el('span', { class: 'ai' });
  private readonly tagline = el('span');
  private readonly banner = el('p', { class: 'banner', role: 'status' });
  private readonly closeButton = button({ class: 'close' }, () => this.on.close(), icon(icons.close));
  private readonly languages = el('div', { class: 'languages', role: 'group' });
  private readonly connecting = el('p', { class: 'connecting' });
  private readonly speakerLine: SpeakerLine;
  private readonly menu: Menu;
  private readonly phone = window.matchMedia(PHONE);
  private speaking: Speaking = { kind: 'bot' };
  private connection: ConnectionState = 'connecting';
  private busySeconds: number | undefined;
  private bannerTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private words: Strings,
    private readonly transcript: Transcript,
    private readonly composer: Composer,
    private readonly consent: Consent,
    private readonly on: {
      menu: readonly MenuItem[];
      close(): void;
      language(language: ReplyLanguage): void;
      say(text: string): void;
    },
  ) {
    this.speakerLine = new SpeakerLine(words, (text) => this.on.say(text));
    for (const language of Object.keys(strings) as ReplyLanguage[]) {
      const name = language === 'da' ? 'Dansk' : 'English';
      const choice = button(
        { 'data-language': language, lang: language, 'aria-label': `${language.toUpperCase()}, ${name}` },
        () => on.language(language),
        language.toUpperCase(),
      );
      this.languages.append(choice);
    }
    const who = el('div', { class: 'who' }, this.title, el('p', {}, this.aiLabel, this.tagline));
    this.menu = new Menu(words, on.menu);
    const header = el('header', {}, who, this.languages, this.menu.node, this.closeButton);
    transcript.node.prepend(consent.node);
    this.node.append(header, this.banner, transcript.node, this.speakerLine.node, composer.node);
    this.node.addEventListener('keydown', (event) => this.onKey(event));
    followKeyboard(this.node);
    this.phone.addEventListener('change', () => this.tellCover());
    this.tellCover();
    this.relabel(words);
  }

  relabel(words: Strings): void {
    this.words = words;
    const language = words === strings.da ? 'da' : 'en';
    this.node.setAttribute('lang', language);
    this.title.textContent = words.title;
    this.labelSpeaker();
    this.connecting.textContent = words.connecting;
    this.closeButton.setAttribute('aria-label', words.close);
    this.menu.relabel(words);
    this.consent.relabel(words);
    this.languages.setAttribute('aria-label', words.languageChoice);
    for (const choice of this.languages.children) {
      choice.setAttribute('aria-pressed', String(choice.getAttribute('data-language') === language));
    }
    this.transcript.relabel(words);
    this.composer.relabel(words);
    this.speakerLine.relabel(words);
    this.showConnection(this.connection);
  }

  /** Who reads what the customer writes, and whether a person can be asked for. */
  showSpeaking(speaking: Speaking, canCall: boolean): void {
    this.speaking = speaking;
    this.labelSpeaker();
    this.speakerLine.show(speaking, canCall);
  }

  /** Whether a machine or a person answers is never in doubt. */
  private labelSpeaker(): void {
    const { speaking, words } = this;
    const isPerson = speaking.kind === 'person';
    this.aiLabel.textContent = isPerson ? words.person : words.aiLabel;
    this.tagline.textContent = isPerson ? speaking.name : words.tagline;
  }

  showConnection(state: ConnectionState): void {
    const isBack = this.connection === 'lost' && state === 'online';
    this.connection = state;
    this.transcript.showConnection(state);
    if (state === 'online') this.consent.askAgain();
    if (state === 'connecting') this.consent.node.after(this.connecting);
    else this.connecting.remove();
    this.showBanner(isBack);
  }

  /** The service has asked for patience for so many seconds; `undefined` when that is over. */
  showBusy(seconds: number | undefined): void {
    if (seconds === this.busySeconds) return;
    this.busySeconds = seconds;
    this.showBanner(false);
  }

  private showBanner(isBack: boolean): void {
    clearTimeout(this.bannerTimer);
    const { kind, text } = this.bannerOf(isBack);
    this.banner.className = `banner ${kind}`;
    this.banner.textContent = text;
    if (isBack) this.bannerTimer = setTimeout(() => (this.banner.textContent = ''), BACK_SHOWN_MS);
  }

  private bannerOf(isBack: boolean): { kind: ConnectionState | 'busy'; text: string } {
    const kind = this.connection;
    if (kind === 'unavailable') return { kind, text: this.words.unavailable };
    if (kind === 'lost') return { kind, text: this.words.lost };
    if (this.busySeconds !== undefined) return { kind: 'busy', text: this.words.busy(this.busySeconds) };
    return { kind, text: isBack ? this.words.back : '' };
  }

  /** The conversation is over: there is nothing to write in. */
  showEnded(isOver: boolean): void {
    this.composer.node.hidden = isOver;
    this.speakerLine.node.classList.toggle('over', isOver);
    if (isOver) this.transcript.node.focus();
  }

  /** True where the panel covers the whole page: on a phone. */
  get coversPage(): boolean {
    return this.phone.matches;
  }

  /** What lies behind a full screen is not there for a screen reader either. */
  private tellCover(): void {
    this.node.setAttribute('aria-modal', String(this.coversPage));
  }

  /** Where a reader starts: in the box to write in; on a phone in the conversation, or the keyboard would cover it. */
  focus(): void {
    if (this.coversPage) this.transcript.node.focus();
    else this.composer.focus();
  }

  private onKey(event: KeyboardEvent): void {
    if (event.key === 'Escape') {
      event.stopPropagation();
      this.on.close();
    } else if (event.key === 'Tab' && this.coversPage) {
      this.keepFocusInside(event);
    }
  }

  /** What lies behind a full screen cannot be seen, so the Tab key does not go there. */
  private keepFocusInside(event: KeyboardEvent): void {
    const stops = [...this.node.querySelectorAll<HTMLElement>(FOCUSABLE)].filter((stop) => stop.offsetParent !== null);
    const [first, last] = [stops[0], stops[stops.length - 1]];
    const root = this.node.getRootNode();
    const current = root instanceof ShadowRoot ? root.activeElement : null;
    const leaving = event.shiftKey ? current === first : current === last;
    if (!leaving) return;
    event.preventDefault();
    (event.shiftKey ? last : first)?.focus();
  }
}
