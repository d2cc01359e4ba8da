import { recordCard } from '../cards';
import type { SeenPolicy } from '../../adapters/records/port';
import { declarationText, policyClauses, policyLines, policyStatusNames } from '../record-words';
import { noSuchRecord } from '../no-such-record';
import type { Spoken } from '../reply-types';
import { lookUpTask } from './look-up';
import { recordTold } from './record-reply';
import type { ClauseReference, TaskTurn } from './task';

/** A policy's period and notice deadline, its terms, what is to be declared and when, and its renewal. */
export const policyOverviewTask = lookUpTask<SeenPolicy>({
  name: 'policy-overview',
  numbered: ['policy'],
  find: (number, { records }) => records.policy(number),
  open: inForce,
  finished: ({ records }) => records.policies(),
  title: ({ policyNumber, product, holderName, status }, { language }) =>
    [policyNumber, holderName, product, policyStatusNames[status][language]].filter(Boolean).join(', '),
  number: ({ policyNumber }) => policyNumber,
  tell: tellPolicy,
  words: {
    which: { da: 'Hvilken police mener du?', en: 'Which policy do you mean?' },
    none: { da: 'I har ingen police i kraft hos os.', en: 'You have no policy in force with us.' },
    notFound: noSuchRecord.policy,
  },
});

async function inForce({ records }: TaskTurn): Promise<SeenPolicy[]> {
  const policies = await records.policies();
  const active = policies.filter(({ status }) => status === 'active');
  return active.length > 0 ? active : policies.slice(0, 1);
}

async function tellPolicy(policy: SeenPolicy, turn: TaskTurn): Promise<Spoken> {
  const { language, today, records } = turn;
  const da = language === 'da';
  const { policyNumber } = policy;
  const declarations = (await records.declarations({ open: true })).filter((one) => one.policyNumber === policyNumber);
  const others = (await records.policies()).filter((one) => one.policyNumber !== policyNumber);
  const declare =
    declarations.length > 0 &&
    [
      da ? '**Omsætning, der skal indberettes**' : '**Turnover to be declared**',
      declarations.map((one) => `- ${declarationText(one, today, language)}`).join('\n'),
    ].join('\n\n');
  const clauses: ClauseReference[] = [policyClauses.renewal, ...(declare ? [policyClauses.turnover] : [])].map(
    ({ document, clause }) => ({ work: document, clause }),
  );
  const suggestions = others.slice(0, 3).map(({ policyNumber: number }) => ({
    title: da ? `Police ${number}` : `Policy ${number}`,
    value: da ? `Vis police ${number}` : `Show policy ${number}`,
  }));
  const listed = others.map((one) => `- ${one.policyNumber}, ${policyStatusNames[one.status][language]}`).join('\n');
  return recordTold(
    turn,
    [
      recordCard(da ? 'Jeres police' : 'Your policy', policyLines(policy, today, language)),
      declare || undefined,
      others.length > 0 ? `**${da ? 'Andre policer' : 'Other policies'}**\n\n${listed}` : undefined,
    ],
    { clauses, suggestions },
  );
}
