import { intervalMethod } from './evaluate-intervals';
import type { Evaluation, Figures } from './evaluate-measure';
import { insteadOf, type Miss } from './evaluate-misses';
import { confusionTable, figureTable, tableText, type Table } from './evaluate-table';

/** A set of questions and what became of it. */
export interface Section {
  name: string;
  /** Where the questions come from, and what the figures are worth. */
  about: string;
  evaluation: Evaluation;
  misses: Miss[];
  /** Its misses are left out: who reads them would tune for them. */
  hidesMisses?: boolean;
  /** The same questions, measured with numbers that were not fitted on them. */
  unseen: Figures[];
}

/** What is printed and written. */
export interface Report {
  subject: string;
  sections: Section[];
  /** Beside the sets: ablations, other states of the documents. */
  others: Table[];
}

/** The tables of a section. */
export function tablesOf({ evaluation, unseen }: Section): Table[] {
  const { all, groupings } = evaluation;
  return [
    figureTable('All questions', [all, ...unseen]),
    ...groupings.map(({ by, groups }) => figureTable(`By ${by}`, groups)),
    confusionTable(evaluation),
  ];
}

const missLine = ({ outcome }: Miss): string => {
  const { id, style, ask, action, clauses, text, texts } = outcome.question;
  const wanted = action === 'answer' ? (text ?? [...clauses, ...texts].join(' or ')) : action;
  return `  ${[id, style, ask, wanted, insteadOf(outcome)].join(' | ')}`;
};

export const missesHidden = 'Misses are not listed: nothing is to be chosen on these questions.';

/** The report for a terminal. */
export function toText({ sections, others }: Report): string {
  const blocks = sections.map((section) => {
    const { name, about, misses, hidesMisses } = section;
    const tables = tablesOf(section).map(tableText).join('\n\n');
    const missed = misses.map(missLine).join('\n');
    const list = hidesMisses ? missesHidden : `Misses (${misses.length})\n${missed}`;
    return `== ${name}: ${about}\n\n${tables}\n\n${list}`;
  });
  return `${[...blocks, ...others.map(tableText), intervalMethod].join('\n\n')}\n`;
}
