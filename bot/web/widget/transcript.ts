import type { Incoming, Suggestion } from './direct-line/activities';
import type { ConnectionState } from './direct-line/connection';
import type { Delivery } from './direct-line/outbox';
import type { OutgoingMessage, Rating } from './direct-line/service';
import type { SentFile } from './direct-line/files';
import { FeedbackBar } from './feedback';
import { filesView, mayTryAgain, uploadView } from './attachment-views';
import { el } from './dom';
import {
  botMessageView,
  deliveryView,
  noticeView,
  ownMessageView,
  spendSuggestions,
  typingView,
  type BotMessage,
} from './message-views';
import {
  personMessageView,
  personTypingView,
  receiptView,
  type PersonMessage,
  type Receipt,
  type Speaking,
  speakingAfter,
} from './speaker-views';
import { strings, type Strings } from './strings';

interface Entry {
  /** False while its place in the service's log is unknown: such entries stay below everything that has one. */
  placed: boolean;
  node: HTMLElement;
  draw(): HTMLElement;
  files?: readonly SentFile[];
  feedback?: FeedbackBar;
  /** While its files are on their way, and when they were refused. */
  upload?: { share: number; refusal: string | undefined } | undefined;
}
interface OwnEntry extends Entry {
  key: string;
  state: Delivery;
}

const TYPING_SHOWN_MS = 15_000;
const NEAR_THE_END_PX = 120;
const AT_END_PX = 2;

const stopWords = new Set(Object.values(strings).map(({ stopWaitingSays }) => stopWaitingSays.toLowerCase()));

/** While a person is waited for, the line above the box to write in has the button that ends it: one is enough. */
const withoutStop = (message: BotMessage): BotMessage => ({
  ...message,
  suggestions: message.suggestions.filter(({ value }) => !stopWords.has(value.toLowerCase())),
});

/** The conversation as it is read: every line once, in the order of the service's log, unsent lines last. */
export class Transcript {
  readonly node = el('div', { class: 'log', role: 'log', 'aria-relevant': 'additions', tabindex: '0' });
  private readonly entries: Entry[] = [];
  private readonly byActivity = new Map<string, Entry>();
  private readonly own = new Map<string, OwnEntry>();
  private readonly chosen = new Map<string, string>();
  private latestOffer: string | undefined;
  private typing: HTMLElement | undefined;
  private typist: string | undefined;
  private typingTimer: ReturnType<typeof setTimeout> | undefined;
  private silence: ReturnType<typeof setTimeout> | undefined;
  private connection: ConnectionState = 'connecting';
  /** Where we last scrolled to, while the customer waits for an answer. */
  private waitingAt: number | undefined;
  /** What arrived last while the chat was closed: a view that is not shown cannot be scrolled. */
  private unseen: Entry | undefined;
  private readsEnd = false;
  private speaking: Speaking = { kind: 'bot' };

  constructor(
    private words: Strings,
    private readonly service: string,
    private readonly on: {
      choose(suggestion: Suggestion): void;
      retry(clientActivityID: string): void;
      /** Who has the word now, and whether a person can be asked for. */
      speaking(speaking: Speaking, canCall: boolean): void;
      rate(given: Rating): Promise<boolean>;
    },
  ) {
    this.relabel(words);
    this.node.addEventListener('scroll', () => (this.readsEnd = this.isAtEnd()), { passive: true });
    // The box to write in grows, a keyboard comes up: who reads the newest line goes on reading it.
    new ResizeObserver(() => {
      if (this.readsEnd) this.scrollToEnd();
    }).observe(this.node);
  }

  /** Activities from the log. `replayed` ones are history: shown, not read aloud. */
  arrived(activities: Incoming[], replayed: boolean): void {
    const follow = this.isFollowed();
    if (replayed) this.silently();
    let last: Entry | undefined;
    for (const activity of activities) last = this.showWhole(activity) ?? last;
    if (last && this.node.offsetParent === null) this.unseen = last;
    if (!last || !(follow || replayed)) return;
    // Of the customer's own words, however long, the end matters: there the answer will stand.
    if (last.node.classList.contains('own') && !replayed) this.scrollToEnd();
    else this.scrollTo(last.node);
  }

