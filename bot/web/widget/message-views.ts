import type { Citation } from '../../../knowledge';
import { shownEdition } from '../edition';
import type { CardModule } from './card-contract';
import type { AdaptiveCard, Incoming, StreamPiece, Suggestion } from './direct-line/activities';
import type { ConnectionState } from './direct-line/connection';
import type { Delivery } from './direct-line/outbox';
import { button, el, icon, icons, spoken } from './dom';
import { outsideLink, parseMarkdown, renderMarkdown, safeHref } from './markdown';
import type { Strings } from './strings';
import { timeView } from './times';
import type { SaidLine } from './transcript-file';

export type BotMessage = Extract<Incoming, { kind: 'bot-message' }>;
type Said = Extract<Incoming, { kind: 'bot-message' | 'person-message' | 'receipt' }>;

interface Offer {
  live: boolean;
  chosen: string | undefined;
  choose(suggestion: Suggestion): void;
}

/** The line above a message of the assistant: that it is a machine, and when it was written. */
const fromAssistant = (words: Strings, at: string | undefined): HTMLElement =>
  el(
    'p',
    { class: 'from' },
    el('span', { class: 'tag ai', 'aria-hidden': 'true' }, words.aiLabel),
    timeView(at, words),
  );

/** A message of the assistant: its words, the sources they rest on, and the answers it offers. */
export function botMessageView(
  message: BotMessage,
  words: Strings,
  service: string,
  cards: CardModule | undefined,
  offer: Offer,
): HTMLElement {
  const { citations, card } = message;
  const footnote = (number: number): Node => {
    const citation = citations[number - 1];
    if (!citation) return document.createTextNode(`[${number}]`);
    return el('sup', {}, outsideLink(citation.link, service, { 'aria-label': words.source(number) }, `${number}`));
  };
  return el(
    'article',
    { class: 'message bot' },
    spoken(`${words.botSays} `),
    fromAssistant(words, message.at),
    el(
      'div',
      { class: 'bubble', lang: message.locale },
      renderMarkdown(parseMarkdown(message.text), service, footnote),
      card && cardView(card, service, cards, offer),
    ),
    citations.length > 0 ? sourcesView(citations, words, service) : undefined,
    message.suggestions.length > 0 ? suggestionsView(message.suggestions, words, offer) : undefined,
  );
}

/** The card's facts as they are drawn; in words until that can be done, and for a card of another kind. */
function cardView(
  { content, fallbackText }: AdaptiveCard,
  service: string,
  cards: CardModule | undefined,
  offer: Offer,
): HTMLElement {
  const markdown = (text: string): Node =>
    renderMarkdown(parseMarkdown(text), service, (number) => document.createTextNode(`[${number}]`));
  const drawn = cards?.drawCard(content, {
    markdown,
    link: (href, text) => outsideLink(href, service, { class: 'suggestion' }, text),
    choice: (title, value) => choiceView({ title, value }, offer),
  });
  return drawn ?? el('div', { class: 'card' }, markdown(fallbackText));
}

/** As much of an answer as there is, or what is being done for it. */
export function streamView({ text, locale, isInformative }: StreamPiece, words: Strings, service: string): HTMLElement {
  if (isInformative) return typingView(words, text);
  const note = (number: number): Node => el('sup', {}, el('span', {}, `${number}`));
  return el(
    'article',
    { class: 'message bot streaming', 'aria-live': 'off', 'aria-busy': 'true' },
    fromAssistant(words, undefined),
    el('div', { class: 'bubble', lang: locale }, renderMarkdown(parseMarkdown(text), service, note)),
  );
}

/** Who said it, and what, for the reader to keep. */
export function saidBy(message: Said, words: Strings, service: string): Omit<SaidLine, 'files'> {
  const { text, at } = message;
  switch (message.kind) {
    case 'bot-message': {
      // The text is read elsewhere: there an address must be whole.
      const address = (link: string): string => safeHref(link, service) ?? link;
      const sources = message.citations.map(({ heading, title, link }) => `${heading} – ${title}: ${address(link)}`);
      const whole = [text, message.card?.fallbackText ?? ''].filter((part) => part !== '').join('\n\n');
      return { who: words.aiLabel, at, text: whole, sources };
    }
    case 'person-message':
      return { who: `${message.name} (${words.person})`, at, text, sources: [] };
    case 'receipt':
      return { who: words.receiptSays, at, text, sources: [] };
    default:
      throw new Error(`Unhandled line: ${message satisfies never}`);
  }
}

