import { countWords } from './fold-text';
import { afterListMark } from './line-shapes';
import { joinLines } from './line-ends';
import type { PdfLine } from './pdf-lines';
import { looksLikeHeader } from './table-rows';

/** A table of a page: its cells by row and column, empty cells empty. */
export interface Table {
  rows: string[][];
  /** The first row names the columns. */
  headed: boolean;
  /** Where each row stands. */
  places: PdfLine[];
  /** The left edges of the columns: a table that goes on over the page has the same. */
  lefts: number[];
}

/** Two columns lie apart by so many font sizes. */
const GUTTER = 0.5;
/** The share of a column's width that its lines fill, from which on it reads as running text. */
const FULL = 0.72;
const WORDS_OF_PROSE = 4;

/** The columns of lines that stand side by side, from left to right, each in the order of the lines given. */
export const columnsOf = (lines: PdfLine[]): PdfLine[][] => partedAt(gapsOf(lines, 0), lines);

/** The same where the lines are taken for a table's: one row in seven may lie across a gap, as a header over two columns does. */
export function cellColumnsOf(lines: PdfLine[]): PdfLine[][] {
  const rows = new Set(lines.map((line) => Math.round(line.top / 3))).size;
  return partedAt(gapsOf(lines, Math.max(rows >= 4 ? 1 : 0, Math.floor(rows / 7))), lines);
}

function partedAt(gaps: number[], lines: PdfLine[]): PdfLine[][] {
  const columns: PdfLine[][] = Array.from({ length: gaps.length + 1 }, () => []);
  for (const line of lines) {
    const middle = (line.left + line.right) / 2;
    columns[gaps.filter((gap) => gap < middle).length]?.push(line);
  }
  return columns.filter((column) => column.length > 0);
}

/** The middles of the gaps between columns, across which at most so many lines lie. */
function gapsOf(lines: PdfLine[], most: number): number[] {
  const size = lines.map((line) => line.size).toSorted((a, b) => a - b)[Math.floor(lines.length / 2)] ?? 0;
  const edges = lines
    .flatMap((line) => [
      { x: line.left, step: 1 },
      { x: line.right, step: -1 },
    ])
    .toSorted((a, b) => a.x - b.x || a.step - b.step);
  const gaps: number[] = [];
  let covering = 0;
  let sparseFrom: number | undefined;
  for (const { x, step } of edges) {
    covering += step;
    if (step < 0 && covering <= most) sparseFrom ??= x;
    else if (step > 0 && covering > most && sparseFrom !== undefined) {
      if (x - sparseFrom >= GUTTER * size) gaps.push((sparseFrom + x) / 2);
      sparseFrom = undefined;
    }
  }
  return gaps;
}

/** The numbers of lines in a margin, as transcripts have them: 1, 2, 3 … */
export const isLineNumbering = (column: PdfLine[]): boolean =>
  column.length >= 5 &&
  column.every((line) => /^\d{1,3}$/.test(line.text.trim())) &&
  column.every((line, at) => at === 0 || Number(line.text) === Number(column[at - 1]?.text) + 1);

/**
 * Tells a table from columns of text: its cells stand on the same baselines, and not all of its columns read as running text. Two columns of a list
 * share baselines too, but there both have list marks.
 */
export function isTable(unsorted: PdfLine[][]): boolean {
  const columns = unsorted.map((column) => column.toSorted((a, b) => a.top - b.top));
  if (columns.length < 2) return false;
  const prose = columns.filter(isProse).length;
  if (prose === columns.length) return false;
  if (columns.filter((column) => shareOfMarks(column) >= 0.4).length >= 2) return false;
  const [fewest] = columns.map((column) => column.length).toSorted((a, b) => a - b);
  const tops = columns.map((column) => column.map((line) => line.top));
  if (runsOn(columns[0] as PdfLine[])) return false;
  const shared = (tops[0] ?? []).filter((top) =>
    tops.slice(1).some((others) => others.some((other) => Math.abs(other - top) < 2.5)),
  ).length;
  return shared >= 2 && shared >= 0.6 * Math.min(fewest ?? 0, tops[0]?.length ?? 0);
}

