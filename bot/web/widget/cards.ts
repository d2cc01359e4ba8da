import type { CardModule, CardSurface } from './card-contract';
import { el } from './dom';

// The part of Adaptive Cards that the service sends, and its nearest neighbours. The whole renderer is several times the chat's own size, and its looks
// are not the chat's; a card with anything else in it is shown in its words.

type Json = Record<string, unknown>;
const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null;
const objectsIn = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isObject) : []);
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Something that is not drawn here. */
class Unknown extends Error {}

const textBlock = (
  { text, style, size, weight, isSubtle, separator }: Json,
  { markdown }: CardSurface,
): HTMLElement => {
  const isHeading = style === 'heading';
  const classes = [
    isHeading || weight === 'Bolder' ? 'strong' : '',
    size === 'Medium' || size === 'Large' ? 'large' : '',
    isSubtle === true ? 'subtle' : '',
    separator === true ? 'separated' : '',
  ];
  const role = isHeading ? { role: 'heading', 'aria-level': '3' } : {};
  return el('div', { class: `text ${classes.join(' ')}`, ...role }, isHeading ? textOf(text) : markdown(textOf(text)));
};

const factSet = ({ facts }: Json, { markdown }: CardSurface): HTMLElement =>
  el(
    'dl',
    {},
    ...objectsIn(facts).map(({ title, value }) =>
      el('div', {}, el('dt', {}, textOf(title)), el('dd', {}, markdown(textOf(value)))),
    ),
  );

function action({ type, title, data, url }: Json, surface: CardSurface): HTMLElement {
  if (type === 'Action.OpenUrl') return surface.link(textOf(url), textOf(title));
  const said = isObject(data) ? textOf(data['say']) : textOf(data);
  if ((type !== 'Action.Submit' && type !== 'Action.Execute') || said === '') throw new Unknown();
  return surface.choice(textOf(title) || said, said);
}

const actionSet = (actions: unknown, surface: CardSurface): HTMLElement =>
  el('div', { class: 'actions' }, ...objectsIn(actions).map((each) => action(each, surface)));

function element(part: Json, surface: CardSurface): HTMLElement {
  switch (part['type']) {
    case 'TextBlock':
      return textBlock(part, surface);
    case 'FactSet':
      return factSet(part, surface);
    case 'ActionSet':
      return actionSet(part['actions'], surface);
    case 'Container':
      return el('div', {}, ...objectsIn(part['items']).map((item) => element(item, surface)));
    default:
      throw new Unknown();
  }
}

export const drawCard: CardModule['drawCard'] = (content, surface) => {
  try {
    const { body, actions, lang } = content;
    return el(
      'div',
      { class: 'card', lang: textOf(lang) || undefined },
      ...objectsIn(body).map((part) => element(part, surface)),
      Array.isArray(actions) && actions.length > 0 ? actionSet(actions, surface) : undefined,
    );
  } catch (problem) {
    if (problem instanceof Unknown) return undefined;
    throw problem;
  }
};
