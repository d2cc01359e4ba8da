import type { Estimate } from './evaluate-intervals';
import type { Evaluation, Figures } from './evaluate-measure';
import { Action } from './evaluate-questions';

/** A table of the report: for the terminal and for the page. */
export interface Table {
  caption: string;
  head: string[];
  rows: string[][];
}

/** A share with three decimals and no leading zero; a dash where nothing was measured. */
export const share = (value: number | undefined): string =>
  value === undefined ? '–' : value.toFixed(3).replace(/^0/, '');

const bound = (value: number): string => value.toFixed(2).replace(/^0/, '');

/** A share and its interval: ".901 .87–.93". */
const within = (value: Estimate | undefined): string =>
  value === undefined ? '–' : `${share(value.mean)} ${bound(value.low)}–${bound(value.high)}`;

/** The columns of the figures, one row for each group. */
export const figureColumns = [
  'answerable',
  'recall@1',
  'recall@3',
  'MRR',
  'of these refused',
  'unanswerable',
  'of these refused',
  'all',
  'as wanted',
];

export const figureRow = (row: Figures): string[] => [
  row.name,
  String(row.answerable),
  within(row.recallAt1),
  within(row.recallAt3),
  within(row.meanReciprocalRank),
  within(row.answerableRefused),
  String(row.unanswerable),
  within(row.unanswerableRefused),
  String(row.questions),
  within(row.asWanted),
];

/** Figures under a caption. */
export const figureTable = (caption: string, rows: readonly Figures[]): Table => ({
  caption,
  head: ['', ...figureColumns],
  rows: rows.map(figureRow),
});

/** What was wanted (rows) and what was done (columns). */
export function confusionTable({ confusion }: Evaluation): Table {
  return {
    caption: 'What was wanted (rows) and what was done (columns)',
    head: ['', ...Action.options],
    rows: Action.options.flatMap((wanted) => {
      const row = confusion.get(wanted);
      return row ? [[wanted, ...Action.options.map((done) => String(row.get(done) ?? ''))]] : [];
    }),
  };
}

/** The table with aligned columns, the first to the left. */
export function tableText({ caption, head, rows }: Table): string {
  const widths = head.map((cell, at) => Math.max(cell.length, ...rows.map((row) => row[at]?.length ?? 0)));
  const line = (cells: string[]): string =>
    cells
      .map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)))
      .join('  ')
      .trimEnd();
  return [caption, line(head), ...rows.map(line)].join('\n');
}
