import type { Citation } from '../../../knowledge';
import { shownEdition } from '../edition';
import type { Incoming, Suggestion } from './direct-line/activities';
import type { ConnectionState } from './direct-line/connection';
import type { Delivery } from './direct-line/outbox';
import { button, el, icon, icons, spoken } from './dom';
import { outsideLink, parseMarkdown, renderMarkdown } from './markdown';
import type { Strings } from './strings';

export type BotMessage = Extract<Incoming, { kind: 'bot-message' }>;

/** A message of the assistant: its words, the sources they rest on, and the answers it offers. */
export function botMessageView(
  message: BotMessage,
  words: Strings,
  service: string,
  suggestions: { live: boolean; chosen: string | undefined; choose(suggestion: Suggestion): void },
): HTMLElement {
  const { citations } = message;
  const footnote = (number: number): Node => {
    const citation = citations[number - 1];
    if (!citation) return document.createTextNode(`[${number}]`);
    return el('sup', {}, outsideLink(citation.link, service, { 'aria-label': words.source(number) }, `${number}`));
  };
  return el(
    'article',
    { class: 'message bot' },
    spoken(`${words.botSays} `),
    el(
      'div',
      { class: 'bubble', lang: message.locale },
      renderMarkdown(parseMarkdown(message.text), service, footnote),
    ),
    citations.length > 0 ? sourcesView(citations, words, service) : undefined,
    message.suggestions.length > 0 ? suggestionsView(message.suggestions, words, suggestions) : undefined,
  );
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

function suggestionsView(
  offered: Suggestion[],
  words: Strings,
  { live, chosen, choose }: { live: boolean; chosen: string | undefined; choose(suggestion: Suggestion): void },
): HTMLElement {
  const group = el('div', { class: 'suggestions', role: 'group', 'aria-label': words.suggestions });
  for (const suggestion of offered) {
    group.append(button({ class: 'suggestion', value: suggestion.value }, () => choose(suggestion), suggestion.title));
  }
  if (!live) spendSuggestions(group, chosen);
  return group;
}

/** Takes the buttons back: a question is answered once. */
export function spendSuggestions(message: HTMLElement, chosen: string | undefined): void {
  for (const choice of message.querySelectorAll<HTMLButtonElement>('.suggestion')) {
    choice.disabled = true;
    choice.classList.toggle('chosen', choice.value === chosen);
  }
}

interface DeliveryShown {
  state: Delivery;
  connection: ConnectionState;
  retry(): void;
}

/** A message of the customer, as written, with how its sending fares. */
export function ownMessageView(text: string, words: Strings, delivery: DeliveryShown): HTMLElement {
  const bubble = el('div', { class: 'bubble' }, text);
  return el('article', { class: 'message own' }, spoken(`${words.youSay} `), bubble, deliveryView(words, delivery));
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

/** A line between messages: what happened to the conversation itself. */
export const noticeView = (text: string): HTMLElement => el('p', { class: 'notice' }, text);

/** The dots that say an answer is on its way. */
export function typingView(words: Strings): HTMLElement {
  const dots = el('span', { class: 'dots', 'aria-hidden': 'true' }, el('i'), el('i'), el('i'));
  return el(
    'div',
    { class: 'message bot typing', 'aria-live': 'off' },
    el('div', { class: 'bubble' }, spoken(words.typing), dots),
  );
}
