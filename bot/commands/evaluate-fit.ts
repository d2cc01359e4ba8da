import { writeFile } from 'node:fs/promises';
import { projectPath } from '../../knowledge';
import {
  chanceOfAnswer,
  type DecisionNumbers,
  decisionNumbers,
  type Evidence,
  type EvidenceName,
  evidenceNames,
  weigh,
} from '../../knowledge/answer';
import type { SearchIndex } from '../../knowledge/index/index';
import { deal } from './chance';
import { fitLogistic } from './evaluate-logistic';
import type { ExpectedQuestion } from './evaluate-questions';

/** Of the answerable, this share may be refused when the bound is chosen. */
const mostRefused = 0.035;
/** A few hundred questions must not speak too loud. Chosen by cross-validation on the development set. */
const ridge = 0.5;
export const folds = 5;

/** A question as the rule sees it. */
export interface Case {
  evidence: Evidence;
  isAnswerable: boolean;
}

/** What search finds for the questions that the rule is about. */
export async function casesOf(questions: readonly ExpectedQuestion[], index: SearchIndex): Promise<Case[]> {
  const cases: Case[] = [];
  for (const { ask, history, language, action } of questions) {
    if (action !== 'answer' && action !== 'abstain') continue;
    const result = await index.search({ text: ask, history, language, audience: 'public' });
    cases.push({ evidence: weigh({ text: ask, language }, result), isAnswerable: action === 'answer' });
  }
  return cases;
}

/** The rule and its bound that the cases ask for; the other numbers as they are. */
export function decisionFrom(cases: readonly Case[]): DecisionNumbers {
  const rule = fitRule(cases);
  const refuseBelow = boundOf(
    cases.filter(({ isAnswerable }) => isAnswerable).map(({ evidence }) => chanceOfAnswer(evidence, rule)),
  );
  return { ...decisionNumbers(), ...rule, refuseBelow };
}

/** Fits the rule on what search finds for the questions and writes the data file. Returns what it found, in a line. */
export async function fitDecision(questions: readonly ExpectedQuestion[], index: SearchIndex): Promise<string> {
  const cases = await casesOf(questions, index);
  const about = `Fitted on ${cases.length} questions by: npm run evaluate -- --fit test/knowledge/questions.jsonl test/knowledge/answer/unanswerable.jsonl`;
  const numbers = { ...decisionFrom(cases), about };
  await writeFile(projectPath('knowledge', 'answer', 'decision.json'), `${JSON.stringify(numbers, null, 2)}\n`);
  // Its own questions flatter the rule: each fifth is judged by what the other four say.
  const parts = deal(cases.length, folds);
  const unseen = Array.from({ length: folds }, (_, fold) => {
    const others = decisionFrom(cases.filter((__, at) => parts[at] !== fold));
    return cases
      .filter((__, at) => parts[at] === fold)
      .map(({ evidence, isAnswerable }) => ({
        isAnswerable,
        isRefused: chanceOfAnswer(evidence, others) < others.refuseBelow,
      }));
  }).flat();
  const refused = (answerable: boolean): string => {
    const among = unseen.filter(({ isAnswerable }) => isAnswerable === answerable);
    return (among.filter(({ isRefused }) => isRefused).length / Math.max(1, among.length)).toFixed(3);
  };
  return `Fitted on ${cases.length} questions; on questions not fitted on (${folds} folds): unanswerable refused ${refused(false)}, answerable refused ${refused(true)}.`;
}

/** The chance below which `mostRefused` of the answerable lie. */
function boundOf(chances: number[]): number {
  chances.sort((a, b) => a - b);
  return rounded(chances[Math.floor(chances.length * mostRefused)] ?? 0.5);
}

const rounded = (value: number): number => Math.round(value * 1000) / 1000;

/** Both kinds of question weigh the same in sum, however many of each were written. */
function fitRule(cases: readonly Case[]): Pick<DecisionNumbers, 'bias' | 'weights'> {
  const count = (isAnswerable: boolean): number => cases.filter((one) => one.isAnswerable === isAnswerable).length;
  const each = { answerable: cases.length / 2 / count(true), unanswerable: cases.length / 2 / count(false) };
  const [bias = 0, ...weights] = fitLogistic(
    cases.map(({ evidence, isAnswerable }) => ({
      numbers: [1, ...evidenceNames.map((name) => evidence[name])],
      isTrue: isAnswerable,
      weight: isAnswerable ? each.answerable : each.unanswerable,
    })),
    ridge,
  );
  const named = Object.fromEntries(evidenceNames.map((name, at) => [name, rounded(weights[at] ?? 0)]));
  return { bias: rounded(bias), weights: named as Record<EvidenceName, number> };
}
