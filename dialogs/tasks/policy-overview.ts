import { recordCard } from '../cards';
import type { SeenPolicy } from '../../adapters/records/port';
import { policyAspectOf } from '../policy-asked';
import {
  aspectClauses,
  declarationText,
  type Line,
  type PolicyAspect,
  policyClauses,
  policyLines,
  policyStatusNames,
} from '../record-words';
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
  const aspect = policyAspectOf(turn.text);
  const asked = aspect ? policyLines(policy, turn.today, turn.language, aspect) : [];
  return asked.length > 0 && aspect ? tellTerm(policy, aspect, asked, turn) : tellWhole(policy, turn);
}

/** What was asked about alone, with the clause that explains it; the rest is a button away. */
async function tellTerm(policy: SeenPolicy, aspect: PolicyAspect, lines: Line[], turn: TaskTurn): Promise<Spoken> {
  const da = turn.language === 'da';
  const declare = aspect === 'declaring' ? await toDeclare(policy, turn) : undefined;
  const both = aspect === 'declaring' && !asksOfTurnover(turn.text);
  const due = both ? policyLines(policy, turn.today, turn.language, 'reporting').slice(1) : [];
  const clauses = both ? [aspectClauses.declaring, aspectClauses.reporting] : [aspectClauses[aspect]];
  const { policyNumber } = policy;
  return recordTold(turn, [recordCard(da ? 'Jeres police' : 'Your policy', [...lines, ...due]), declare], {
    clauses: clauses.map(asReference),
    suggestions: [
      {
        title: da ? 'Hele policen' : 'The whole policy',
        value: da ? `Vis police ${policyNumber}` : `Show policy ${policyNumber}`,
      },
    ],
  });
}

const asksOfTurnover = (text: string): boolean => /omsætning|turnover/i.test(text);
const asReference = ({ document, clause }: { document: string; clause: string }): ClauseReference => ({
  work: document,
  clause,
});

async function toDeclare({ policyNumber }: SeenPolicy, { records, today, language }: TaskTurn) {
  const open = (await records.declarations({ open: true })).filter((one) => one.policyNumber === policyNumber);
  if (open.length === 0) return undefined;
  const heading = language === 'da' ? '**Omsætning, der skal indberettes**' : '**Turnover to be declared**';
  return [heading, open.map((one) => `- ${declarationText(one, today, language)}`).join('\n')].join('\n\n');
}

async function tellWhole(policy: SeenPolicy, turn: TaskTurn): Promise<Spoken> {
  const { language, today, records } = turn;
  const da = language === 'da';
  const others = (await records.policies()).filter((one) => one.policyNumber !== policy.policyNumber);
  const declare = await toDeclare(policy, turn);
  const clauses = [policyClauses.renewal, ...(declare ? [policyClauses.turnover] : [])].map(asReference);
  const suggestions = others.slice(0, 3).map(({ policyNumber: number }) => ({
    title: da ? `Police ${number}` : `Policy ${number}`,
    value: da ? `Vis police ${number}` : `Show policy ${number}`,
  }));
  const listed = others.map((one) => `- ${one.policyNumber}, ${policyStatusNames[one.status][language]}`).join('\n');
  return recordTold(
    turn,
    [
      recordCard(da ? 'Jeres police' : 'Your policy', policyLines(policy, today, language)),
      declare,
      others.length > 0 ? `**${da ? 'Andre policer' : 'Other policies'}**\n\n${listed}` : undefined,
    ],
    { clauses, suggestions },
  );
}
