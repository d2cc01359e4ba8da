import type { Block } from './blocks';
import { foldText } from './fold-text';
import { joinLines, type KnownWords, knownWords } from './line-ends';
import { afterListMark, isQuestion, looksLikeHeading } from './line-shapes';
import type { PdfLine } from './pdf-lines';
import type { Region } from './pdf-regions';
import { type PdfStyle, pdfStyle } from './pdf-style';
import type { Table } from './pdf-table';
import { tableBlocks } from './table-rows';

const ENDS_SENTENCE = /[.!?:;]["”’)]?$/u;
/** Footnotes are set smaller than the text; the text goes on after them. */
const FOOTNOTE_RATIO = 0.93;

/** What the parts of a document are read with. */
interface Reading {
  style: PdfStyle;
  /** Counted when the first word is divided by a line's end. */
  known(): KnownWords;
}

/** The parts of a PDF's pages, in reading order, as blocks. What is a heading shows in its size or font, what is a paragraph in the gaps between lines. */
export function pdfBlocks(pages: { width: number; regions: Region[] }[]): Block[] {
  const reading = readingOf(pages);
  const blocks: Block[] = [];
  /** The last block of the text's own size, and whether it may go on in the next part. */
  let open: Block | undefined;
  let table: Table | undefined;
  for (const region of pages.flatMap((page) => page.regions)) {
    if (region.kind === 'table') {
      const headed = continuing(region.table, table);
      blocks.push(...tableBlocks(headed.rows, headed.headed, region.table.places[0]?.page));
      table = { ...region.table, rows: headed.rows, headed: headed.headed };
      continue;
    }
    groupLines(region.lines, reading.style).forEach((group, at) => {
      const block = toBlock(group, reading);
      const isFootnote = (group[0] as PdfLine).size < FOOTNOTE_RATIO * reading.style.bodySize;
      if (at === 0 || isFootnote || isTurned(region.lines, group)) {
        if (open && !isFootnote && goesOn(open, block)) {
          open.text = joinLines(open.text, block.text, ' ', reading.known());
          return;
        }
      }
      blocks.push(block);
      if (!isFootnote) open = block;
    });
    table = undefined;
  }
  return blocks;
}

function readingOf(pages: { width: number; regions: Region[] }[]): Reading {
  const columns = pages.flatMap(({ width, regions }) =>
    regions.map((region) =>
      region.kind === 'text'
        ? { width: region.alone ? width : undefined, lines: region.lines }
        : { lines: region.table.places },
    ),
  );
  let known: KnownWords | undefined;
  return {
    style: pdfStyle(columns),
    known: () => (known ??= knownWords(columns.flatMap(({ lines }) => lines.map((line) => line.text)))),
  };
}

/** A table at the same places right after another one, as over the page, has its header, repeated or not. */
function continuing(table: Table, before: Table | undefined): Pick<Table, 'rows' | 'headed'> {
  const same =
    before?.headed === true &&
    before.lefts.length === table.lefts.length &&
    before.lefts.every((left, column) => Math.abs(left - (table.lefts[column] as number)) < 12);
  const header = before?.rows[0];
  if (!same || !header) return table;
  const repeats = table.rows[0]?.join('|') === header.join('|');
  return { rows: repeats ? table.rows : [header, ...table.rows], headed: true };
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
  if (isAbove(line, before)) return true;
  if (Math.abs(line.size - before.size) > 0.08 * before.size) return true;
  if (line.top - before.top > 1.3 * style.leading(line.size)) return true;
  if (afterListMark(line.text) !== undefined) return true;
  if (isLineInOtherFont(before, style) !== isLineInOtherFont(line, style)) return true;
  const ended = ENDS_SENTENCE.test(before.text.trim());
  return ended && (isShort(before, line, style) || line.left > before.left + 0.5 * line.size);
}

/** The next line stands on another page, or higher on this one. */
const isAbove = (line: PdfLine, before: PdfLine): boolean =>
  line.page !== before.page || line.top < before.top - line.size;

/** The group begins where the reading jumped up within the part. */
function isTurned(lines: PdfLine[], group: PdfLine[]): boolean {
  const first = group[0] as PdfLine;
  const before = lines[lines.indexOf(first) - 1];
  return before !== undefined && isAbove(first, before);
}

/** The next line's first word would have fitted: the writer ended the paragraph, not the line. */
function isShort(before: PdfLine, line: PdfLine, style: PdfStyle): boolean {
  const firstWord = line.text.trim().split(/\s/)[0] ?? '';
  const width = ((line.right - line.left) * (firstWord.length + 1)) / Math.max(1, line.text.length);
  return before.right + width < style.rightEdge(before) - 0.5 * line.size;
}

/** A whole line in a font that is not the body's: the bold headings of documents with a single size. */
const isLineInOtherFont = (line: PdfLine, style: PdfStyle): boolean => line.font !== '' && line.font !== style.bodyFont;

function toBlock(group: PdfLine[], { style, known }: Reading): Block {
  const [first] = group as [PdfLine, ...PdfLine[]];
  const lines = group.map((line) => line.text);
  const joined = (separator?: string): string =>
    lines.reduce((before, line) =>
      joinLines(before, line, separator, /[-\u2010]\s*$/.test(before) ? known() : undefined),
    );
  const text = foldText(joined());
  const level = style.headingLevel(first.size);
  if (level !== undefined && text.length <= 200 && !text.endsWith(':'))
    return { kind: 'heading', level, text, page: first.page };
  const stands = isLineInOtherFont(first, style) && first.size >= style.bodySize * 0.98;
  if (stands && (isQuestion(text) || (group.length === 1 && looksLikeHeading(text))))
    return { kind: 'heading', level: 6, text, page: first.page };
  const item = afterListMark(text);
  if (item !== undefined) return { kind: 'bullet', depth: 0, text: item, page: first.page };
  // Addresses are lines that end early; their breaks are the author's.
  const broken =
    group.length > 1 &&
    group.every((line, at) => at === group.length - 1 || isShort(line, group[at + 1] ?? line, style));
  return { kind: 'paragraph', text: broken ? joined('\n') : text, page: first.page };
}

/** A paragraph cut in two by the end of a page or column. */
const goesOn = (open: Block, block: Block): boolean =>
  open.kind !== 'heading' &&
  block.kind === 'paragraph' &&
  !ENDS_SENTENCE.test(open.text) &&
  /^\p{Ll}/u.test(block.text);
