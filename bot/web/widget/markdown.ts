import { Lexer, type Token, type Tokens } from 'marked';
import { el } from './dom';

/** A run of text within a line. */
export type Inline =
  | { kind: 'text'; text: string }
  | { kind: 'strong'; text: string }
  | { kind: 'emphasis'; text: string }
  | { kind: 'code'; text: string }
  | { kind: 'link'; text: string; href: string }
  /** A footnote mark: `[2]`. */
  | { kind: 'note'; number: number };

/** What a text is made of. Lines of a paragraph keep their breaks. */
export type Block =
  | { kind: 'paragraph'; lines: Inline[][] }
  | { kind: 'heading'; lines: Inline[][] }
  | { kind: 'quote'; blocks: Block[] }
  /** @property start the first item's number; undefined for a list without numbers */
  | { kind: 'list'; start: number | undefined; items: Block[][] }
  | { kind: 'code'; text: string }
  | { kind: 'table'; rows: Inline[][][] };

/** `[1]: address "title"`, for clients that know no citations. This one gets those beside the text. */
const DEFINITION = /^\s{0,3}\[\d{1,2}\]:\s.*$/gm;
const BULLET = /^(\s{0,3})•\s/gm;
const NOTE = /\[(\d{1,2})\]/;
/** No message of ours comes near it: deeper, a text is not written to be read. */
const DEEPEST = 12;

/** Reads Markdown. HTML in it stays the text that it is. */
export function parseMarkdown(text: string): Block[] {
  const written = text.replace(DEFINITION, '').replace(BULLET, '$1- ');
  return blocksOf(Lexer.lex(written, { gfm: true, breaks: true }), 0);
}

const blocksOf = (tokens: Token[], depth: number): Block[] => tokens.flatMap((token) => blockOf(token, depth));

function blockOf(token: Token, depth: number): Block[] {
  if (depth > DEEPEST) return [{ kind: 'paragraph', lines: [[{ kind: 'text', text: token.raw.trim() }]] }];
  switch (token.type) {
    case 'space':
    case 'hr':
    case 'def':
      return [];
    case 'heading':
      return [{ kind: 'heading', lines: linesOf(inlineTokens(token)) }];
    case 'blockquote':
      return [{ kind: 'quote', blocks: blocksOf(token.tokens ?? [], depth + 1) }];
    case 'code':
      return [{ kind: 'code', text: String(token.text) }];
    case 'list': {
      const { ordered, start, items } = token as Tokens.List;
      return [
        {
          kind: 'list',
          start: ordered ? Number(start) || 1 : undefined,
          items: items.map((item) => blocksOf(item.tokens, depth + 1)),
        },
      ];
    }
    case 'table': {
      const { header, rows } = token as Tokens.Table;
      return [{ kind: 'table', rows: [header, ...rows].map((row) => row.map(({ tokens }) => linesOf(tokens).flat())) }];
    }
    default:
      return [{ kind: 'paragraph', lines: linesOf(inlineTokens(token)) }];
  }
}

/** What has no parts is a text of one piece: HTML among it. */
const inlineTokens = (token: Token): Token[] =>
  'tokens' in token && token.tokens
    ? token.tokens
    : [{ type: 'text', raw: token.raw, text: token.raw.trim() } as Tokens.Text];

function linesOf(tokens: Token[]): Inline[][] {
  const lines: Inline[][] = [[]];
  for (const token of tokens) {
    if (token.type === 'br') lines.push([]);
    else for (const run of runsOf(token)) add(lines.at(-1) ?? [], run);
  }
  return lines;
}

/** Neighbouring pieces of plain text are one. */
function add(line: Inline[], run: Inline): void {
  const last = line.at(-1);
  if (run.kind === 'text' && last?.kind === 'text') last.text += run.text;
  else line.push(run);
}

function runsOf(token: Token): Inline[] {
  switch (token.type) {
    case 'strong':
      return [{ kind: 'strong', text: textIn(token) }];
    case 'em':
      return [{ kind: 'emphasis', text: textIn(token) }];
    case 'codespan':
      return [{ kind: 'code', text: String(token.text) }];
    case 'link':
      return [{ kind: 'link', text: textIn(token), href: String(token.href) }];
    case 'escape':
      return [{ kind: 'text', text: String(token.text) }];
    case 'text':
      return 'tokens' in token && token.tokens ? token.tokens.flatMap(runsOf) : withNotes(String(token.text));
    default:
      return [{ kind: 'text', text: token.raw }];
  }
}

const textIn = (token: Token): string =>
  'tokens' in token && token.tokens
    ? token.tokens.map(textIn).join('')
    : String('text' in token ? token.text : token.raw);

/** Every second piece is the number of a footnote. */
const withNotes = (text: string): Inline[] =>
  text.split(NOTE).flatMap((piece, at): Inline[] => {
    if (at % 2 === 1) return [{ kind: 'note', number: Number(piece) }];
    return piece === '' ? [] : [{ kind: 'text', text: piece }];
  });

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
      case 'emphasis':
        return el('em', {}, run.text);
      case 'code':
        return el('code', {}, run.text);
      case 'link':
        return outsideLink(run.href, service, {}, run.text);
      case 'note':
        return note(run.number);
      default:
        throw new Error(`Unhandled run of text: ${run satisfies never}`);
    }
  };
  const inLines = (lines: Inline[][]): (Node | string)[] =>
    lines.flatMap((line, at) => [...(at > 0 ? [el('br')] : []), ...line.map(inline)]);
  // An item of one line needs no paragraph.
  const inItem = (item: Block[]): (Node | string)[] =>
    item.flatMap((block) => (block.kind === 'paragraph' ? inLines(block.lines) : [draw(block)]));
  const draw = (block: Block): Node => {
    switch (block.kind) {
      case 'paragraph':
        return el('p', {}, ...inLines(block.lines));
      case 'heading':
        return el('p', {}, el('strong', {}, ...inLines(block.lines)));
      case 'quote':
        return el('blockquote', {}, ...block.blocks.map(draw));
      case 'list': {
        const items = block.items.map((item) => el('li', {}, ...inItem(item)));
        return block.start === undefined ? el('ul', {}, ...items) : el('ol', { start: `${block.start}` }, ...items);
      }
      case 'code':
        return el('pre', { tabindex: '0' }, block.text);
      case 'table': {
        const [head, ...rows] = block.rows.map((row, at) =>
          el('tr', {}, ...row.map((cell) => el(at === 0 ? 'th' : 'td', {}, ...cell.map(inline)))),
        );
        return el('div', { class: 'table' }, el('table', {}, el('thead', {}, head), el('tbody', {}, ...rows)));
      }
      default:
        throw new Error(`Unhandled block: ${block satisfies never}`);
    }
  };
  const fragment = document.createDocumentFragment();
  fragment.append(...blocks.map(draw));
  return fragment;
}
