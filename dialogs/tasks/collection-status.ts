import { recordCard } from '../cards';
import type { SeenCollectionCase } from '../../adapters/records/port';
import { collectionClauses, collectionLines, collectionStatusText, phaseNames, recoveriesText } from '../record-words';
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

/** Where the case is and what comes next; the whole of it is not told again. */
export const tellCaseFurther = (record: SeenCollectionCase, turn: TaskTurn): Spoken =>
  recordTold(turn, [collectionStatusText(record, turn.language)], {
    clauses: [{ work: collectionClauses.steps.document, clause: collectionClauses.steps.clause }],
  });
