import type { DefaultTreeAdapterTypes } from 'parse5';

export type HtmlNode = DefaultTreeAdapterTypes.ChildNode;
export type HtmlElement = DefaultTreeAdapterTypes.Element;
export type HtmlParent = DefaultTreeAdapterTypes.ParentNode;

export const isElement = (node: HtmlNode): node is HtmlElement => 'tagName' in node;

export const attribute = (element: HtmlElement, name: string): string | undefined =>
  element.attrs.find((attr) => attr.name === name)?.value;

/** An element's id and classes, to be told by their names. */
export const namesOf = (element: HtmlElement): string =>
  `${attribute(element, 'id') ?? ''} ${attribute(element, 'class') ?? ''}`;

/** Elements that hold a page's machinery and its way around, never its content. */
const MACHINERY = new Set(
  'head script style noscript template svg math iframe object canvas audio video nav aside footer form select textarea dialog menu'.split(
    ' ',
  ),
);
const MACHINERY_ROLES = new Set(
  'navigation banner contentinfo search complementary dialog alertdialog alert menu menubar toolbar tablist'.split(' '),
);
/** Consent banners have no element or role of their own; these are the names that consent tools give them. */
const CONSENT =
  /cookie-?(?:bot|banner|bar|consent|notice|popup|dialog|message|overlay|modal|wall)|consent-?(?:banner|bar|manager|popup|dialog)|onetrust|cybot|didomi|usercentrics|gdpr/i;
/** The names that site builders give to what leads around a site and is marked by no element. */
const WAY_AROUND =
  /(?:^|[\s_-])(?:bread-?crumbs?|breadcrumb-?\w*|brødkrumme|main-?menu|site-?menu|top-?menu|side-?menu|mega-?menu|menu|nav|navbar|navigation|sub-?nav|sidebar|side-?bar|skip-?(?:link|nav|to-\w+)|site-?(?:header|footer)|page-?footer|footer|social-?(?:links|share|media)|share-?(?:bar|buttons|links)|related-?(?:links|articles|posts|pages|content)|pagination|pager|newsletter|advert(?:isement)?|banner|popup|modal|back-to-top|print-?link)(?:$|[\s_-])/i;
/** Words for screen readers only ("opens in a new window") say nothing on a page. */
const FOR_READERS_OF_SCREENS =
  /(?:^|\s)(?:sr-only|visually-hidden|visuallyhidden|screen-reader-text|u-hidden-visually)(?:$|\s)/i;
const INVISIBLE_STYLE = /display:\s*none|visibility:\s*hidden/i;
const HIDDEN_CLASS = /(?:^|\s)(?:hidden|d-none|is-hidden|hide|invisible)(?:$|\s)/i;

/** What holds a page together is never taken for a part that leads around. */
const HOLDS_ALL = ['html', 'body', 'main', 'article'];

/**
 * True for what a reader of the page would not call its content. `inside` is true within the page's own article, whose header is content; what a
 * button in the content opens (`opened`) is content too, hidden as it may be. What only a name marks is content when it holds much of the page's
 * letters.
 */
export function isMachinery(element: HtmlElement, inside: boolean, opened: boolean, pageLetters = Infinity): boolean {
  if (MACHINERY.has(element.tagName) || (element.tagName === 'header' && !inside)) return true;
  if (MACHINERY_ROLES.has(attribute(element, 'role') ?? '')) return true;
  if (!opened && isHidden(element)) return true;
  if (HOLDS_ALL.includes(element.tagName) || /^h[1-6]$/.test(element.tagName)) return false;
  const names = namesOf(element);
  if (CONSENT.test(names) || FOR_READERS_OF_SCREENS.test(names)) return true;
  if (!WAY_AROUND.test(names) && !/bread-?crumb|brødkrumme/i.test(attribute(element, 'aria-label') ?? '')) return false;
  // "with-sidebar" is also the name of what holds the whole page.
  const holdsContent = elements(element, (child) => ['h1', 'main', 'article'].includes(child.tagName)).length > 0;
  return !holdsContent && textOf(element).length <= 0.4 * pageLetters;
}

/** "Skip to content" and its kin, for keyboards. */
export const isSkipLink = (element: HtmlElement): boolean =>
  element.tagName === 'a' &&
  (attribute(element, 'href') ?? '').startsWith('#') &&
  /^\s*(?:skip|spring|gå|hop|hopp|jump|zum|direkt|naar|ga)\b.*(?:indhold|content|main|inhalt|inhoud|innhold|innehåll|hoved)/iu.test(
    textOf(element),
  );

/** Hidden until something shows it. */
export const isHidden = (element: HtmlElement): boolean =>
  attribute(element, 'aria-hidden') === 'true' ||
  attribute(element, 'hidden') !== undefined ||
  INVISIBLE_STYLE.test(attribute(element, 'style') ?? '') ||
  HIDDEN_CLASS.test(attribute(element, 'class') ?? '');

/** The page's content: its <main>, else its only <article>, else its body. `article` tells whether it is one of the first two. */
export function contentRoot(document: HtmlParent): { root: HtmlParent; article: boolean } {
  const mains = elements(document, (element) => element.tagName === 'main' || attribute(element, 'role') === 'main');
  const articles = elements(document, (element) => element.tagName === 'article');
  const root = mains[0] ?? (articles.length === 1 ? articles[0] : undefined);
  const body = elements(document, (element) => element.tagName === 'body')[0];
  return { root: root ?? body ?? document, article: root !== undefined };
}

/** All elements under a node that fit, in document order, without those inside one that fits. */
export function elements(parent: HtmlParent, fits: (element: HtmlElement) => boolean): HtmlElement[] {
  const found: HtmlElement[] = [];
  // A stack and no recursion: a hostile page nests deeper than any stack of calls.
  const waiting: HtmlNode[] = parent.childNodes.toReversed();
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (!isElement(node)) continue;
    if (fits(node)) found.push(node);
    else for (let at = node.childNodes.length - 1; at >= 0; at -= 1) waiting.push(node.childNodes[at] as HtmlNode);
  }
  return found;
}

/** The text under a node, unfolded; a <br> is a line feed. */
export function textOf(root: HtmlNode | HtmlParent): string {
  let text = '';
  const waiting: (HtmlNode | HtmlParent)[] = [root];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (node.nodeName === '#text' && 'value' in node) text += node.value.replace(/\s+/g, ' ');
    else if (node.nodeName === 'br') text += '\n';
    else if ('childNodes' in node)
      for (let at = node.childNodes.length - 1; at >= 0; at -= 1) waiting.push(node.childNodes[at] as HtmlNode);
  }
  return text;
}
