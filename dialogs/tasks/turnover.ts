import { z } from 'zod';
import type { SeenDeclaration, SeenPolicy } from '../../adapters/records/port';
import type { InBoth } from '../both-languages';
import { recordCard } from '../cards';
import { formatDate } from '../dates';
import type { Line } from '../record-words';
import { recordReply, recordTold } from './record-reply';
import type { Task, TaskTurn } from './task';

const statuses: Record<SeenDeclaration['status'], InBoth> = {
  due: { da: 'skal indberettes', en: 'to be declared' },
  overdue: { da: 'skulle have været indberettet', en: 'should have been declared' },
  submitted: { da: 'indberettet', en: 'declared' },
  corrected: { da: 'indberettet og rettet', en: 'declared and corrected' },
};
const often: Record<NonNullable<SeenPolicy['declarationFrequency']>, InBoth> = {
  monthly: { da: 'hver måned', en: 'every month' },
  quarterly: { da: 'hvert kvartal', en: 'every quarter' },
  yearly: { da: 'en gang om året', en: 'once a year' },
};

function line({ policyNumber, period, dueDate, status }: SeenDeclaration, { language }: TaskTurn): Line {
  const days = `${formatDate(period.from, language)} – ${formatDate(period.to, language)}`;
  const by = dueDate && `${language === 'da' ? 'senest' : 'by'} ${formatDate(dueDate, language)}`;
  return { label: policyNumber, text: [days, by, statuses[status][language]].filter(Boolean).join(', ') };
}

/** What turnover is to be declared, and by when. */
export const turnoverTask: Task<Record<string, never>> = {
  name: 'turnover',
  State: z.record(z.string(), z.never()),

  async begin(turn) {
    const { language, records } = turn;
    const da = language === 'da';
    const [open, all, policies] = [
      await records.declarations({ open: true }),
      await records.declarations(),
      await records.policies(),
    ];
    const rhythm = policies
      .filter(({ status }) => status === 'active')
      .flatMap(({ policyNumber, declarationFrequency }) =>
        declarationFrequency
          ? [
              da
                ? `Police ${policyNumber}: omsætningen indberettes ${often[declarationFrequency].da}.`
                : `Policy ${policyNumber}: turnover is declared ${often[declarationFrequency].en}.`,
            ]
          : [],
      );
    const [latest] = all.filter(({ status }) => status === 'submitted' || status === 'corrected');
    const said =
      open.length > 0
        ? recordCard(
            da ? 'Det mangler vi' : 'This is outstanding',
            open.map((one) => line(one, turn)),
          )
        : da
          ? 'Der mangler ingen indberetning lige nu.'
          : 'Nothing is outstanding just now.';
    const last = latest && recordCard(da ? 'Senest indberettet' : 'Declared last', [line(latest, turn)]);
    const clauses = [{ work: 'policy-guide', clause: 'turnover-declaring' }];
    return { kind: 'done', spoken: recordTold(turn, [rhythm.join('\n'), said, last], { clauses }) };
  },

  proceed: (_state, turn) => turnoverTask.begin(turn),
  again: (_state, turn) => recordReply(turn, []),
};
