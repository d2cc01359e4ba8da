import { writeFile } from 'node:fs/promises';
import { projectPath } from '../../knowledge';
import { chanceOfAnswer, decisionNumbers, evidenceNames, weigh, type Evidence } from '../../knowledge/answer';
import type { SearchIndex } from '../../knowledge/index/index';
import type { ExpectedQuestion } from './evaluate-questions';

/** Of the answerable, at most this share may be refused when the bound is chosen. */
const mostRefused = 0.04;
const rounds = 4000;
const step = 0.5;
/** Keeps the weights small where the questions say little: a few hundred questions must not speak too loud. */
const ridge = 0.004;
const folds = 5;

interface Case {
  evidence: Evidence;
  isAnswerable: boolean;
}
type Rule = { bias: number; weights: Record<string, number> };

/** Fits the rule on what search finds for the questions and writes the data file. Returns what it found, in a line. */
export async function fitDecision(questions: readonly ExpectedQuestion[], index: SearchIndex): Promise<string> {
  const cases: Case[] = [];
  for (const { ask, history, language, action } of questions) {
    if (action !== 'answer' && action !== 'abstain') continue;
    const result = await index.search({ text: ask, history, language, audience: 'public' });
    cases.push({ evidence: weigh(ask, result), isAnswerable: action === 'answer' });
  }
  const rule = fit(cases);
  const unseen = cases.map((one, at) => ({
    ...one,
    chance: chanceOfAnswer(one.evidence, fit(cases.filter((_, other) => other % folds !== at % folds))),
  }));
  // The bound is chosen on questions that the rule had not seen: its own would flatter it.
  const chances = unseen.filter(({ isAnswerable }) => isAnswerable).map(({ chance }) => chance).sort((a, b) => a - b);
  const refuseBelow = rounded(chances[Math.floor(chances.length * mostRefused)] ?? 0.5);
  const numbers = {
    ...decisionNumbers(),
    about: `Fitted by "npm run evaluate -- --fit" on ${cases.length} questions.`,
    bias: rounded(rule.bias),
    weights: Object.fromEntries(evidenceNames.map((name) => [name, rounded(rule.weights[name] ?? 0)])),
    refuseBelow,
  };
  await writeFile(projectPath('knowledge', 'answer', 'decision.json'), `${JSON.stringify(numbers, null, 2)}\n`);
  const refused = (answerable: boolean): string => {
    const group = unseen.filter(({ isAnswerable }) => isAnswerable === answerable);
    return (group.filter(({ chance }) => chance < refuseBelow).length / group.length).toFixed(3);
  };
  return `Fitted on ${cases.length} questions; on questions not fitted on (${folds} folds): unanswerable refused ${refused(false)}, answerable refused ${refused(true)}.`;
}

const rounded = (value: number): number => Math.round(value * 1000) / 1000;

/** Logistic regression by plain gradient descent; both kinds of question weigh the same in sum. */
function fit(cases: readonly Case[]): Rule {
  const rule: Rule = { bias: 0, weights: Object.fromEntries(evidenceNames.map((name) => [name, 0])) };
  const counts = { yes: cases.filter(({ isAnswerable }) => isAnswerable).length, no: 0 };
  counts.no = cases.length - counts.yes;
  for (let round = 0; round < rounds; round += 1) {
    const gradient: Rule = { bias: 0, weights: {} };
    for (const { evidence, isAnswerable } of cases) {
      const weight = 0.5 / (isAnswerable ? counts.yes : counts.no);
      const error = weight * ((isAnswerable ? 1 : 0) - chanceOfAnswer(evidence, rule));
      gradient.bias += error;
      for (const name of evidenceNames) gradient.weights[name] = (gradient.weights[name] ?? 0) + error * evidence[name];
    }
    rule.bias += step * gradient.bias;
    for (const name of evidenceNames) {
      const now = rule.weights[name] ?? 0;
      rule.weights[name] = now + step * ((gradient.weights[name] ?? 0) - ridge * now);
    }
  }
  return rule;
}
