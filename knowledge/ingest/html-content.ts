import type { DefaultTreeAdapterTypes } from 'parse5';

export type HtmlNode = DefaultTreeAdapterTypes.ChildNode;
export type HtmlElement = DefaultTreeAdapterTypes.Element;
type Parent = DefaultTreeAdapterTypes.ParentNode;

export const isElement = (node: HtmlNode): node is HtmlElement => 'tagName' in node;

export const attribute = (element: HtmlElement, name: string): string | undefined =>
  element.attrs.find((attr) => attr.name === name)?.value;

/** Elements that hold a page's machinery and its way around, never its content. */
const MACHINERY = new Set(
  'head script style noscript template svg math iframe object canvas audio video nav aside footer form button select textarea dialog menu'.split(
    ' ',
  ),
);
const MACHINERY_ROLES = new Set(
  'navigation banner contentinfo search complementary dialog alertdialog alert menu menubar toolbar tablist'.split(' '),
);
/** Consent banners have no element or role of their own; these are the names that consent tools give them. */
const CONSENT =
  /cookie-?(?:bot|banner|bar|consent|notice|popup|dialog|message|overlay)|consent-?(?:banner|bar|manager|popup|dialog)|onetrust|cybot|didomi|usercentrics/i;

/** True for what a reader of the page would not call its content. `inside` is true within the page's own article, whose header is content. */
export function isMachinery(element: HtmlElement, inside: boolean): boolean {
  if (MACHINERY.has(element.tagName) || (element.tagName === 'header' && !inside)) return true;
  if (MACHINERY_ROLES.has(attribute(element, 'role') ?? '') || attribute(element, 'aria-hidden') === 'true')
    return true;
  if (attribute(element, 'hidden') !== undefined || /display:\s*none/i.test(attribute(element, 'style') ?? ''))
    return true;
  if (['html', 'body', 'main', 'article'].includes(element.tagName)) return false;
  return CONSENT.test(`${attribute(element, 'id') ?? ''} ${attribute(element, 'class') ?? ''}`);
}

/** The page's content: its <main>, else its only <article>, else its body. `article` tells whether it is one of the first two. */
export function contentRoot(document: Parent): { root: Parent; article: boolean } {
  const mains = elements(document, (element) => element.tagName === 'main' || attribute(element, 'role') === 'main');
  const articles = elements(document, (element) => element.tagName === 'article');
  const root = mains[0] ?? (articles.length === 1 ? articles[0] : undefined);
  const body = elements(document, (element) => element.tagName === 'body')[0];
  return { root: root ?? body ?? document, article: root !== undefined };
}

/** All elements under a node that fit, in document order, without those inside one that fits. */
export function elements(parent: Parent, fits: (element: HtmlElement) => boolean): HtmlElement[] {
  return parent.childNodes
    .filter(isElement)
    .flatMap((element) => (fits(element) ? [element] : elements(element, fits)));
}

/** The text under a node, unfolded; a <br> is a line feed. */
export function textOf(node: HtmlNode | Parent): string {
  if (node.nodeName === '#text' && 'value' in node) return node.value.replace(/\s+/g, ' ');
  if (node.nodeName === 'br') return '\n';
  return 'childNodes' in node ? node.childNodes.map(textOf).join('') : '';
}
