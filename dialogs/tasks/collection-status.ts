import { recordCard } from '../cards';
import type { SeenCollectionCase } from '../../adapters/records/port';
import {
  collectionClauses,
  collectionCostLines,
  collectionLines,
  collectionStatusText,
  phaseNames,
  recoveriesText,
} from '../record-words';
import type { FollowUp } from '../follow-up';
import { noSuchRecord } from '../no-such-record';
import type { Spoken } from '../reply-types';
import { lookUpTask } from './look-up';
import { recordTold } from './record-reply';
import type { TaskTurn } from './task';

/** Where a collection case stands: the last and the next action, costs, what has come in and how it was shared. */
export const collectionStatusTask = lookUpTask<SeenCollectionCase>({
  name: 'collection-status',
  numbered: ['case'],
  find: (number, { records }) => records.collectionCase(number),
  open: ({ records }) => records.collectionCases({ open: true }),
  finished: async ({ records }) => (await records.collectionCases()).slice(0, 3),
  title: ({ caseNumber, debtor, phase }, { language }) =>
    [caseNumber, debtor, phaseNames[phase][language]].filter(Boolean).join(', '),
  number: ({ caseNumber }) => caseNumber,
  tell: tellCase,
  told: ({ caseNumber }) => ({ kind: 'collection', caseNumber }),
  words: {
    which: { da: 'Hvilken inkassosag mener du?', en: 'Which collection case do you mean?' },
    none: { da: 'Jeg finder ingen åben inkassosag hos jer.', en: 'I find no open collection case of yours.' },
    notFound: noSuchRecord.case,
  },
});

function tellCase(record: SeenCollectionCase, turn: TaskTurn): Spoken {
  const { language } = turn;
  const da = language === 'da';
  const cameIn = record.recoveries !== undefined && record.recoveries.length > 0;
  const { document, clause } = cameIn ? collectionClauses.recoveries : collectionClauses.steps;
  const costs = record.costs && collectionClauses.costs;
  return recordTold(
    turn,
    [
      collectionStatusText(record, language),
      recordCard(da ? 'Sagens oplysninger' : 'The case’s details', collectionLines(record, language)),
      record.recoveries && `**${da ? 'Indbetalinger' : 'Money received'}**\n\n${recoveriesText(record, language)}`,
    ],
    {
      clauses: [{ work: document, clause }, ...(costs ? [{ work: costs.document, clause: costs.clause }] : [])],
    },
  );
}

/** What of a case is asked further about: what it costs, what has come in and how it was shared, else where it is; the whole is not told again. */
export function tellCaseFurther(record: SeenCollectionCase, wish: FollowUp, turn: TaskTurn): Spoken {
  const { language } = turn;
  const clause = ({ document: work, clause: named }: (typeof collectionClauses)['steps' | 'costs' | 'recoveries']) => ({
    clauses: [{ work, clause: named }],
  });
  switch (wish) {
    case 'costs': {
      const title = language === 'da' ? `Inkassosag ${record.caseNumber}` : `Collection case ${record.caseNumber}`;
      return recordTold(
        turn,
        [recordCard(title, collectionCostLines(record, language))],
        clause(collectionClauses.costs),
      );
    }
    case 'recovered':
      return recordTold(turn, [recoveriesText(record, language)], clause(collectionClauses.recoveries));
    default:
      return recordTold(turn, [collectionStatusText(record, language)], clause(collectionClauses.steps));
  }
}
