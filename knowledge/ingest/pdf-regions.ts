import { append, continues, type PdfLine } from './pdf-lines';
import { findBand } from './pdf-columns';
import { isListMark } from './line-shapes';
import { cellColumnsOf, columnsOf, isLineNumbering, isProse, isTable, runsOn, type Table, tableOf } from './pdf-table';

/** A part of a page that is read from its top to its bottom. */
export type Region =
  { kind: 'text'; lines: PdfLine[]; /** Nothing stands beside it. */ alone: boolean } | { kind: 'table'; table: Table };

/** A page's parts in reading order: what spans the page, then column after column, then what spans it again; tables row by row. */
export function pdfRegions(lines: PdfLine[]): Region[] {
  return mergeText(partsOf(withMarksJoined(lines), 0, true));
}

/** Pages are cut some three times (a title, columns, a table in one of them); beyond this a page is a drawing. */
const DEEPEST = 12;

function partsOf(lines: PdfLine[], depth: number, alone: boolean): Region[] {
  if (lines.length === 0) return [];
  const band = depth < DEEPEST ? findBand(lines) : undefined;
  if (!band) return [{ kind: 'text', lines: inOneColumn(lines), alone }];
  return [
    ...partsOf(band.above, depth + 1, alone),
    ...bandParts(band.within, depth, alone),
    ...partsOf(band.below, depth + 1, alone),
  ];
}

function bandParts(lines: PdfLine[], depth: number, alone: boolean): Region[] {
  const columns = columnsOf(lines);
  const [first, ...rest] = columns;
  if (first && rest.length > 0 && isLineNumbering(first)) return partsOf(rest.flat(), depth + 1, alone);
  const cells = cellColumnsOf(lines);
  if (isTable(cells)) return [{ kind: 'table', table: tableOf(cells) }];
  return columns.length < 2 || isWideSetText(columns)
    ? [{ kind: 'text', lines: inOneColumn(lines), alone }]
    : columns.flatMap((column) => partsOf(column, depth + 1, false));
}

/** A few lines of running text whose words stand far apart; columns are longer than that, or their lines full. */
const isWideSetText = (columns: PdfLine[][]): boolean =>
  columns.every((column) => column.length < 5) && columns.some((column) => runsOn(column)) && !columns.every(isProse);

/** Words of one line stand no further apart than this, in font sizes, unless their line is set wide. */
const WIDEST_SPACE = 1.5;

/** From top to bottom where nothing stands side by side; otherwise as the file has it, in which writers finish one thing before the next. */
function inOneColumn(lines: PdfLine[]): PdfLine[] {
  const sorted = lines.toSorted((a, b) => a.top - b.top || a.left - b.left);
  const beside = sorted.filter((line, at) => {
    const before = sorted[at - 1];
    return (
      before !== undefined &&
      line.top - before.top < 0.5 * line.size &&
      line.left - before.right > WIDEST_SPACE * line.size
    );
  }).length;
  return joinNeighbours(beside <= 0.2 * lines.length ? byRow(sorted) : lines);
}

/** Pieces of one line need not have quite the same baseline: within a row the left one comes first. */
function byRow(sorted: PdfLine[]): PdfLine[] {
  const rows: PdfLine[][] = [];
  for (const line of sorted) {
    const row = rows.at(-1);
    if (row?.[0] && line.top - row[0].top < 0.5 * row[0].size) row.push(line);
    else rows.push([line]);
  }
  return rows.flatMap((row) => row.toSorted((a, b) => a.left - b.left));
}

/** Where the page has neither columns nor a table, what stands on one baseline is one line, whatever the gap. */
function joinNeighbours(lines: PdfLine[]): PdfLine[] {
  const joined: PdfLine[] = [];
  for (const line of lines) {
    const before = joined.at(-1);
    if (
      before &&
      Math.abs(line.top - before.top) < 0.5 * Math.max(line.size, before.size) &&
      line.left > before.right - before.size
    )
      append(before, line, true);
    else joined.push({ ...line });
  }
  return joined;
}

/** Some writers draw all list marks of a page first. */
function withMarksJoined(lines: PdfLine[]): PdfLine[] {
  const marks = lines.filter((line) => isListMark(line.text));
  if (marks.length === 0) return lines;
  const taken = new Set<PdfLine>();
  const joined = new Map<PdfLine, PdfLine>();
  for (const mark of marks) {
    const text = lines.find(
      (line) => line !== mark && !taken.has(line) && line.left > mark.left && continues(mark, line),
    );
    if (!text) continue;
    const whole = { ...mark };
    append(whole, text, true);
    joined.set(mark, { ...whole, font: text.font, size: text.size });
    taken.add(text);
  }
  return lines.flatMap((line) => (taken.has(line) ? [] : [joined.get(line) ?? line]));
}

/** Two parts that are both read from top to bottom, the second below the first at the same left edge, are one. */
function mergeText(regions: Region[]): Region[] {
  const merged: Region[] = [];
  for (const region of regions) {
    const before = merged.at(-1);
    if (
      before?.kind === 'text' &&
      region.kind === 'text' &&
      before.alone === region.alone &&
      isBelow(before.lines, region.lines)
    )
      before.lines.push(...region.lines);
    else merged.push(region);
  }
  return merged;
}

function isBelow(above: PdfLine[], below: PdfLine[]): boolean {
  const left = (lines: PdfLine[]): number => lines.reduce((least, line) => Math.min(least, line.left), Infinity);
  const lowest = above.reduce((most, line) => Math.max(most, line.top), 0);
  return below.every((line) => line.top > lowest) && Math.abs(left(above) - left(below)) < 3;
}
