import type { PdfLine } from './pdf-lines';

/** The share of a page's height at its top and at its bottom where headers and footers stand. */
const MARGIN = 0.12;
/** Headers and footers are no larger than the text, in its size; "Chapter 1", "Chapter 2" atop each page are headings. */
const LARGEST = 1.2;
/** Lines repeat at the same place to within so many points. */
const PLACE = 4;

const PAGE_NUMBER =
  /^(?:(?:side|page|seite|sida|pagina|s\.|p\.)\s*)?[-–]?\s*\d{1,5}\s*[-–]?(?:\s*(?:\/|af|of|von|av|van)\s*\d{1,5})?$/iu;
/** "Claims . . . . . . . 12": an entry of a table of contents. */
const CONTENTS_ENTRY = /(?:\.\s?|…\s?|_){4,}\s*\d{1,4}$/u;

interface Page {
  height: number;
  lines: PdfLine[];
}

/** Leaves out page numbers, entries of tables of contents, and the headers and footers that stand at the same place on several pages (all of up to three, a third of more: left and right pages differ). */
export function withoutRunningLines(pages: Page[]): PdfLine[][] {
  const largest = LARGEST * middleSize(pages);
  const isAtEdge = (line: PdfLine, height: number): boolean =>
    line.size <= largest && (line.top < MARGIN * height || line.top > (1 - MARGIN) * height);
  const seen = new Map<string, number>();
  for (const page of pages)
    for (const repeated of new Set(
      page.lines.filter((line) => isAtEdge(line, page.height)).map((line) => key(line, page)),
    ))
      seen.set(repeated, (seen.get(repeated) ?? 0) + 1);
  const often = Math.max(2, pages.length <= 3 ? pages.length : Math.ceil(pages.length / 3));
  return pages.map((page) => {
    const lowest = page.lines.reduce((most, line) => Math.max(most, line.top), 0);
    const isPageNumber = (line: PdfLine): boolean =>
      ((line.top === lowest && isAloneOnBaseline(line, page.lines)) || isAtEdge(line, page.height)) &&
      PAGE_NUMBER.test(line.text.trim());
    const isRepeated = (line: PdfLine): boolean => isAtEdge(line, page.height) && timesSeen(line, page, seen) >= often;
    return page.lines.filter(
      (line) => !isPageNumber(line) && !isRepeated(line) && !CONTENTS_ENTRY.test(line.text.trim()),
    );
  });
}

/** A figure at the end of the last row of a table is no page number. */
const isAloneOnBaseline = (line: PdfLine, lines: PdfLine[]): boolean =>
  lines.every((other) => other === line || Math.abs(other.top - line.top) > 2);

function middleSize(pages: Page[]): number {
  const sizes = pages.flatMap((page) => page.lines.map((line) => line.size)).sort((a, b) => a - b);
  return sizes[Math.floor(sizes.length / 2)] ?? 0;
}

/** The line with its figures left open, and its distance from the nearer edge: pages of a document may differ in height. */
function key(line: PdfLine, { height }: Page, shift = 0): string {
  const fromTop = line.top < height / 2;
  const place = Math.round((fromTop ? line.top : height - line.top) / PLACE) + shift;
  return `${line.text.trim().replace(/\d+/g, '#')} ${fromTop ? 'top' : 'bottom'} ${place}`;
}

/** Places are rounded, so the neighbours count too. */
const timesSeen = (line: PdfLine, page: Page, seen: Map<string, number>): number =>
  [-1, 0, 1].reduce((sum, shift) => sum + (seen.get(key(line, page, shift)) ?? 0), 0);
