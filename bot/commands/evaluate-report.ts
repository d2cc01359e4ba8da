import { Action } from './evaluate-questions';
import { isAsWanted, type Evaluation, type Figures, type Outcome } from './evaluate-measure';

const number = (value: number | undefined): string => (value === undefined ? '–' : value.toFixed(3).replace(/^0/, ''));

/** The columns of the figures, one row for each group. */
export const figureColumns = [
  'group',
  'answerable',
  'recall@1',
  'recall@3',
  'MRR',
  'answered right',
  'answerable refused',
  'unanswerable',
  'unanswerable refused',
];

export const figureRow = (row: Figures): string[] => [
  row.name,
  String(row.answerable),
  number(row.recallAt1),
  number(row.recallAt3),
  number(row.meanReciprocalRank),
  number(row.answeredRight),
  number(row.answerableRefused),
  String(row.unanswerable),
  number(row.unanswerableRefused),
];

/** The tables of an evaluation: a caption, the head and the rows of each. */
export function tables({
  all,
  byLanguage,
  byStyle,
  confusion,
}: Evaluation): { caption: string; head: string[]; rows: string[][] }[] {
  return [
    { caption: 'All questions', head: figureColumns, rows: [figureRow(all)] },
    { caption: 'By language', head: figureColumns, rows: byLanguage.map(figureRow) },
    { caption: 'By style', head: figureColumns, rows: byStyle.map(figureRow) },
    {
      caption: 'What was wanted (rows) and what was done (columns)',
      head: ['', ...Action.options],
      rows: Action.options.flatMap((wanted) => {
        const row = confusion.get(wanted);
        return row ? [[wanted, ...Action.options.map((done) => String(row.get(done) ?? ''))]] : [];
      }),
    },
  ];
}

/** The outcomes that were not as wanted. */
export const misses = ({ outcomes }: Evaluation): Outcome[] => outcomes.filter((outcome) => !isAsWanted(outcome));

/** What a miss should have been, and was. */
export const missCells = ({ question, action, rank, shown }: Outcome): string[] => [
  question.id,
  question.style,
  question.ask,
  question.action === 'answer' ? (question.text ?? question.clauses.join(' or ')) : question.action,
  `${action} ${shown}`.trim(),
  question.action === 'answer' ? (rank === undefined ? 'not among ten' : `place ${rank}`) : '',
];

/** The evaluation for a terminal. */
export function toText(evaluation: Evaluation): string {
  const blocks = tables(evaluation).map(({ caption, head, rows }) => {
    const widths = head.map((cell, at) => Math.max(cell.length, ...rows.map((row) => row[at]?.length ?? 0)));
    const line = (cells: string[]): string =>
      cells.map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0))).join('  ');
    return [caption, line(head), ...rows.map(line)].join('\n');
  });
  const missed = misses(evaluation).map((outcome) => `  ${missCells(outcome).join(' | ')}`);
  return `${blocks.join('\n\n')}\n\nMisses (${missed.length})\n${missed.join('\n')}\n`;
}
