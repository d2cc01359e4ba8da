import MarkdownIt from 'markdown-it';
import type { Content } from './content';
import { decodeText } from './decode-text';
import { splitFrontMatter } from './front-matter';
import { writtenHtmlBlocks } from './read-html';
import { textBlocks } from './read-text';
import type { Unreadable } from './unreadable';

// Line ends are kept as breaks until clauses are cut: an address is told by its lines.
const markdown = new MarkdownIt({ html: true, breaks: true });

/** Markdown with its front matter. */
export function readMarkdown(file: Buffer): Content | Unreadable {
  return readWritten(file, (body) => writtenHtmlBlocks(markdown.render(body)));
}

/** Plain text; it may have a front matter too. */
export function readPlainText(file: Buffer): Content | Unreadable {
  return readWritten(file, textBlocks);
}

function readWritten(file: Buffer, toBlocks: (body: string) => Content['blocks']): Content | Unreadable {
  const decoded = decodeText(file);
  if (decoded.kind !== 'text') return decoded;
  const split = splitFrontMatter(decoded.text);
  if (split.kind !== 'split') return split;
  return {
    kind: 'content',
    blocks: toBlocks(split.body),
    matter: split.matter,
    warnings: [...(decoded.note === undefined ? [] : [decoded.note]), ...split.warnings],
  };
}
