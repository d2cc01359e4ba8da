import type { PdfLine } from './pdf-lines';

/** How a document sets its text, found by counting: what most letters stand in is the body. */
export interface PdfStyle {
  bodySize: number;
  bodyFont: string;
  /** 1 for the largest size; `undefined` for the body's and smaller. */
  headingLevel(size: number): number | undefined;
  /** The distance between the baselines of two lines of one paragraph. */
  leading(size: number): number;
  /** Where a full line ends, in the column of this line. */
  rightEdge(line: PdfLine): number;
}

/** Sizes differ by rounding within one style. */
const rounded = (size: number): number => Math.round(size * 2) / 2;

/** Headings have a tenth more than the body at least; what is larger only by a hair is emphasis. */
const HEADING_RATIO = 1.1;

/** @param columns the lines of each part of a page that is read from top to bottom; `width` is its page's, for a part that is alone on it */
export function pdfStyle(columns: { width?: number; lines: PdfLine[] }[]): PdfStyle {
  const lines = columns.flatMap((column) => column.lines);
  const bodySize = heaviest(lines, (line) => rounded(line.size)) ?? 0;
  const bodyFont = heaviest(
    lines.filter((line) => rounded(line.size) === bodySize && line.font !== ''),
    (line) => line.font,
  );
  const sizes = [...new Set(lines.map((line) => rounded(line.size)))]
    .filter((size) => size >= bodySize * HEADING_RATIO)
    .sort((a, b) => b - a);
  const ratio = leadingRatio(lines);
  const edges = new Map(
    columns.flatMap((column) => {
      const edge = rightEdge(column);
      return column.lines.map((line) => [line, edge] as const);
    }),
  );
  return {
    bodySize,
    bodyFont: bodyFont ?? '',
    headingLevel: (size) => {
      const rank = sizes.indexOf(rounded(size));
      return rank === -1 ? undefined : Math.min(rank + 1, 5);
    },
    leading: (size) => ratio * size,
    rightEdge: (line) => edges.get(line) ?? line.right,
  };
}

/** The value under which most letters stand. */
function heaviest<T>(lines: PdfLine[], valueOf: (line: PdfLine) => T): T | undefined {
  const letters = new Map<T, number>();
  for (const line of lines) letters.set(valueOf(line), (letters.get(valueOf(line)) ?? 0) + line.text.length);
  return [...letters].sort((a, b) => b[1] - a[1])[0]?.[0];
}

/** The first quartile of the line distances, in font sizes: most lines are inside a paragraph, and gaps between paragraphs are larger. */
function leadingRatio(lines: PdfLine[]): number {
  const ratios = lines
    .flatMap((line, at) => {
      const before = lines[at - 1];
      if (!before || before.page !== line.page || rounded(before.size) !== rounded(line.size)) return [];
      const ratio = (line.top - before.top) / line.size;
      return ratio > 0.8 && ratio < 3 ? [ratio] : [];
    })
    .sort((a, b) => a - b);
  return ratios[Math.floor(ratios.length / 4)] ?? 1.2;
}

/** Of text that is alone on its page the right margin mirrors the left one; of a column the longest line tells. */
function rightEdge({ width, lines }: { width?: number; lines: PdfLine[] }): number {
  const longest = lines.reduce((most, line) => Math.max(most, line.right), 0);
  if (width === undefined) return longest;
  return Math.max(longest, width - lines.reduce((least, line) => Math.min(least, line.left), width));
}
