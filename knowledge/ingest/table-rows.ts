import type { Block } from './blocks';
import { countWords, foldText } from './fold-text';

/** The headers of tables whose first column names what the second one explains. */
const TERM =
  /^(?:term|terms|word|begreb|begreber|ord|udtryk|begrepp|begrep|uttrykk|uttryck|begriff|fachbegriff|begrip)$/iu;
const QUESTION = /^(?:question|questions|spørgsmål|fråga|frågor|spørsmål|frage|fragen|vraag|vragen)$/iu;
/** No header of a column that we have seen has more words. */
const MOST_WORDS_OF_HEADER = 6;

/**
 * A table as clauses, one a row, each cell after its column's header ("Country: Denmark; Days: 30"), so that a row can be read without its table.
 * Of two columns without headers the first names the second; a table of terms or of questions is a glossary or an FAQ.
 */
export function tableBlocks(rows: string[][], headed: boolean, page?: number): Block[] {
  const [first = [], ...rest] = rows;
  const columns = Math.max(0, ...rows.map((row) => row.length));
  const pairs = columns === 2;
  if (headed && pairs && QUESTION.test(first[0] ?? '')) return rest.flatMap((row) => questionBlock(row, page));
  const explains = pairs && (!headed || TERM.test(first[0] ?? ''));
  return (headed ? rest : rows).flatMap((row): Block[] => {
    const text = explains ? explained(row) : withHeaders(row, headed ? first : []);
    return text === '' ? [] : [{ kind: 'bullet', depth: 0, text, page }];
  });
}

function questionBlock([question = '', answer = '']: string[], page?: number): Block[] {
  if (question === '' || answer === '') return [];
  return [{ kind: 'question', text: question, answer: [{ kind: 'paragraph', text: answer, page }], page }];
}

function explained(row: string[]): string {
  const [name = '', meaning = ''] = row.map(foldText);
  if (name === '' || meaning === '') return `${name}${meaning}`;
  if (/[:?!–-]$/u.test(name)) return `${name} ${meaning}`;
  return countWords(name) <= MOST_WORDS_OF_HEADER ? `${name}: ${meaning}` : `${name}; ${meaning}`;
}

function withHeaders(row: string[], headers: string[]): string {
  return row
    .flatMap((cell, column) => {
      const [text, header] = [foldText(cell), foldText(headers[column] ?? '').replace(/:$/, '')];
      if (!/[\p{L}\p{N}]/u.test(text)) return [];
      return [header === '' || header === text ? text : `${header}: ${text}`];
    })
    .join('; ');
}

/** True for a first row that names the columns though nothing marks it: its cells are short and without figures, which a column below has. */
export function looksLikeHeader([first = [], ...body]: string[][]): boolean {
  if (body.length === 0 || first.length < 2) return false;
  const cells = first.map(foldText);
  if (cells.filter((cell) => cell !== '').length < Math.max(2, cells.length - 1)) return false;
  if (TERM.test(cells[0] ?? '') || QUESTION.test(cells[0] ?? '')) return true;
  if (cells.some((cell) => /\d/.test(cell) || countWords(cell) > MOST_WORDS_OF_HEADER || /[.?!;]$/u.test(cell)))
    return false;
  const hasFigures = (column: number): boolean =>
    body.filter((row) => /\d/.test(row[column] ?? '')).length >= 0.6 * body.length;
  return cells.some((_, column) => hasFigures(column));
}
