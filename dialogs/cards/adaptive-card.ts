import { type Language, replyLanguage } from '../../knowledge';
import type { SpokenCard } from '../reply-types';
import { pressedData, type PressedData } from './card-press';
import { type CardAction, cardText, type RecordCard } from './record-card';

/** The part of Adaptive Cards 1.5 that we draw. */
export interface AdaptiveCard {
  type: 'AdaptiveCard';
  $schema: 'http://adaptivecards.io/schemas/adaptive-card.json';
  version: '1.5';
  lang: Language;
  /** For a client that knows an older version only. */
  fallbackText: string;
  body: CardElement[];
}
export type CardElement = TextBlock | FactSet | ActionSet;
export interface TextBlock {
  type: 'TextBlock';
  text: string;
  wrap: true;
  /** Read as a heading by screen readers. */
  style?: 'heading';
  weight?: 'Bolder';
  size?: 'Medium';
  separator?: true;
}
export interface FactSet {
  type: 'FactSet';
  facts: { title: string; value: string }[];
}
export interface ActionSet {
  type: 'ActionSet';
  actions: (SubmitAction | ExecuteAction)[];
}
export interface SubmitAction {
  type: 'Action.Submit';
  title: string;
  data: PressedData & { msteams?: { type: 'imBack'; value: string } };
}
export interface ExecuteAction {
  type: 'Action.Execute';
  title: string;
  verb: 'say';
  data: PressedData;
}

export const adaptiveCardType = 'application/vnd.microsoft.card.adaptive';

const heading = (text: string, separated: boolean): TextBlock => ({
  type: 'TextBlock',
  text,
  wrap: true,
  style: 'heading',
  weight: 'Bolder',
  size: 'Medium',
  ...(separated ? { separator: true as const } : {}),
});

/** A Danish date ("24. oktober") begins as Markdown's numbered lists do, and clients draw it as one: a hard space keeps it a date. */
const asDate = (text: string): string => text.replace(/^(\d{1,2}\.) /, '$1\u00A0');

const facts = ({ lines }: Pick<RecordCard, 'lines'>): FactSet[] =>
  lines.length === 0
    ? []
    : [{ type: 'FactSet', facts: lines.map(({ label, text }) => ({ title: label, value: asDate(text) })) }];

/**
 * Web Chat knows `Action.Submit` only. In Teams a button is the customer's own message, shown in the chat as what it says (`imBack`), but for one that
 * sends something off: as `Action.Execute` its press is answered at once, and the card itself then shows that it was received.
 */
function button(
  { title, value, sendsOff }: CardAction,
  card: SpokenCard,
  language: Language,
  isTeams: boolean,
): SubmitAction | ExecuteAction {
  if (!isTeams) return { type: 'Action.Submit', title, data: pressedData(value) };
  if (sendsOff !== true)
    return { type: 'Action.Submit', title, data: { ...pressedData(value), msteams: { type: 'imBack', value } } };
  const of = card.sections.map(({ title: name, lines }) => ({ title: name, lines: [...lines] }));
  return {
    type: 'Action.Execute',
    title,
    verb: 'say',
    data: { ...pressedData(value), title, of, language: replyLanguage(language) },
  };
}

const draw = (
  sections: readonly Pick<RecordCard, 'title' | 'lines'>[],
  language: Language,
  after: CardElement[],
): AdaptiveCard => ({
  type: 'AdaptiveCard',
  $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
  version: '1.5',
  lang: language,
  fallbackText: sections.map(({ title, lines }) => cardText({ title, lines, actions: [] })).join('\n\n'),
  body: [...sections.flatMap((section, at) => [heading(section.title, at > 0), ...facts(section)]), ...after],
});

/** A reply's facts as an Adaptive Card. @param isTeams Teams takes kinds of buttons that Web Chat does not know */
export function adaptiveCard(card: SpokenCard, language: Language, isTeams: boolean): AdaptiveCard {
  const actions = card.sections.flatMap((section) => section.actions);
  const set: ActionSet = {
    type: 'ActionSet',
    actions: actions.map((action) => button(action, card, language, isTeams)),
  };
  return draw(card.sections, language, actions.length === 0 ? [] : [set]);
}

/** The card after one of its buttons was pressed: the facts as they stood, no buttons any more, and that the press was received. */
export function receivedCard({ title = '', of = [], language = 'da' }: PressedData): AdaptiveCard {
  const received = language === 'da' ? `Modtaget: ${title}` : `Received: ${title}`;
  return draw(of, language, [{ type: 'TextBlock', text: `✓ ${received}`, wrap: true, weight: 'Bolder' }]);
}
