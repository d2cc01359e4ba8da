import { isListMark } from './line-shapes';

/** A run of text on one baseline of a PDF page, in points; `top` grows downwards. */
export interface PdfLine {
  page: number;
  text: string;
  left: number;
  right: number;
  /** Of its baseline, from the top of the page. */
  top: number;
  /** The font size of its first visible letter. */
  size: number;
  /** Names a font within the document; empty when the line mixes fonts. */
  font: string;
}

/** The part of a piece of text that we use, as pdf.js hands it out. */
export interface PdfText {
  str: string;
  /** Scale, skew, skew, scale, x and y, from the bottom left corner. */
  transform: number[];
  width: number;
  fontName: string;
}

/** A gap wider than this, in font sizes, may part two columns or two cells of a table; a list mark may stand further from its text. */
const WIDEST_GAP = 0.5;
const WIDEST_GAP_AFTER_MARK = 4;

/**
 * A page's pieces of text put together on their baselines, in the order of the file. What stands apart stays apart: whether it is one line, two
 * columns or a row of a table is for the whole page to tell.
 */
export function pdfLines(page: number, pageHeight: number, pieces: PdfText[]): PdfLine[] {
  const lines: PdfLine[] = [];
  let spaceBefore = false;
  for (const piece of pieces) {
    if (piece.str.trim() === '') {
      spaceBefore ||= piece.str !== '';
      continue;
    }
    const [scaleX = 0, skew = 0, , , x = 0, y = 0] = piece.transform;
    const size = Math.hypot(scaleX, skew);
    const next = { text: piece.str, left: x, right: x + piece.width, top: pageHeight - y, size, font: piece.fontName };
    const line = lines.at(-1);
    if (line && isFootnoteMark(line, next)) line.right = Math.max(line.right, next.right);
    else if (line && continues(line, next)) append(line, next, spaceBefore);
    else lines.push({ page, ...next });
    spaceBefore = false;
  }
  return lines;
}

type Piece = Omit<PdfLine, 'page'>;

const isOnBaseline = (line: Piece, next: Piece): boolean =>
  Math.abs(next.top - line.top) < 0.5 * Math.max(line.size, next.size);

/** On the same baseline (a raised sign counts) and close to the right of what stands there. */
export function continues(line: Piece, next: Piece): boolean {
  const gap = (next.left - line.right) / line.size;
  const widest = isListMark(line.text) ? WIDEST_GAP_AFTER_MARK : WIDEST_GAP;
  return gap > -1 && gap < widest && isOnBaseline(line, next);
}

/** A small raised number after a word points to a footnote and is not read; after ten or a unit it is an exponent. */
function isFootnoteMark(line: Piece, next: Piece): boolean {
  if (next.size > 0.8 * line.size || line.top - next.top < 0.15 * line.size) return false;
  return /^\s*(?:\d{1,2}|\*{1,3}|†|‡)(?:,\d{1,2})*\)?\s*$/.test(next.text) && isOnBaseline(line, next)
    ? !/(?:^|[\s(\d])(?:[kcdm]?m|10)\s*$/u.test(line.text)
    : false;
}

export function append(line: PdfLine, next: Piece, spaceBefore: boolean): void {
  const apart = spaceBefore || next.left - line.right > 0.15 * line.size;
  line.text += (apart && !/\s$/.test(line.text) ? ' ' : '') + next.text;
  line.right = Math.max(line.right, next.right);
  line.size = Math.max(line.size, next.size);
  if (next.font !== line.font) line.font = '';
}