  /** The chat has been opened: what came meanwhile comes into view. */
  opened(): void {
    if (this.unseen) this.scrollTo(this.unseen.node);
    this.unseen = undefined;
  }

  /** A message of ours on its way out. */
  addOwn({ clientActivityID, text }: OutgoingMessage, files: readonly File[] = []): void {
    this.withdrawOffer();
    const entry = this.ownEntry(clientActivityID, text, 'sending', false);
    if (files.length > 0) {
      entry.files = files.map(({ name, type, size }) => ({ name, contentType: type, bytes: size }));
      entry.upload = { share: 0, refusal: undefined };
      this.redraw(entry);
    }
    this.scrollToEnd();
    this.waitingAt = this.node.scrollTop;
  }

  /** @param refusal why the message's files are not taken */
  delivery(clientActivityID: string, state: Delivery, refusal?: string): void {
    const entry = this.own.get(clientActivityID);
    if (!entry) return;
    entry.state = state;
    if (!entry.upload) return this.showDelivery(entry, state);
    entry.upload = state === 'sent' ? undefined : { share: 0, refusal };
    const follow = this.isFollowed();
    this.redraw(entry);
    if (follow) this.scrollToEnd();
  }

  uploaded(clientActivityID: string, share: number): void {
    const bar = this.own.get(clientActivityID)?.node.querySelector('progress');
    if (bar) bar.value = share;
  }

  notice(words: (strings: Strings) => string): void {
    this.insert({ placed: true, node: el('p'), draw: () => noticeView(words(this.words)) });
  }

  showConnection(connection: ConnectionState): void {
    this.connection = connection;
    if (connection === 'lost' || connection === 'unavailable') this.stopTyping();
    for (const entry of this.own.values()) if (entry.state === 'sending') this.showDelivery(entry, 'sending');
  }

  /** Takes everything away: another conversation begins. */
  clear(): void {
    this.stopTyping();
    for (const { node } of this.entries.splice(0)) node.remove();
    this.byActivity.clear();
    this.own.clear();
    this.chosen.clear();
    this.latestOffer = undefined;
    this.waitingAt = undefined;
    this.unseen = undefined;
    this.nowSpeaks({ kind: 'bot' }, false);
  }

  /** The same conversation in other words of ours. Messages stay in the language they were written in. */
  relabel(words: Strings): void {
    this.words = words;
    this.node.setAttribute('aria-label', words.log);
    this.silently();
    for (const entry of this.entries) {
      entry.feedback?.relabel(words);
      this.redraw(entry);
    }
    this.typing?.replaceChildren(...this.typingShown(this.typist).childNodes);
  }

  private showWhole(activity: Incoming): Entry | undefined {
    const entry = this.show(activity);
    if (!entry || !(activity.files ?? activity.rates)) return entry;
    const isFirst = !entry.files && !entry.feedback && !entry.upload;
    if (activity.files) entry.files = activity.files;
    entry.upload = undefined;
    if (activity.rates && 'id' in activity) entry.feedback ??= this.feedbackOn(activity.id, activity.rates);
    // Drawing anew is silent: a message that has just come must be read out.
    if (isFirst) this.addTo(entry.node, entry);
    else this.redraw(entry);
    return entry;
  }

