import Table from 'cli-table3';
import type { LoadedDocument } from '../../knowledge';

/** Plain ASCII: it looks the same in a log, in a mail and on any terminal. */
const ASCII = {
  top: '-',
  'top-mid': '+',
  'top-left': '+',
  'top-right': '+',
  bottom: '-',
  'bottom-mid': '+',
  'bottom-left': '+',
  'bottom-right': '+',
  left: '|',
  'left-mid': '+',
  mid: '-',
  'mid-mid': '+',
  right: '|',
  'right-mid': '+',
  middle: '|',
};
const WARNINGS_WIDTH = 60;
const TITLE_WIDTH = 42;
/** Beyond this a list of files is not read any more. */
const MOST_LEFT_OUT_SHOWN = 20;

interface Column {
  head: string;
  align?: 'right';
  /** A column is at most so wide; its words go on in further lines. */
  width?: number;
  of(document: LoadedDocument): string;
}

const COLUMNS: Column[] = [
  { head: 'document', of: (document) => document.name },
  { head: 'title', width: TITLE_WIDTH, of: (document) => document.title },
  { head: 'language', of: (document) => document.language },
  { head: 'audience', of: (document) => document.audience },
  { head: 'clauses', align: 'right', of: (document) => String(document.clauses.length) },
  { head: 'pages', align: 'right', of: (document) => String(document.pages ?? '') },
  { head: 'warnings', width: WARNINGS_WIDTH, of: (document) => document.warnings.join('; ') },
];

/** What went in, one row a document. Who may see them is a column only where not everybody may. */
export function documentTable(documents: LoadedDocument[]): string {
  const allPublic = documents.every((document) => document.audience === 'public');
  const columns = COLUMNS.filter(({ head }) => head !== 'audience' || !allPublic);
  const table = new Table({
    head: columns.map(({ head }) => head),
    chars: ASCII,
    style: { head: [], border: [], compact: true },
    colWidths: columns.map((column) => fixedWidth(column, documents)),
    colAligns: columns.map(({ align }) => align ?? 'left'),
    wordWrap: true,
  });
  for (const document of documents) table.push(columns.map((column) => column.of(document)));
  return table.toString();
}

/** In characters, with the blank at each side; `null`: as wide as its words. */
function fixedWidth({ width, of }: Column, documents: LoadedDocument[]): number | null {
  return width !== undefined && documents.some((document) => of(document).length > width - 2) ? width : null;
}

/** Files beside the documents that are none, one line a file. */
export function leftOutLines(files: string[]): string[] {
  const more = files.length - MOST_LEFT_OUT_SHOWN;
  return [
    ...files.slice(0, MOST_LEFT_OUT_SHOWN).map((file) => `left out (not a document that can be read): ${file}`),
    ...(more > 0 ? [`left out as well: ${more} more`] : []),
  ];
}

/** What did not, one line a file. */
export const failureLines = (failures: { file: string; reason: string }[]): string[] =>
  failures.length === 0
    ? []
    : [`Not indexed (${failures.length}):`, ...failures.map(({ file, reason }) => `  ${file} ${reason}`)];
