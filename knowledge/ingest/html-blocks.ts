import type { Block } from './blocks';
import { countWords, foldText } from './fold-text';
import {
  attribute,
  elements,
  type HtmlElement,
  type HtmlNode,
  isElement,
  isMachinery,
  isSkipLink,
  textOf,
} from './html-content';
import { definitionBlocks } from './html-definitions';
import { findPanels, type Panels } from './html-panels';
import { isQuestion, looksLikeHeading } from './line-shapes';
import { tableCells } from './html-table';
import { tableBlocks } from './table-rows';

/** Elements that stand in a line of text; every other one begins and ends a block. */
const INLINE = new Set(
  'a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark q rp rt ruby s samp small span strike strong sub sup time tt u var wbr'.split(
    ' ',
  ),
);
/** A short paragraph in bold heads what follows, below every real heading. */
const BOLD_LEVEL = 6;
const MOST_WORDS_OF_TERM = 6;
/** Browsers give up at twice this depth; what is nested deeper is read as plain text. */
const DEEPEST = 256;

interface Options {
  /** A web page: lists made of links alone are menus. Written documents (Word, Markdown) may well list links. */
  isWebPage: boolean;
  /** The nodes are inside the page's main part or article. */
  inArticle: boolean;
}

/** The content of an HTML tree as blocks. */
export function htmlBlocks(nodes: HtmlNode[], options: Options): Block[] {
  const letters = nodes.reduce((sum, node) => sum + textOf(node).length, 0);
  return blocksOf(nodes, options, findPanels(nodes), letters);
}