  private show(activity: Incoming): Entry | undefined {
    switch (activity.kind) {
      case 'typing':
        this.startTyping(activity.person);
        return undefined;
      case 'bot-message':
        this.stopTyping();
        this.waitingAt = undefined;
        // What the assistant says while a person is waited for carries no such button.
        if (activity.person) this.nowSpeaks({ kind: 'bot' }, true);
        return this.showBotMessage(this.speaking.kind === 'queue' ? withoutStop(activity) : activity);
      case 'person-message':
        this.stopTyping();
        this.waitingAt = undefined;
        this.nowSpeaks({ kind: 'person', name: activity.name }, false);
        return this.showLine(activity, () => personMessageView(activity, this.words, this.service));
      case 'receipt': {
        this.stopTyping();
        this.waitingAt = undefined;
        const speaking = speakingAfter(activity);
        if (speaking) this.nowSpeaks(speaking, speaking.kind === 'bot');
        return this.showLine(activity, () => receiptView(activity, this.words, this.service));
      }
      case 'own-message':
        return this.showOwn(activity);
      case 'unshown':
        return undefined;
      default:
        throw new Error(`Unhandled activity: ${activity satisfies never}`);
    }
  }

  private showBotMessage(message: BotMessage): Entry {
    const draw = (): HTMLElement =>
      botMessageView(message, this.words, this.service, {
        live: this.latestOffer === message.id,
        chosen: this.chosen.get(message.id),
        choose: (suggestion) => {
          this.chosen.set(message.id, suggestion.value);
          this.on.choose(suggestion);
        },
      });
    const known = this.byActivity.get(message.id);
    if (known) {
      known.draw = draw;
      this.redraw(known);
      return known;
    }
    this.withdrawOffer();
    this.latestOffer = message.id;
    const entry = this.insert({ placed: true, node: el('article'), draw });
    this.byActivity.set(message.id, entry);
    return entry;
  }

  private nowSpeaks(speaking: Speaking, canCall: boolean): void {
    this.speaking = speaking;
    this.on.speaking(speaking, canCall);
  }

  /** A line that stands for itself: nothing is pressed in it, and it is drawn anew where it comes again. */
  private showLine({ id }: PersonMessage | Receipt, draw: () => HTMLElement): Entry {
    const known = this.byActivity.get(id);
    if (known) {
      known.draw = draw;
      this.redraw(known);
      return known;
    }
    this.withdrawOffer();
    const entry = this.insert({ placed: true, node: el('article'), draw });
    this.byActivity.set(id, entry);
    return entry;
  }

  private showOwn({ id, text, clientActivityID }: Extract<Incoming, { kind: 'own-message' }>): Entry {
    const entry = this.ownEntry(clientActivityID ?? id, text, 'sent', true);
    this.withdrawOffer();
    if (entry.state !== 'sent') this.showDelivery(entry, 'sent');
    if (!entry.placed) {
      entry.placed = true;
      this.place(entry);
    }
    return entry;
  }

  private ownEntry(key: string, text: string, state: Delivery, placed: boolean): OwnEntry {
    const known = this.own.get(key);
    if (known) return known;
    const entry: OwnEntry = {
      key,
      placed,
      state,
      node: el('article'),
      draw: () => ownMessageView(text, this.words, this.deliveryOf(key, entry.state)),
    };
    this.own.set(key, entry);
    this.insert(entry);
    return entry;
  }

  /** The customer has said something, or a newer question stands: the buttons of the last message are spent. */
  private withdrawOffer(): void {
    const offer = this.latestOffer === undefined ? undefined : this.byActivity.get(this.latestOffer);
    const chosen = this.latestOffer === undefined ? undefined : this.chosen.get(this.latestOffer);
    this.latestOffer = undefined;
    if (offer) spendSuggestions(offer.node, chosen);
  }

  private showDelivery(entry: OwnEntry, state: Delivery): void {
    entry.state = state;
    entry.node.querySelector('.delivery')?.replaceWith(deliveryView(this.words, this.deliveryOf(entry.key, state)));
  }

  private deliveryOf(key: string, state: Delivery): { state: Delivery; connection: ConnectionState; retry(): void } {
    return { state, connection: this.connection, retry: () => this.on.retry(key) };
  }

  private insert<Kind extends Entry>(entry: Kind): Kind {
    entry.node = this.drawn(entry);
    this.place(entry);
    return entry;
  }

