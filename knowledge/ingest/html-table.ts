import { foldText } from './fold-text';
import { elements, type HtmlElement, textOf } from './html-content';

/** A table's rows as texts, each cell after its column's header ("Country: Denmark; Days: 30"), so that a row can be read without the table. */
export function tableRows(table: HtmlElement): string[] {
  const [first, ...rest] = elements(table, (element) => element.tagName === 'tr').map(cellsOf);
  if (!first) return [];
  const headed = rest.length > 0 && (first.every((cell) => cell.header) || first.every((cell) => cell.bold));
  const rows = headed ? rest : [first, ...rest];
  return rows.map((row) => rowText(row, headed ? first : [])).filter((text) => text !== '');
}

interface Cell {
  text: string;
  header: boolean;
  bold: boolean;
}

function cellsOf(row: HtmlElement): Cell[] {
  return elements(row, (element) => element.tagName === 'td' || element.tagName === 'th').map((cell) => {
    const text = foldText(textOf(cell));
    const bold = elements(cell, (element) => element.tagName === 'strong' || element.tagName === 'b');
    return { text, header: cell.tagName === 'th', bold: text !== '' && foldText(bold.map(textOf).join('')) === text };
  });
}

function rowText(row: Cell[], headers: Cell[]): string {
  return row
    .flatMap((cell, column) => {
      const header = headers[column]?.text ?? '';
      if (cell.text === '') return [];
      return [header === '' ? cell.text : `${header}: ${cell.text}`];
    })
    .join('; ');
}