function blocksOf(nodes: HtmlNode[], options: Options, panels: Panels, pageLetters: number): Block[] {
  const blocks: Block[] = [];
  /** The text of the block being read, not yet pushed. */
  let pending = '';
  /** The same up to the end of the bold words that open it: a term, when a line break follows. */
  let opening: string | undefined;
  /** The list item being read: its first text is the bullet, what follows goes on with it. */
  let item: { depth: number; bullet?: Extract<Block, { kind: 'bullet' }> } | undefined;
  let depth = 0;

  const flush = (heading?: number): void => {
    const text = pending;
    pending = '';
    opening = undefined;
    if (foldText(text) === '') return;
    if (heading !== undefined) blocks.push({ kind: 'heading', level: heading, text: foldText(text) });
    else if (item?.bullet) item.bullet.text += `\n${text}`;
    else if (item) blocks.push((item.bullet = { kind: 'bullet', depth: item.depth, text }));
    else blocks.push({ kind: 'paragraph', text });
  };

  const walkAll = (children: HtmlNode[], inArticle: boolean): void => {
    depth += 1;
    for (const child of children) walk(child, inArticle);
    depth -= 1;
  };

  const walk = (node: HtmlNode, inArticle: boolean): void => {
    if (!isElement(node) || depth > DEEPEST) {
      pending += textOf(node);
      return;
    }
    const { tagName } = node;
    if (panels.taken.has(node) || isSkipLink(node)) return;
    if (isMachinery(node, inArticle, panels.opened.has(node), pageLetters) || isLinkBlock(node)) return;
    const asked = panels.askedBy.get(node);
    if (asked) pushQuestion(asked.question, asked.answer, inArticle);
    else if (tagName === 'button') return;
    else if (tagName === 'br') pending = withBreak(pending, opening);
    else if (INLINE.has(tagName)) walkInline(node, inArticle);
    else walkBlock(node, inArticle || tagName === 'main' || tagName === 'article');
  };

  const walkInline = (element: HtmlElement, inArticle: boolean): void => {
    const opens = (element.tagName === 'strong' || element.tagName === 'b') && foldText(pending) === '';
    walkAll(element.childNodes, inArticle);
    if (!opens) return;
    opening = pending;
    // The answer stands right after the question in bold.
    if (isQuestion(foldText(pending))) pending += '\n';
  };

  const pushQuestion = (question: string, answer: HtmlNode[], inArticle: boolean): void => {
    flush();
    const parts = blocksOf(answer, { ...options, inArticle }, panels, pageLetters);
    const plain = parts.filter((part) => part.kind === 'bullet' || part.kind === 'paragraph');
    if (plain.length === parts.length && plain.length > 0)
      blocks.push({ kind: 'question', text: question, answer: plain });
    else blocks.push({ kind: 'heading', level: BOLD_LEVEL, text: question }, ...parts);
  };

  const walkBlock = (element: HtmlElement, inArticle: boolean): void => {
    const { tagName } = element;
    flush();
    const heading = headingLevel(element);
    const outer = item;
    if (tagName === 'li' && elements(element, isHeadingElement).length === 0) {
      item = { depth: outer ? outer.depth + 1 : 0 };
      walkAll(element.childNodes, inArticle);
      flush();
      item = outer;
    } else if (tagName === 'table' && isDataTable(element)) {
      const { rows, headed } = tableCells(element);
      blocks.push(...tableBlocks(rows, headed));
    } else if (tagName === 'pre') {
      pending = preformatted(element);
      flush();
    } else if (tagName === 'dl') {
      blocks.push(
        ...definitionBlocks(element, (content) => blocksOf(content, { ...options, inArticle }, panels, pageLetters)),
      );
    } else {
      walkAll(element.childNodes, inArticle);
      flush(item ? undefined : heading);
    }
  };

  const isLinkBlock = (element: HtmlElement): boolean =>
    (options.isWebPage && (element.tagName === 'ul' || element.tagName === 'ol') && isAllLinks(element, /./)) ||
    (['p', 'li', 'ul', 'ol'].includes(element.tagName) && isAllLinks(element, /^#/)) ||
    (options.isWebPage && ['p', 'div', 'ol', 'ul'].includes(element.tagName) && isTrail(element));

  walkAll(nodes, options.inArticle);
  flush();
  return blocks;
}

/** A line break after a short name in bold parts a term from its definition; any other is the author's break. */
function withBreak(pending: string, opening: string | undefined): string {
  const text = pending.trimEnd();
  const isTerm =
    opening?.trimEnd() === text && /\p{L}$/u.test(text) && countWords(text) <= MOST_WORDS_OF_TERM && !/\d/.test(text);
  return isTerm ? `${text}: ` : `${pending}\n`;
}

const isHeadingElement = (element: HtmlElement): boolean => /^h[1-6]$/.test(element.tagName);

function headingLevel(element: HtmlElement): number | undefined {
  if (isHeadingElement(element)) return Number(element.tagName.slice(1));
  if (element.tagName === 'summary') return BOLD_LEVEL;
  if (element.tagName !== 'p') return undefined;
  const bold = elements(element, (child) => child.tagName === 'strong' || child.tagName === 'b');
  if (bold.length === 0) return undefined;
  const text = foldText(textOf(element));
  const allBold = text !== '' && foldText(bold.map(textOf).join('')) === text;
  return allBold && (looksLikeHeading(text) || isQuestion(text)) ? BOLD_LEVEL : undefined;
}

/** True when every word of it is a link to an address that fits: a menu, or a table of contents. */
function isAllLinks(element: HtmlElement, address: RegExp): boolean {
  const links = elements(element, (child) => child.tagName === 'a' && address.test(attribute(child, 'href') ?? ''));
  if (links.length === 0) return false;
  const text = textOf(element).replace(/\s/g, '');
  return text.length > 0 && links.map(textOf).join('').replace(/\s/g, '').length === text.length;
}

/** "Home › Claims › Report a claim": the way to this page. */
function isTrail(element: HtmlElement): boolean {
  const text = foldText(textOf(element));
  if (text.length > 160 || !/^[^›»>/]{1,60}(?:\s*[›»>/]\s*[^›»>/]{1,60}){2,}$/u.test(text)) return false;
  return elements(element, (child) => child.tagName === 'a').length >= 2;
}

/** Tables that only lay out a page hold headings, other tables or a single column; those are read like any other block. */
function isDataTable(table: HtmlElement): boolean {
  if (['presentation', 'none'].includes(attribute(table, 'role') ?? '')) return false;
  const inner = elements(table, (element) => element.tagName === 'table' || isHeadingElement(element));
  const widest = Math.max(
    0,
    ...elements(table, (element) => element.tagName === 'tr').map((row) => row.childNodes.filter(isElement).length),
  );
  if (inner.length > 0 || widest < 2) return false;
  const cells = elements(table, (element) => element.tagName === 'td' || element.tagName === 'th');
  return cells.some((cell) => cell.tagName === 'th') || cells.every((cell) => textOf(cell).length <= LONGEST_CELL);
}

/** A longer cell, in characters, is a column of a page laid out with a table. */
const LONGEST_CELL = 600;

const preformatted = (element: HtmlElement): string => {
  const raw = (node: HtmlNode): string =>
    'value' in node ? node.value : 'childNodes' in node ? node.childNodes.map(raw).join('') : '';
  return raw(element);
};
