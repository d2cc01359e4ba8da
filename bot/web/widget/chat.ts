import type { ReplyLanguage } from '../../../knowledge';
import { chatMenu } from './chat-menu';
import { Composer } from './composer';
import { Consent } from './consent';
import type { Incoming } from './direct-line/activities';
import { Draft } from './draft';
import type { Chat, ChatHost, TeamsLink, Vouch } from './loader/contract';
import { isNews, writersOf } from './news';
import { tellIfTwo } from './one-each';
import { Panel } from './panel';
import { chime } from './sound';
import { strings, type Strings } from './strings';
import { chatSheet } from './styles';
import { Talk } from './talk';
import { Transcript } from './transcript';
import { saveTranscript } from './transcript-file';

/** The chat behind the button: its window, and what the page may ask of it. It connects when it is first shown. */
class ChatWindow implements Chat {
  private words: Strings;
  private readonly transcript: Transcript;
  private readonly composer: Composer;
  private readonly panel: Panel;
  private readonly talk: Talk;
  private readonly draft: Draft;
  private writesToPerson = false;

  constructor(private readonly host: ChatHost) {
    this.words = strings[host.language];
    this.transcript = new Transcript(this.words, host.service, {
      choose: ({ value }) => this.say(value),
      retry: (clientActivityID) => {
        this.talk.retry(clientActivityID);
        // The button is gone, and the keyboard must not be.
        this.panel.focus();
      },
      speaking: (speaking, canCall) => {
        this.writesToPerson = speaking.kind === 'person';
        this.panel.showSpeaking(speaking, canCall);
      },
      rate: (given) => this.talk.rate(given),
    });
    this.talk = this.talking();
    this.composer = new Composer(this.words, {
      send: (text, files) => this.talk.send(text, files),
      typing: () => this.writesToPerson && this.talk.typing(),
      changed: (text, files) => this.draft.keep(text, files),
    });
    const consent = new Consent(this.words, host.service, host.element.getAttribute('privacy-url') ?? undefined);
    this.panel = new Panel(this.words, this.transcript, this.composer, consent, {
      close: () => this.close(),
      menu: chatMenu({
        startAfresh: () => this.startAfresh(),
        download: () => this.download(),
        end: () => void this.end(),
        hasSound: () => this.talk.memory.get().sound === true,
        turnSound: (sound) => this.turnSound(sound),
      }),
      language: (language) => this.setLanguage(language),
      say: (text) => this.say(text),
    });
    this.composer.tray.takeFrom(this.panel.node);
    this.panel.node.hidden = true;
    host.element.shadowRoot?.adoptedStyleSheets.push(chatSheet());
    host.body.append(this.panel.node);
    this.draft = new Draft(() => this.talk.memory, this.talk.files);
    this.composer.append(this.draft.text);
    void this.draft.restored().then((files) => this.composer.tray.restore(files));
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
    this.talk.memory.set({ panelOpen: true });
    this.talk.start();
    if (!wasHidden) return;
    this.takePlace(true);
    this.host.tell('chat-open', undefined);
  }

  close(): void {
    if (this.panel.node.hidden) return;
    this.panel.node.hidden = true;
    this.talk.memory.set({ panelOpen: false });
    this.takePlace(false);
    this.host.launcher.focus();
    this.host.tell('chat-close', undefined);
  }

  ask(text: string): void {
    this.open();
    this.talk.send(text);
  }

  setLanguage(language: ReplyLanguage): void {
    this.words = strings[language];
    this.talk.memory.set({ language });
    this.host.relabel(language);
    this.panel.relabel(this.words);
    this.host.tell('chat-language', { language });
  }

  async signIn(assertion: string | Vouch): Promise<boolean> {
    const isAccepted = await this.talk.signIn(assertion);
    if (isAccepted) this.host.tell('chat-signed-in', undefined);
    return isAccepted;
  }

  async signOut(): Promise<void> {
    await this.talk.signOut();
    this.host.tell('chat-signed-out', undefined);
  }

  teamsLink(): Promise<TeamsLink | undefined> {
    return this.talk.teamsLink();
  }

  inPage(is: boolean): void {
    if (!is) this.talk.stop();
    // Taken out of the page and put back: the chat goes on where it was.
    else if (this.talk.memory.get().panelOpen) this.talk.start();
  }

  private talking(): Talk {
    const { host } = this;
    return new Talk(host, this.transcript, {
      words: () => this.words,
      isShown: () => !this.panel.node.hidden,
      arrived: (activities, replayed) => this.arrived(activities, replayed),
      connection: (state) => {
        this.panel.showConnection(state);
        host.tell('chat-connection', { state });
      },
      busy: (seconds) => this.panel.showBusy(seconds),
      over: (is) => this.panel.showEnded(is),
      filesLost: (text) => {
        this.composer.appendLine(text);
        this.composer.tray.restore('lost');
      },
      customerChecked: () => this.draft.isAnothers && this.discardDraft(),
    });
  }

  /** What was being written was the customer's who has left. */
  private discardDraft(): void {
    this.composer.clear();
    this.draft.discard();
  }

  /** Of the button, or gives it back. */
  private takePlace(isOpen: boolean): void {
    const { launcher } = this.host;
    launcher.hidden = isOpen;
    launcher.setAttribute('aria-expanded', String(isOpen));
  }

  /** In the customer's name, who has pressed a button for it. */
  private say(text: string): void {
    this.talk.send(text);
    this.panel.focus();
  }

  private download(): void {
    saveTranscript(this.transcript.said(), this.words, new Date());
  }

  private turnSound(sound: boolean): void {
    this.talk.memory.set({ sound });
    if (sound) chime();
  }

  private async end(): Promise<void> {
    this.transcript.notice(
      (words) => words.youEnded,
      { label: (words) => words.download, act: () => this.download() },
      { label: (words) => words.startAfresh, act: () => this.startAfresh() },
    );
    await this.talk.end();
    this.host.tell('chat-ended', undefined);
  }

  private arrived(activities: Incoming[], replayed: boolean): void {
    this.transcript.arrived(activities, replayed);
    if (replayed) return;
    const writers = writersOf(activities);
    for (const from of writers) this.host.tell('chat-message', { from });
    if (!isNews(writers)) return;
    if (this.talk.memory.get().sound) chime();
    if (this.panel.node.hidden) this.host.unread(true);
  }

  private startAfresh(): void {
    this.talk.startAfresh();
    this.panel.focus();
  }
}

export function mountChat(host: ChatHost): Chat {
  tellIfTwo(host.key, host.element);
  return new ChatWindow(host);
}
