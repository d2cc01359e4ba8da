import type { Block } from './blocks';
import { foldText } from './fold-text';
import { attribute, elements, type HtmlElement, type HtmlNode, isElement, isMachinery, textOf } from './html-content';
import { looksLikeHeading } from './line-shapes';
import { tableRows } from './html-table';

/** Elements that stand in a line of text; every other one begins and ends a block. */
const INLINE = new Set(
  'a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark q rp rt ruby s samp small span strike strong sub sup time tt u var wbr'.split(
    ' ',
  ),
);
/** A short paragraph in bold heads what follows, below every real heading. */
const BOLD_LEVEL = 6;

interface Options {
  /** A web page: lists made of links alone are menus. Written documents (Word, Markdown) may well list links. */
  isWebPage: boolean;
  /** The nodes are inside the page's main part or article. */
  inArticle: boolean;
}

/** The content of an HTML tree as blocks. */
export function htmlBlocks(nodes: HtmlNode[], options: Options): Block[] {
  const blocks: Block[] = [];
  /** The text of the block being read, not yet pushed. */
  let pending = '';
  /** The list item being read: its first text is the bullet, what follows goes on with it. */
  let item: { depth: number; bullet?: Block } | undefined;

  const flush = (heading?: number): void => {
    const text = pending;
    pending = '';
    if (foldText(text) === '') return;
    if (heading !== undefined) blocks.push({ kind: 'heading', level: heading, text: foldText(text) });
    else if (item?.bullet) item.bullet.text += `\n${text}`;
    else if (item) blocks.push((item.bullet = { kind: 'bullet', depth: item.depth, text }));
    else blocks.push({ kind: 'paragraph', text });
  };

  const walkAll = (children: HtmlNode[], inArticle: boolean): void => children.forEach((node) => walk(node, inArticle));

  const walk = (node: HtmlNode, inArticle: boolean): void => {
    if (!isElement(node)) {
      pending += textOf(node);
      return;
    }
    const { tagName } = node;
    if (isMachinery(node, inArticle) || isLinkBlock(node)) return;
    if (tagName === 'br') pending += '\n';
    else if (INLINE.has(tagName)) walkAll(node.childNodes, inArticle);
    else walkBlock(node, inArticle || tagName === 'main' || tagName === 'article');
  };

  const walkBlock = (element: HtmlElement, inArticle: boolean): void => {
    const { tagName } = element;
    // A definition goes on with its term, which is pending.
    if (tagName !== 'dd') flush();
    const heading = headingLevel(element);
    const outer = item;
    if (tagName === 'li' && elements(element, isHeadingElement).length === 0) {
      item = { depth: outer ? outer.depth + 1 : 0 };
      walkAll(element.childNodes, inArticle);
      flush();
      item = outer;
    } else if (tagName === 'table' && isDataTable(element)) {
      for (const text of tableRows(element)) blocks.push({ kind: 'bullet', depth: 0, text });
    } else if (tagName === 'pre') {
      pending = preformatted(element);
      flush();
    } else if (tagName === 'dt') {
      walkAll(element.childNodes, inArticle);
      pending = `${foldText(pending)}: `;
    } else {
      walkAll(element.childNodes, inArticle);
      flush(item ? undefined : heading);
    }
  };

  const isLinkBlock = (element: HtmlElement): boolean =>
    (options.isWebPage && (element.tagName === 'ul' || element.tagName === 'ol') && isAllLinks(element, /./)) ||
    (['p', 'li', 'ul', 'ol'].includes(element.tagName) && isAllLinks(element, /^#/));

  walkAll(nodes, options.inArticle);
  flush();
  return blocks;
}

const isHeadingElement = (element: HtmlElement): boolean => /^h[1-6]$/.test(element.tagName);

function headingLevel(element: HtmlElement): number | undefined {
  if (isHeadingElement(element)) return Number(element.tagName.slice(1));
  if (element.tagName === 'summary') return BOLD_LEVEL;
  if (element.tagName !== 'p') return undefined;
  const text = foldText(textOf(element));
  const bold = elements(element, (child) => child.tagName === 'strong' || child.tagName === 'b');
  return text !== '' && foldText(bold.map(textOf).join('')) === text && looksLikeHeading(text) ? BOLD_LEVEL : undefined;
}

/** True when every word of it is a link to an address that fits: a menu, or a table of contents. */
function isAllLinks(element: HtmlElement, address: RegExp): boolean {
  const links = elements(element, (child) => child.tagName === 'a' && address.test(attribute(child, 'href') ?? ''));
  const text = textOf(element).replace(/\s/g, '');
  return links.length > 0 && text.length > 0 && links.map(textOf).join('').replace(/\s/g, '').length === text.length;
}

/** Tables that only lay out a page hold blocks or a single column; those are read like any other block. */
function isDataTable(table: HtmlElement): boolean {
  const blocksInside = elements(
    table,
    (element) => ['table', 'ul', 'ol', 'div'].includes(element.tagName) || isHeadingElement(element),
  );
  const widest = Math.max(
    0,
    ...elements(table, (element) => element.tagName === 'tr').map((row) => row.childNodes.filter(isElement).length),
  );
  return blocksInside.length === 0 && widest > 1;
}

const preformatted = (element: HtmlElement): string => {
  const raw = (node: HtmlNode): string =>
    'value' in node ? node.value : 'childNodes' in node ? node.childNodes.map(raw).join('') : '';
  return raw(element);
};
