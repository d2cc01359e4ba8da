import type { Incoming, Suggestion } from './direct-line/activities';
import type { ConnectionState } from './direct-line/connection';
import type { Delivery } from './direct-line/outbox';
import type { OutgoingMessage, Rating } from './direct-line/service';
import { el } from './dom';
import { DrawnLines } from './drawn-lines';
import type { Entry } from './entries';
import { FeedbackBar } from './feedback';
import { LiveLine } from './live-line';
import { type BotMessage, noticeView } from './message-views';
import { OwnMessages } from './own-messages';
import type { Scrolling } from './scrolling';
import { type Speaking, speakingAfter } from './speaker-views';
import { strings, type Strings } from './strings';
import { TheirLines } from './their-lines';
import type { SaidLine } from './transcript-file';

const stopWords = new Set(Object.values(strings).map(({ stopWaitingSays }) => stopWaitingSays.toLowerCase()));

/** While a person is waited for, the line above the box to write in has the button that ends it: one is enough. */
const withoutStop = (message: BotMessage): BotMessage => ({
  ...message,
  suggestions: message.suggestions.filter(({ value }) => !stopWords.has(value.toLowerCase())),
});

/** The conversation as it is read: every line once, in the order of the service's log, unsent lines last. */
export class Transcript {
  private readonly lines: DrawnLines;
  private readonly theirs: TheirLines;
  private readonly live: LiveLine;
  private readonly own: OwnMessages;
  private speaking: Speaking = { kind: 'bot' };

  constructor(
    private words: Strings,
    service: string,
    private readonly on: {
      choose(suggestion: Suggestion): void;
      retry(clientActivityID: string): void;
      /** Who has the word now, and whether a person can be asked for. */
      speaking(speaking: Speaking, canCall: boolean): void;
      rate(given: Rating): Promise<boolean>;
    },
  ) {
    this.lines = new DrawnLines(words, service, () => this.live.node);
    this.theirs = new TheirLines(
      this.lines,
      () => this.words,
      service,
      (suggestion) => this.on.choose(suggestion),
    );
    this.live = new LiveLine(words, service, (line) => this.lines.append(line));
    this.own = new OwnMessages({
      words: () => this.words,
      insert: (entry) => void this.lines.insert(entry),
      redraw: (entry) => this.lines.redraw(entry),
      retry: (key) => this.on.retry(key),
    });
    this.relabel(words);
  }

  get node(): HTMLElement {
    return this.lines.node;
  }

  private get scrolling(): Scrolling {
    return this.lines.scrolling;
  }

  /** Activities from the log. `replayed` ones are history: shown, not read aloud. */
  arrived(activities: Incoming[], replayed: boolean): void {
    const follow = this.scrolling.isFollowed() || replayed;
    if (replayed) this.lines.silently();
    let last: Entry | undefined;
    for (const activity of activities) last = this.showWhole(activity) ?? last;
    // Before the first message of their own the reader is to see what there is to know: it stands at the top.
    const mayMove = follow && !this.own.isEmpty;
    if (last) this.scrolling.arrived(last.node, mayMove, last.node.classList.contains('own') && !replayed);
  }

  /** The chat has been opened: what came meanwhile comes into view. */
  opened(): void {
    this.scrolling.opened();
  }

  /** A message of ours on its way out. */
  addOwn({ clientActivityID, text }: OutgoingMessage, files: readonly File[] = []): void {
    this.theirs.spendOffer();
    const at = new Date().toISOString();
    const entry = this.own.entry(clientActivityID, text, at, { state: 'sending', placed: false });
    // Sent again after a reload, it may have come back meanwhile.
    if (entry.placed) return;
    if (files.length > 0) {
      entry.files = files.map(({ name, type, size }) => ({ name, contentType: type, bytes: size }));
      entry.upload = { share: 0, refusal: undefined };
      this.lines.redraw(entry);
    }
    this.scrolling.waits();
  }

  /** @param refusal why the message's files are not taken */
  delivery(clientActivityID: string, state: Delivery, refusal?: string): void {
    const follow = this.scrolling.isFollowed();
    const isTaller = this.own.delivery(clientActivityID, state, refusal);
    if (isTaller && follow) this.scrolling.toEnd();
  }

