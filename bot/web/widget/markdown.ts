import { el } from './dom';

/** A run of text within a line. */
export type Inline =
  | { kind: 'text'; text: string }
  | { kind: 'strong'; text: string }
  | { kind: 'link'; text: string; href: string }
  /** A footnote mark: `[2]`. */
  | { kind: 'note'; number: number };

/** A paragraph, a quotation of paragraphs, or a list. Lines of a paragraph keep their breaks. */
export type Block =
  | { kind: 'paragraph'; lines: Inline[][] }
  | { kind: 'quote'; blocks: Block[] }
  | { kind: 'list'; ordered: boolean; items: Inline[][] };

const QUOTE = /^\s{0,3}> ?/;
const ITEM = /^\s{0,3}(?:[-*•]|(\d+)[.)])\s+/;
/** `[1]: address "title"`, for clients that know no citations. This one gets those beside the text. */
const DEFINITION = /^\s{0,3}\[\d{1,2}\]:\s/;
const INLINE = /\*\*(.+?)\*\*|\[(\d{1,2})\](?!\()|\[([^\]]+)\]\(([^()\s]+)\)|\\([\\*[\]>_`#-])/g;

/** Reads the part of Markdown that the assistant writes. Everything else stays the text it is. */
export function parseMarkdown(text: string): Block[] {
  const blocks: Block[] = [];
  let rest = text
    .replace(/\r\n?/g, '\n')
    .split('\n')
    .filter((line) => !DEFINITION.test(line));
  while (rest.length > 0) {
    const first = rest[0] ?? '';
    if (first.trim() === '') {
      rest = rest.slice(1);
      continue;
    }
    const belongs = QUOTE.test(first) ? isQuote : ITEM.test(first) ? isItem : isPlain;
    const length = lengthWhile(rest, belongs);
    blocks.push(blockOf(rest.slice(0, length), belongs));
    rest = rest.slice(length);
  }
  return blocks;
}

const isQuote = (line: string): boolean => QUOTE.test(line);
const isItem = (line: string): boolean => ITEM.test(line);
const isPlain = (line: string): boolean => line.trim() !== '' && !isQuote(line) && !isItem(line);

function lengthWhile(lines: string[], belongs: (line: string) => boolean): number {
  const end = lines.findIndex((line) => !belongs(line));
  return end === -1 ? lines.length : end;
}

function blockOf(lines: string[], belongs: (line: string) => boolean): Block {
  if (belongs === isQuote) {
    return { kind: 'quote', blocks: parseMarkdown(lines.map((line) => line.replace(QUOTE, '')).join('\n')) };
  }
  if (belongs === isItem) {
    const ordered = ITEM.exec(lines[0] ?? '')?.[1] !== undefined;
    return { kind: 'list', ordered, items: lines.map((line) => parseInline(line.replace(ITEM, ''))) };
  }
  return { kind: 'paragraph', lines: lines.map((line) => parseInline(line.trim())) };
}

function parseInline(line: string): Inline[] {
  const runs: Inline[] = [];
  let from = 0;
  for (const match of line.matchAll(INLINE)) {
    const [whole, strong, note, label, href, escaped] = match;
    if (match.index > from) runs.push({ kind: 'text', text: line.slice(from, match.index) });
    from = match.index + whole.length;
    if (strong !== undefined) runs.push({ kind: 'strong', text: strong });
    else if (note !== undefined) runs.push({ kind: 'note', number: Number(note) });
    else if (label !== undefined && href !== undefined) runs.push({ kind: 'link', text: label, href });
    else runs.push({ kind: 'text', text: escaped ?? whole });
  }
  if (from < line.length) runs.push({ kind: 'text', text: line.slice(from) });
  return runs;
}

/**
 * An absolute http(s) address for `href`, read relative to the service. `undefined` for anything else:
 * a link may go to a web page, never run a script or open a program.
 */
export function safeHref(href: string, service: string): string | undefined {
  try {
    const url = new URL(href, service);
    return url.protocol === 'http:' || url.protocol === 'https:' ? url.href : undefined;
  } catch {
    return undefined;
  }
}

/** A link that opens beside the chat; its text alone where `href` is not safe. */
export function outsideLink(
  href: string,
  service: string,
  attributes: Record<string, string>,
  ...children: (Node | string)[]
): HTMLElement {
  const safe = safeHref(href, service);
  if (safe === undefined) return el('span', attributes, ...children);
  return el('a', { ...attributes, href: safe, target: '_blank', rel: 'noopener' }, ...children);
}

/** Builds the blocks node by node, so that text can never become markup. `note` draws a footnote mark. */
export function renderMarkdown(blocks: Block[], service: string, note: (number: number) => Node): DocumentFragment {
  const inline = (run: Inline): Node | string => {
    switch (run.kind) {
      case 'text':
        return run.text;
      case 'strong':
        return el('strong', {}, run.text);
      case 'link':
        return outsideLink(run.href, service, {}, run.text);
      case 'note':
        return note(run.number);
      default:
        throw new Error(`Unhandled run of text: ${run satisfies never}`);
    }
  };
  const draw = (block: Block): Node => {
    switch (block.kind) {
      case 'paragraph':
        return el('p', {}, ...block.lines.flatMap((line, at) => [...(at > 0 ? [el('br')] : []), ...line.map(inline)]));
      case 'quote':
        return el('blockquote', {}, ...block.blocks.map(draw));
      case 'list':
        return el(block.ordered ? 'ol' : 'ul', {}, ...block.items.map((item) => el('li', {}, ...item.map(inline))));
      default:
        throw new Error(`Unhandled block: ${block satisfies never}`);
    }
  };
  const fragment = document.createDocumentFragment();
  fragment.append(...blocks.map(draw));
  return fragment;
}
