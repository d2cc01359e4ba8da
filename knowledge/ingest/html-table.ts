import { foldText } from './fold-text';
import { attribute, elements, type HtmlElement, isElement, textOf } from './html-content';
import { looksLikeHeader } from './table-rows';

/** A table's cells by row and column; cells over several rows or columns stand in each of them. `headed` when the first row names the columns. */
export function tableCells(table: HtmlElement): { rows: string[][]; headed: boolean } {
  const trs = elements(table, (element) => element.tagName === 'tr');
  const rows = trs.map((): Cell[] => []);
  trs.forEach((tr, at) => placeCells(tr, at, rows));
  const kept = rows.filter((row) => row.some((cell) => cell?.text));
  const [first = [], ...rest] = kept;
  const texts = kept.map((row) => Array.from(row, (cell) => cell?.text ?? ''));
  const marked = (row: Cell[]): boolean => row.every((cell) => !cell?.text || cell.header || cell.bold);
  const headed = rest.length > 0 && ((marked(first) && !rest.every(marked)) || looksLikeHeader(texts));
  return { rows: texts, headed };
}

interface Cell {
  text: string;
  header: boolean;
  bold: boolean;
}

/** No table that is meant to be read has cells over more rows or columns; a hostile one may claim millions. */
const WIDEST_SPAN = 50;

function placeCells(tr: HtmlElement, at: number, rows: Cell[][]): void {
  let column = 0;
  for (const cell of tr.childNodes.filter(isElement)) {
    if (cell.tagName !== 'td' && cell.tagName !== 'th') continue;
    while (rows[at]?.[column] !== undefined) column += 1;
    const [across, down] = [span(cell, 'colspan'), span(cell, 'rowspan')];
    const read = readCell(cell);
    for (const row of rows.slice(at, at + down))
      for (let over = 0; over < across; over += 1)
        // A cell across the whole row is said once.
        row[column + over] = over === 0 || read.header || read.bold ? read : { ...read, text: '' };
    column += across;
  }
}

const span = (cell: HtmlElement, name: string): number =>
  Math.max(1, Math.min(WIDEST_SPAN, Number.parseInt(attribute(cell, name) ?? '1', 10) || 1));

function readCell(cell: HtmlElement): Cell {
  const text = foldText(blockTexts(cell));
  const bold = elements(cell, (element) => element.tagName === 'strong' || element.tagName === 'b');
  return { text, header: cell.tagName === 'th', bold: text !== '' && foldText(bold.map(textOf).join(' ')) === text };
}

/** Paragraphs and list items of a cell do not run together. */
const blockTexts = (cell: HtmlElement): string =>
  cell.childNodes
    .map((node) => {
      if (!isElement(node)) return textOf(node);
      if (node.tagName === 'ul' || node.tagName === 'ol')
        return ` ${elements(node, (item) => item.tagName === 'li')
          .map((item) => foldText(textOf(item)))
          .join(', ')} `;
      return ['p', 'div'].includes(node.tagName) ? ` ${blockTexts(node)} ` : textOf(node);
    })
    .join('');