  private place(entry: Entry): void {
    const old = this.entries.indexOf(entry);
    if (old !== -1) this.entries.splice(old, 1);
    const unplaced = entry.placed ? this.entries.findIndex((other) => !other.placed) : -1;
    const at = unplaced === -1 ? this.entries.length : unplaced;
    this.entries.splice(at, 0, entry);
    const following = this.entries[at + 1]?.node ?? this.typing ?? null;
    // Moving a node makes a screen reader read it again, so it moves only where it must.
    if (!entry.node.isConnected || entry.node.nextSibling !== following) this.node.insertBefore(entry.node, following);
  }

  private redraw(entry: Entry): void {
    const old = entry.node;
    const next = this.drawn(entry);
    this.silently();
    old.replaceChildren(...next.childNodes);
    old.className = next.className;
  }

  private typingShown(person: string | undefined): HTMLElement {
    return person === undefined ? typingView(this.words) : personTypingView(person, this.words);
  }

  private feedbackOn(id: string, thing: 'answer' | 'conversation'): FeedbackBar {
    const about = thing === 'answer' ? { activityId: id } : {};
    return new FeedbackBar(this.words, thing, (value, reason) =>
      this.on.rate({ ...about, value, ...(reason === undefined ? {} : { reason }) }),
    );
  }

  /** The entry's own view, with its files below the words, and room for what the reader thinks of it. */
  private drawn(entry: Entry): HTMLElement {
    const node = entry.draw();
    this.addTo(node, entry);
    return node;
  }

  private addTo(node: HTMLElement, { files = [], upload, feedback }: Entry): void {
    if (feedback) {
      node.classList.add('rateable');
      node.append(feedback.node);
    }
    if (files.length === 0) return;
    const views = [filesView(files, this.words, this.service), upload && uploadView(upload, this.words)];
    node.querySelector('.bubble')?.after(...views.filter((view) => view !== undefined));
    if (upload?.refusal !== undefined && !mayTryAgain(upload.refusal)) node.querySelector('.retry')?.remove();
  }

  private startTyping(person: string | undefined): void {
    clearTimeout(this.typingTimer);
    if (this.typing && this.typist !== person) this.stopTyping();
    this.typist = person;
    if (!this.typing) {
      const follow = this.isFollowed();
      this.typing = this.typingShown(person);
      this.node.append(this.typing);
      if (follow) this.scrollToEnd();
    }
    this.typingTimer = setTimeout(() => this.stopTyping(), TYPING_SHOWN_MS);
  }

  private stopTyping(): void {
    clearTimeout(this.typingTimer);
    this.typing?.remove();
    this.typing = undefined;
  }

  /** What changes now is no news to a listener: history, or the same lines in other words. */
  private silently(): void {
    clearTimeout(this.silence);
    this.node.setAttribute('aria-live', 'off');
    this.silence = setTimeout(() => this.node.setAttribute('aria-live', 'polite'), 300);
  }

  /**
   * True when new lines may move the view: the reader is near the end, or waits for an answer and has not gone back to read.
   * The second counts apart, for a keyboard that comes up takes the end out of sight.
   */
  private isFollowed(): boolean {
    const { scrollHeight, scrollTop, clientHeight } = this.node;
    if (this.waitingAt !== undefined && scrollTop >= this.waitingAt - 2) return true;
    return scrollHeight - scrollTop - clientHeight < NEAR_THE_END_PX;
  }

  private isAtEnd(): boolean {
    const { scrollHeight, scrollTop, clientHeight } = this.node;
    return scrollHeight - scrollTop - clientHeight <= AT_END_PX;
  }

  private scrollToEnd(): void {
    this.node.scrollTop = this.node.scrollHeight;
    if (this.waitingAt !== undefined) this.waitingAt = this.node.scrollTop;
  }

  /** To the end, but never past the beginning of `node`: a long answer is read from its first line. */
  private scrollTo(node: HTMLElement): void {
    const end = this.node.scrollHeight - this.node.clientHeight;
    this.node.scrollTop = Math.min(end, Math.max(0, node.offsetTop - this.node.offsetTop - 12));
  }
}
