import { countWords, foldText } from './fold-text';
import { attribute, elements, type HtmlElement, type HtmlNode, isElement, namesOf, textOf } from './html-content';
import { isQuestion } from './line-shapes';

/** What a page opens on a click: the answers of an FAQ, the parts of an accordion, the pages behind tabs. */
export interface Panels {
  /** By the element that is clicked on (or that wraps it): what it asks, and what it opens. */
  askedBy: Map<HtmlElement, { question: string; answer: HtmlNode[] }>;
  /** Read with what opens them, wherever they stand. */
  taken: Set<HtmlElement>;
  /** Content though hidden. */
  opened: Set<HtmlElement>;
}

const ASKING =
  /(?:^|[\s_-])(?:(?:faq|accordion|collapsible|toggle)(?:[\w-]*[_-]+)(?:question|title|header|heading|trigger|toggle|button|head)|question|spoergsmaal|spørgsmål|faq-q)(?:$|[\s_-])/i;
const ANSWERING =
  /(?:^|[\s_-])(?:(?:faq|accordion|collapsible|toggle)(?:[\w-]*[_-]+)(?:answer|content|body|panel|text|collapse|inner)|answer|svar|panel|collapse|faq-a)(?:$|[\s_-])/i;
/** A title that opens something has fewer words only when it is no question of a customer ("More", "Contact"). */
const WORDS_OF_A_QUESTION = 3;

/** Finds them in the content of a page. */
export function findPanels(nodes: HtmlNode[]): Panels {
  const panels: Panels = { askedBy: new Map(), taken: new Set(), opened: new Set() };
  const all = everyElement(nodes);
  const byId = new Map(all.map((element) => [attribute(element, 'id'), element]));
  for (const element of all) {
    if (element.tagName === 'details') addDetails(element, panels);
    else if (/schema\.org\/Question$/.test(attribute(element, 'itemtype') ?? '')) addMicrodata(element, panels);
    else if (attribute(element, 'role') === 'tabpanel') panels.opened.add(element);
    else {
      const id = opens(element);
      const target = id === undefined ? undefined : byId.get(id);
      if (target && target !== element) addPanel(element, target, panels);
      else if (ASKING.test(namesOf(element))) addNamed(element, panels);
    }
  }
  return panels;
}

function everyElement(nodes: HtmlNode[]): HtmlElement[] {
  const all: HtmlElement[] = [];
  const waiting = nodes.toReversed();
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (!isElement(node)) continue;
    all.push(node);
    for (let at = node.childNodes.length - 1; at >= 0; at -= 1) waiting.push(node.childNodes[at] as HtmlNode);
  }
  return all;
}

/** The id of what a click on the element shows. */
function opens(element: HtmlElement): string | undefined {
  const isToggle = ['data-toggle', 'data-bs-toggle'].some((name) => attribute(element, name) === 'collapse');
  const target = isToggle
    ? (attribute(element, 'data-bs-target') ?? attribute(element, 'data-target') ?? attribute(element, 'href'))
    : undefined;
  const id = attribute(element, 'aria-controls')?.split(/\s/)[0] ?? target?.replace(/^#/, '');
  return id === '' ? undefined : id;
}

function addPanel(control: HtmlElement, target: HtmlElement, panels: Panels): void {
  const question = foldText(textOf(control));
  panels.opened.add(target);
  if (attribute(control, 'role') === 'tab' || !isAsked(question) || panels.taken.has(target)) return;
  panels.askedBy.set(outermost(control, question), { question, answer: target.childNodes });
  panels.taken.add(target);
}

/** The heading around a button is the question as well. */
function outermost(control: HtmlElement, text: string): HtmlElement {
  const parent = control.parentNode;
  const wraps =
    parent && 'tagName' in parent && /^(?:h[1-6]|dt|p)$/.test(parent.tagName) && foldText(textOf(parent)) === text;
  return wraps ? parent : control;
}

function addDetails(details: HtmlElement, panels: Panels): void {
  const summary = details.childNodes.find((node) => isElement(node) && node.tagName === 'summary');
  const question = summary ? foldText(textOf(summary)) : '';
  if (!isAsked(question)) return;
  panels.askedBy.set(details, { question, answer: details.childNodes.filter((node) => node !== summary) });
}

function addMicrodata(element: HtmlElement, panels: Panels): void {
  const property = (name: string): HtmlElement | undefined =>
    elements(element, (child) => attribute(child, 'itemprop') === name)[0];
  const [name, answer] = [property('name'), property('acceptedAnswer') ?? property('suggestedAnswer')];
  if (name && answer) panels.askedBy.set(element, { question: foldText(textOf(name)), answer: answer.childNodes });
}

/** A question and its answer told by their names alone: the one right before the other. */
function addNamed(element: HtmlElement, panels: Panels): void {
  const siblings = element.parentNode?.childNodes.filter(isElement) ?? [];
  const answer = siblings[siblings.indexOf(element) + 1];
  const question = foldText(textOf(element));
  const holdsControl = elements(element, (child) => opens(child) !== undefined).length > 0;
  if (!answer || holdsControl || !isAsked(question) || !ANSWERING.test(namesOf(answer))) return;
  panels.askedBy.set(element, { question, answer: answer.childNodes });
  panels.taken.add(answer);
}

const isAsked = (text: string): boolean =>
  isQuestion(text) || (countWords(text) >= WORDS_OF_A_QUESTION && text.length <= 200);
