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

/** What went in, one row a document. */
export function documentTable(documents: LoadedDocument[]): string {
  const table = new Table({
    head: ['document', 'language', 'clauses', 'pages', 'warnings'],
    chars: ASCII,
    style: { head: [], border: [], compact: true },
    colWidths: [
      null,
      null,
      null,
      null,
      documents.some((document) => document.warnings.length > 0) ? WARNINGS_WIDTH : null,
    ],
    colAligns: ['left', 'left', 'right', 'right', 'left'],
    wordWrap: true,
  });
  for (const document of documents)
    table.push([
      document.name,
      document.language,
      document.clauses.length,
      document.pages ?? '',
      document.warnings.join('; '),
    ]);
  return table.toString();
}

/** What did not, one line a file. */
export const failureLines = (failures: { file: string; reason: string }[]): string[] =>
  failures.length === 0
    ? []
    : [`Not indexed (${failures.length}):`, ...failures.map(({ file, reason }) => `  ${file} ${reason}`)];
