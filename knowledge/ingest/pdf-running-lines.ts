import type { PdfLine } from './pdf-lines';

/** The share of a page's height at its top and at its bottom where headers and footers stand. */
const MARGIN = 0.12;

const PAGE_NUMBER =
  /^(?:(?:side|page|seite|sida|pagina|s\.|p\.)\s*)?[-–]?\s*\d{1,4}\s*[-–]?(?:\s*(?:\/|af|of|von|av|van)\s*\d{1,4})?$/iu;

/** Leaves out page numbers, and the headers and footers that stand at the same place on most pages of three or more. */
export function withoutRunningLines(pages: { height: number; lines: PdfLine[] }[]): PdfLine[][] {
  const seen = new Map<string, number>();
  const key = (line: PdfLine): string => `${line.text.replace(/\d+/g, '#')} ${Math.round(line.top / 4)}`;
  const atEdge = (line: PdfLine, height: number): boolean =>
    line.top < MARGIN * height || line.top > (1 - MARGIN) * height;
  for (const { height, lines } of pages)
    for (const repeated of new Set(lines.filter((line) => atEdge(line, height)).map(key)))
      seen.set(repeated, (seen.get(repeated) ?? 0) + 1);
  const often = Math.max(3, Math.ceil(pages.length / 2));
  return pages.map(({ height, lines }) => {
    const lowest = lines.reduce((most, line) => Math.max(most, line.top), 0);
    const isPageNumber = (line: PdfLine): boolean =>
      (line.top === lowest || atEdge(line, height)) && PAGE_NUMBER.test(line.text.trim());
    const isRepeated = (line: PdfLine): boolean => atEdge(line, height) && (seen.get(key(line)) ?? 0) >= often;
    return lines.filter((line) => !isPageNumber(line) && !isRepeated(line));
  });
}