function sourcesView(citations: Citation[], words: Strings, service: string): HTMLElement {
  return el(
    'ol',
    { class: 'sources', 'aria-label': words.sources },
    ...citations.map((citation, at) =>
      el(
        'li',
        {},
        outsideLink(
          citation.link,
          service,
          { class: 'source', title: citation.quote },
          el('span', { class: 'number', 'aria-hidden': 'true' }, `${at + 1}`),
          el(
            'span',
            { class: 'place' },
            spoken(`${words.source(at + 1)}: `),
            el('strong', { lang: citation.language }, citation.heading),
            el('span', { class: 'document' }, documentLine(citation, words)),
            spoken(` (${words.opensInNewTab})`),
          ),
        ),
      ),
    ),
  );
}

function documentLine({ title, edition }: Citation, words: Strings): string {
  const shown = shownEdition(edition);
  return shown === undefined ? title : `${title} · ${words.edition(shown)}`;
}

function suggestionsView(offered: Suggestion[], words: Strings, offer: Offer): HTMLElement {
  const group = el('div', { class: 'suggestions', role: 'group', 'aria-label': words.suggestions });
  group.append(...offered.map((suggestion) => choiceView(suggestion, offer)));
  return group;
}

function choiceView(suggestion: Suggestion, { live, chosen, choose }: Offer): HTMLButtonElement {
  const choice = button({ class: 'suggestion', value: suggestion.value }, () => choose(suggestion), suggestion.title);
  if (!live) spend(choice, chosen);
  return choice;
}

function spend(choice: HTMLButtonElement, chosen: string | undefined): void {
  choice.disabled = true;
  choice.classList.toggle('chosen', choice.value === chosen);
}

/** Takes the buttons back: a question is answered once. */
export function spendSuggestions(message: HTMLElement, chosen: string | undefined): void {
  for (const choice of message.querySelectorAll<HTMLButtonElement>('button.suggestion')) spend(choice, chosen);
}

interface DeliveryShown {
  state: Delivery;
  connection: ConnectionState;
  retry(): void;
}

/** A message of the customer, as written, with how its sending fares. */
export function ownMessageView(text: string, at: string, words: Strings, delivery: DeliveryShown): HTMLElement {
  const bubble = el('div', { class: 'bubble' }, text);
  const below = el('div', { class: 'below' }, timeView(at, words), deliveryView(words, delivery));
  return el('article', { class: 'message own' }, spoken(`${words.youSay} `), bubble, below);
}

/** Silent while all goes well: only a message that could not be sent is worth interrupting for. */
export function deliveryView(words: Strings, { state, connection, retry }: DeliveryShown): HTMLElement {
  const view = el('p', { class: `delivery ${state}`, 'aria-live': state === 'failed' ? 'polite' : 'off' });
  if (state === 'failed') view.append(`${words.failed} `, button({ class: 'retry' }, retry, words.retry));
  else if (state === 'sent') view.append(icon(icons.check), words.sent);
  else view.append(onItsWay(words, connection));
  return view;
}

function onItsWay(words: Strings, connection: ConnectionState): string {
  switch (connection) {
    case 'connecting':
    case 'online':
      return words.sending;
    case 'lost':
      return words.waiting;
    case 'unavailable':
      return words.unsendable;
    default:
      throw new Error(`Unhandled connection: ${connection satisfies never}`);
  }
}

/** A line between messages: what happened to the conversation itself, and what can be done about it. */
export const noticeView = (
  text: string,
  words: Strings,
  acts: readonly { label(words: Strings): string; act(): void }[],
): HTMLElement =>
  el(
    'div',
    { class: 'notice' },
    el('p', {}, text),
    ...acts.map(({ label, act }) => button({ class: 'call' }, act, label(words))),
  );

/** The dots that say an answer is on its way. @param doing what is being done for it */
export function typingView(words: Strings, doing?: string): HTMLElement {
  const dots = el('span', { class: 'dots', 'aria-hidden': 'true' }, el('i'), el('i'), el('i'));
  return el(
    'div',
    { class: 'message bot typing', 'aria-live': 'off' },
    el('div', { class: 'bubble' }, doing ? el('span', { class: 'doing' }, doing) : spoken(words.typing), dots),
  );
}
