/** One line of a PDF page, in points; `top` grows downwards. */
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

/**
 * A page's pieces of text as lines, in the order of the file: writers put the columns of a page one after the other, and sorting by place would
 * weave them together.
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
    if (line && continues(line, next)) append(line, next, spaceBefore);
    else lines.push({ page, ...next });
    spaceBefore = false;
  }
  return lines;
}

type Piece = Omit<PdfLine, 'page'>;

/** On the same baseline (a raised footnote sign counts) and not to the left of what stands there. */
const continues = (line: Piece, next: Piece): boolean =>
  Math.abs(next.top - line.top) < 0.5 * Math.max(line.size, next.size) && next.left > line.right - line.size;

function append(line: PdfLine, next: Piece, spaceBefore: boolean): void {
  const apart = spaceBefore || next.left - line.right > 0.15 * line.size;
  line.text += (apart && !/\s$/.test(line.text) ? ' ' : '') + next.text;
  line.right = Math.max(line.right, next.right);
  line.size = Math.max(line.size, next.size);
  if (next.font !== line.font) line.font = '';
}
