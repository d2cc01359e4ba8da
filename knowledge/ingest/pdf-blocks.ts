import type { Block } from './blocks';
import { foldText } from './fold-text';
import { afterListMark, looksLikeHeading } from './line-shapes';
import type { PdfLine } from './pdf-lines';
import { type PdfStyle, pdfStyle } from './pdf-style';

/** Words that follow a hyphen which belongs there: "skade- og inkassoservice". */
const KEEPS_HYPHEN = /^(?:og|eller|and|or|to|und|oder|och|en|of)\b/iu;
const ENDS_SENTENCE = /[.!?:;]["”’)]?$/u;

/** The lines of a PDF, page after page, as blocks. What is a heading shows in its size or font, what is a paragraph in the gaps between lines. */
export function pdfBlocks(pages: { width: number; lines: PdfLine[] }[]): Block[] {
  const style = pdfStyle(pages);
  const groups = groupLines(
    pages.flatMap((page) => page.lines),
    style,
  );
  const blocks: Block[] = [];
  groups.forEach((group, at) => {
    const block = toBlock(group, style);
    const open = blocks.at(-1);
    const before = groups[at - 1]?.at(-1);
    if (open && before && group[0] && isTurned(before, group[0]) && goesOn(open, block))
      open.text = joinLines(open.text, block.text);
    else blocks.push(block);
  });
  return blocks;
}

/** Runs of lines that belong together: one paragraph, one list item or one heading each. */
function groupLines(lines: PdfLine[], style: PdfStyle): PdfLine[][] {
  const groups: PdfLine[][] = [];
  for (const line of lines) {
    const group = groups.at(-1);
    const before = group?.at(-1);
    if (group && before && !opensGroup(before, line, style)) group.push(line);
    else groups.push([line]);
  }
  return groups;
}

function opensGroup(before: PdfLine, line: PdfLine, style: PdfStyle): boolean {
  if (isTurned(before, line)) return true;
  if (Math.abs(line.size - before.size) > 0.08 * before.size) return true;
  if (line.top - before.top > 1.3 * style.leading(line.size)) return true;
  if (afterListMark(line.text) !== undefined) return true;
  if (isLineInOtherFont(before, style) !== isLineInOtherFont(line, style)) return true;
  const ended = ENDS_SENTENCE.test(before.text.trim());
  return ended && (isShort(before, line, style) || line.left > before.left + 0.5 * line.size);
}

/** The next line stands on another page or at the top of another column. */
const isTurned = (before: PdfLine, line: PdfLine): boolean =>
  line.page !== before.page || line.top < before.top - line.size;

/** The next line's first word would have fitted: the writer ended the paragraph, not the line. */
function isShort(before: PdfLine, line: PdfLine, style: PdfStyle): boolean {
  const firstWord = line.text.trim().split(/\s/)[0] ?? '';
  const width = ((line.right - line.left) * (firstWord.length + 1)) / Math.max(1, line.text.length);
  return before.right + width < style.rightEdge(before) - 0.5 * line.size;
}

/** A whole line in a font that is not the body's: the bold headings of documents with a single size. */
const isLineInOtherFont = (line: PdfLine, style: PdfStyle): boolean => line.font !== '' && line.font !== style.bodyFont;

function toBlock(group: PdfLine[], style: PdfStyle): Block {
  const [first] = group as [PdfLine, ...PdfLine[]];
  const lines = group.map((line) => line.text);
  const text = foldText(lines.reduce((before, line) => joinLines(before, line)));
  const level = style.headingLevel(first.size);
  if (level !== undefined && text.length <= 200 && !text.endsWith(':'))
    return { kind: 'heading', level, text, page: first.page };
  const stands = isLineInOtherFont(first, style) && first.size >= style.bodySize * 0.98;
  if (stands && group.length === 1 && looksLikeHeading(text))
    return { kind: 'heading', level: 6, text, page: first.page };
  const item = afterListMark(text);
  if (item !== undefined) return { kind: 'bullet', depth: 0, text: item, page: first.page };
  // Addresses are lines that end early; their breaks are the author's.
  const broken = group.every((line, at) => at === group.length - 1 || isShort(line, group[at + 1] ?? line, style));
  return {
    kind: 'paragraph',
    text: broken ? lines.reduce((before, line) => joinLines(before, line, '\n')) : text,
    page: first.page,
  };
}

/** A paragraph cut in two by the end of a page or column. */
const goesOn = (open: Block, block: Block): boolean =>
  open.kind !== 'heading' &&
  block.kind === 'paragraph' &&
  !ENDS_SENTENCE.test(open.text) &&
  /^\p{Ll}/u.test(block.text);

function joinLines(text: string, line: string, separator = ' '): string {
  const [before, after] = [text.trimEnd(), line.trimStart()];
  const hyphened = /\p{L}[-\u00ad\u2010]$/u.test(before) && /^\p{Ll}/u.test(after) && !KEEPS_HYPHEN.test(after);
  return hyphened ? before.slice(0, -1) + after : before + separator + after;
}