  uploaded(clientActivityID: string, share: number): void {
    this.own.uploaded(clientActivityID, share);
  }

  /** A line between messages; `act` is a button in it. */
  notice(words: (strings: Strings) => string, ...acts: { label(words: Strings): string; act(): void }[]): void {
    this.lines.insert({ placed: true, node: el('p'), draw: () => noticeView(words(this.words), this.words, acts) });
    this.scrolling.toEnd();
  }

  showConnection(connection: ConnectionState): void {
    if (connection === 'lost' || connection === 'unavailable') this.live.stop();
    this.own.showConnection(connection);
  }

  /** Takes everything away: another conversation begins. */
  clear(): void {
    this.live.stop();
    this.lines.clear();
    this.own.clear();
    this.theirs.clear();
    this.nowSpeaks({ kind: 'bot' }, false);
  }

  /** The same conversation in other words of ours. Messages stay in the language they were written in. */
  relabel(words: Strings): void {
    this.words = words;
    this.lines.relabel(words);
    this.live.relabel(words);
  }

  /** What was said, from the beginning. */
  said(): SaidLine[] {
    return this.lines.all.flatMap((entry) => {
      const said = entry.said?.(this.words);
      return said ? [{ ...said, files: (entry.files ?? []).map(({ name }) => name) }] : [];
    });
  }

  private showWhole(activity: Incoming): Entry | undefined {
    const entry = this.show(activity);
    if (!entry || !(activity.files ?? activity.rates)) return entry;
    const isFirst = !entry.files && !entry.feedback && !entry.upload;
    if (activity.files) entry.files = activity.files;
    entry.upload = undefined;
    if (activity.rates && 'id' in activity) entry.feedback ??= this.feedbackOn(activity.id, activity.rates);
    if (isFirst) this.lines.complete(entry);
    else this.lines.redraw(entry);
    return entry;
  }

  private show(activity: Incoming): Entry | undefined {
    switch (activity.kind) {
      case 'typing':
        this.live.typing(activity.person);
        return undefined;
      case 'stream':
        this.live.piece(activity);
        return undefined;
      case 'retracted':
        this.live.stop();
        return undefined;
      case 'bot-message':
        this.answered();
        // What the assistant says while a person is waited for carries no such button.
        if (activity.person) this.nowSpeaks({ kind: 'bot' }, true);
        return this.theirs.bot(this.speaking.kind === 'queue' ? withoutStop(activity) : activity);
      case 'person-message':
        this.answered();
        this.nowSpeaks({ kind: 'person', name: activity.name }, false);
        return this.theirs.person(activity);
      case 'receipt': {
        this.answered();
        const speaking = speakingAfter(activity);
        if (speaking) this.nowSpeaks(speaking, speaking.kind === 'bot');
        return this.theirs.receipt(activity);
      }
      case 'own-message':
        return this.showOwn(activity);
      case 'unshown':
        return undefined;
      default:
        throw new Error(`Unhandled activity: ${activity satisfies never}`);
    }
  }

  private answered(): void {
    this.live.stop();
    this.scrolling.answered();
  }

  private nowSpeaks(speaking: Speaking, canCall: boolean): void {
    this.speaking = speaking;
    this.on.speaking(speaking, canCall);
  }

  private showOwn(message: Extract<Incoming, { kind: 'own-message' }>): Entry {
    const { id, text, clientActivityID, at = '' } = message;
    const entry = this.own.entry(clientActivityID ?? id, text, at, { state: 'sent', placed: true });
    this.theirs.spendOffer();
    this.own.arrived(entry);
    if (!entry.placed) {
      entry.placed = true;
      this.lines.place(entry);
    }
    return entry;
  }

  private feedbackOn(id: string, thing: 'answer' | 'conversation'): FeedbackBar {
    const about = thing === 'answer' ? { activityId: id } : {};
    return new FeedbackBar(this.words, thing, (value, reason) =>
      this.on.rate({ ...about, value, ...(reason === undefined ? {} : { reason }) }),
    );
  }
}
