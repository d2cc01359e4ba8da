import type { PdfLine } from './pdf-lines';

/** A stretch of a page in which text stands side by side, with what is above and below it. */
export interface Band {
  above: PdfLine[];
  within: PdfLine[];
  below: PdfLine[];
}

/** A gutter is at least so wide, in font sizes: LaTeX's is one, Word's three. */
const NARROWEST_GUTTER = 0.6;
/** Fewer lines than these at one side of a gutter are no column and no table. */
const FEWEST_LINES = 2;
/** Positions of gutters that are tried; a page has far fewer. */
const MOST_GUTTERS = 8;

/** The largest stretch of lines that a vertical gutter parts; undefined when nothing stands side by side. */
export function findBand(lines: PdfLine[]): Band | undefined {
  const sorted = lines.toSorted((a, b) => a.top - b.top);
  let best: PdfLine[] = [];
  for (const gutter of gutters(sorted)) {
    const band = largestBand(sorted, gutter);
    if (band.length > best.length) best = band;
  }
  if (best.length === 0) return undefined;
  const within = new Set(best);
  const top = (best[0] as PdfLine).top;
  const rest = lines.filter((line) => !within.has(line));
  return {
    above: rest.filter((line) => line.top < top),
    within: lines.filter((line) => within.has(line)),
    below: rest.filter((line) => line.top >= top),
  };
}

/** Where columns may begin: the left edges of lines with another line beside them, the most frequent first. */
function gutters(sorted: PdfLine[]): number[] {
  const edges = new Map<number, number>();
  sorted.forEach((line, at) => {
    for (let other = at + 1; other < sorted.length; other += 1) {
      const below = sorted[other] as PdfLine;
      if (below.top - line.top >= 0.8 * below.size) break;
      const [left, right] = line.left < below.left ? [line, below] : [below, line];
      if (right.left - left.right < NARROWEST_GUTTER * right.size) continue;
      const edge = Math.round(right.left);
      edges.set(edge, (edges.get(edge) ?? 0) + 1);
    }
  });
  return [...edges]
    .sort((a, b) => b[1] - a[1])
    .slice(0, MOST_GUTTERS)
    .map(([edge]) => edge - 1.5);
}

/** The longest run of lines, from top to bottom, none of which lies across the gutter; empty when no run has text enough on both sides. */
function largestBand(sorted: PdfLine[], gutter: number): PdfLine[] {
  let best: PdfLine[] = [];
  let run: PdfLine[] = [];
  const close = (): void => {
    const trimmed = sideBySide(run, gutter);
    if (trimmed.length > best.length) best = trimmed;
    run = [];
  };
  for (const line of sorted) {
    if (line.left < gutter && line.right > gutter) close();
    else run.push(line);
  }
  close();
  return best;
}

/** The part of a run in which both sides have text; empty where that is too little. */
function sideBySide(run: PdfLine[], gutter: number): PdfLine[] {
  const left = run.filter((line) => line.right <= gutter);
  const right = run.filter((line) => line.left >= gutter);
  const size = bodySizeOf(run);
  const [firstLeft, firstRight, lastRight] = [left[0], right[0], right.at(-1)];
  if (!firstLeft || !firstRight || !lastRight) return [];
  // Text above the right side is read before either; a short heading lies across no gutter and yet heads both.
  const keptLeft = upToGap(
    left.filter((line) => line.top > firstRight.top - 0.8 * size),
    lastRight.top,
    2.5 * size,
  );
  const keptRight = right.filter((line) => line.top > firstLeft.top - 0.8 * size || line.size < 1.15 * size);
  if (keptLeft.length < FEWEST_LINES || keptRight.length < FEWEST_LINES) return [];
  const width =
    keptRight.reduce((least, line) => Math.min(least, line.left), Infinity) -
    keptLeft.reduce((most, line) => Math.max(most, line.right), 0);
  const overlap =
    Math.min((keptLeft.at(-1) as PdfLine).top, lastRight.top) -
    Math.max((keptLeft[0] as PdfLine).top, (keptRight[0] as PdfLine).top);
  if (width < NARROWEST_GUTTER * size || overlap <= 0) return [];
  const kept = new Set([...keptLeft, ...keptRight]);
  return run.filter((line) => kept.has(line));
}

/** A left column may go on below the end of the right one, but what follows after a wide gap there is no part of it. */
function upToGap(left: PdfLine[], rightEnd: number, widest: number): PdfLine[] {
  const end = left.findIndex((line, at) => {
    const before = left[at - 1];
    return before !== undefined && line.top > rightEnd + 1 && line.top - before.top > widest;
  });
  return end === -1 ? left : left.slice(0, end);
}

/** The size of the middle line by length of text. */
function bodySizeOf(lines: PdfLine[]): number {
  const sizes = lines.map((line) => line.size).toSorted((a, b) => a - b);
  return sizes[Math.floor(sizes.length / 2)] ?? 0;
}