/** Most lines fill the column, as running text does. */
export function isProse(column: PdfLine[]): boolean {
  const left = column.reduce((least, line) => Math.min(least, line.left), Infinity);
  const width = column.reduce((most, line) => Math.max(most, line.right), 0) - left;
  const full = column.filter((line) => line.right - left >= FULL * width && countWords(line.text) >= WORDS_OF_PROSE);
  return column.length >= 2 && full.length >= 0.5 * column.length;
}

/** Cells begin anew at each row; lines of running text go on with a small letter. */
export const runsOn = ([, ...lines]: PdfLine[]): boolean =>
  lines.length > 0 && lines.filter((line) => /^\p{Ll}/u.test(line.text.trim())).length >= 0.5 * lines.length;

const shareOfMarks = (column: PdfLine[]): number =>
  column.filter((line) => afterListMark(line.text.trim()) !== undefined).length / column.length;

/** The cells of the columns, row by row. */
export function tableOf(columns: PdfLine[][]): Table {
  const baselines = baselinesOf(columns);
  const starts = rowStarts(baselines);
  const rows: string[][] = [];
  const places: PdfLine[] = [];
  const fonts: string[][] = [];
  baselines.forEach((baseline, at) => {
    if (starts[at]) {
      rows.push(columns.map(() => ''));
      fonts.push([]);
      places.push(baseline.find((line) => line !== undefined) as PdfLine);
    }
    const row = rows.at(-1) as string[];
    baseline.forEach((line, column) => {
      if (!line) return;
      row[column] = row[column] ? joinLines(row[column], line.text) : line.text.trim();
      fonts.at(-1)?.push(line.font);
    });
  });
  const [head = [], ...body] = fonts;
  const bodyFonts = new Set(body.flat());
  const named = head.filter((font) => font !== '');
  const inOwnFont = body.length > 0 && named.length >= 0.5 * head.length && named.every((font) => !bodyFonts.has(font));
  const lefts = columns.map((column) => column.reduce((least, line) => Math.min(least, line.left), Infinity));
  return { rows, headed: rows.length > 1 && (inOwnFont || looksLikeHeader(rows)), places, lefts };
}

/** The lines that stand side by side, one place for each column, from top to bottom. */
function baselinesOf(columns: PdfLine[][]): (PdfLine | undefined)[][] {
  const all = columns.flatMap((column, number) => column.map((line) => ({ line, number })));
  all.sort((a, b) => a.line.top - b.line.top);
  const baselines: { top: number; cells: (PdfLine | undefined)[] }[] = [];
  for (const { line, number } of all) {
    const open = baselines.at(-1);
    const before = open?.cells[number];
    if (open && line.top - open.top < 0.5 * line.size) {
      // Two pieces of one cell: a word in bold, a number and its unit.
      open.cells[number] = before ? { ...before, text: `${before.text} ${line.text}`, right: line.right } : line;
    } else {
      const cells: (PdfLine | undefined)[] = columns.map(() => undefined);
      cells[number] = line;
      baselines.push({ top: line.top, cells });
    }
  }
  return baselines.map(({ cells }) => cells);
}

/** Which lines begin a row: those after a wide gap where the table has wide and narrow ones, else those with a first cell. */
function rowStarts(baselines: (PdfLine | undefined)[][]): boolean[] {
  const tops = baselines.map((cells) => (cells.find((cell) => cell !== undefined) as PdfLine).top);
  const gaps = tops.slice(1).map((top, at) => top - (tops[at] as number));
  const narrowest = Math.min(...gaps);
  const isWide = (gap: number): boolean => gap > 1.2 * narrowest;
  const trustGaps = gaps.filter(isWide).length >= 0.3 * gaps.length;
  return baselines.map((cells, at) => {
    if (at === 0) return true;
    if (trustGaps) return isWide(gaps[at - 1] as number);
    return (
      cells[0] !== undefined &&
      (cells.filter((cell) => cell !== undefined).length >= 2 || isWide(gaps[at - 1] as number))
    );
  });
}
