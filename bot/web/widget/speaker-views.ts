import type { Incoming } from './direct-line/activities';
import { button, el, icon, icons, spoken } from './dom';
import { parseMarkdown, renderMarkdown } from './markdown';
import type { Strings } from './strings';
import { timeView } from './times';

export type PersonMessage = Extract<Incoming, { kind: 'person-message' }>;
export type Receipt = Extract<Incoming, { kind: 'receipt' }>;

/** Who has the word: the assistant, nobody while a person is waited for, or a person. */
export type Speaking = { kind: 'bot' } | { kind: 'queue' } | { kind: 'person'; name: string };

/** Who has the word after a receipt; undefined where that does not change. */
export function speakingAfter({ receipt, name }: Receipt): Speaking | undefined {
  switch (receipt) {
    case 'received':
    case 'transferred':
    case 'ownerGone':
    case 'late':
      return { kind: 'queue' };
    case 'taken':
      return { kind: 'person', name: name ?? '' };
    case 'returned':
    case 'cancelled':
    case 'closed':
    case 'failed':
    case 'messageAnswered':
      return { kind: 'bot' };
    default:
      // A message that was left changes nothing; nor does what a newer service tells.
      return undefined;
  }
}

const noNote = (number: number): Node => document.createTextNode(`[${number}]`);

/** A message of a person: their name above it, and never to be taken for the assistant's. */
export function personMessageView(message: PersonMessage, words: Strings, service: string): HTMLElement {
  return el(
    'article',
    { class: 'message person' },
    personLine(message, words),
    el('div', { class: 'bubble', lang: message.locale }, renderMarkdown(parseMarkdown(message.text), service, noNote)),
  );
}

const personLine = ({ name, at }: PersonMessage, words: Strings): HTMLElement =>
  el(
    'p',
    { class: 'name' },
    icon(icons.person),
    el('strong', {}, name),
    el('span', { class: 'tag' }, words.person),
    spoken(':'),
    timeView(at, words),
  );

/** What happened to the conversation's hand-off: a line between messages, in the service's own words. */
export function receiptView({ text, locale, receipt }: Receipt, words: Strings, service: string): HTMLElement {
  return el(
    'div',
    { class: `notice receipt ${receipt}`, lang: locale },
    icon(receipt === 'taken' ? icons.person : receipt === 'messageKept' ? icons.letter : icons.clock),
    el('div', { class: 'said' }, spoken(`${words.receiptSays} `), renderMarkdown(parseMarkdown(text), service, noNote)),
  );
}

/** The dots that say a person is writing. */
export const personTypingView = (name: string, words: Strings): HTMLElement =>
  el(
    'div',
    { class: 'message person typing', 'aria-live': 'off' },
    el(
      'div',
      { class: 'bubble' },
      el('span', {}, words.personTyping(name)),
      el('span', { class: 'dots', 'aria-hidden': 'true' }, el('i'), el('i'), el('i')),
    ),
  );

/** The line above the box to write in: who reads what is written, and the one button that changes it. */
export class SpeakerLine {
  readonly node = el('div', { class: 'speaker' });
  private speaking: Speaking = { kind: 'bot' };
  private canCall = false;

  /** @param say says something in the customer's name */
  constructor(
    private words: Strings,
    private readonly say: (text: string) => void,
  ) {
    this.draw();
  }

  relabel(words: Strings): void {
    this.words = words;
    this.draw();
  }

  /** @param canCall whether a person can be asked for now */
  show(speaking: Speaking, canCall: boolean): void {
    this.speaking = speaking;
    this.canCall = canCall;
    this.draw();
  }

  private draw(): void {
    const { words, speaking } = this;
    this.node.className = `speaker ${speaking.kind}`;
    this.node.hidden = speaking.kind === 'bot' && !this.canCall;
    const act = (label: string, text: string): HTMLElement => button({ class: 'call' }, () => this.say(text), label);
    switch (speaking.kind) {
      case 'bot':
        this.node.replaceChildren(icon(icons.person), act(words.callPerson, words.callPersonSays));
        return;
      case 'queue':
        this.node.replaceChildren(
          icon(icons.clock),
          el('span', {}, words.inQueue),
          act(words.stopWaiting, words.stopWaitingSays),
        );
        return;
      case 'person':
        this.node.replaceChildren(icon(icons.person), el('span', {}, words.withPerson(speaking.name)));
        return;
      default:
        throw new Error(`Unhandled speaker: ${speaking satisfies never}`);
    }
  }
}
