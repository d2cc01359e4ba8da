import { writeFile } from 'node:fs/promises';
import { type LoadedDocument, projectPath } from '../../knowledge';
import {
  chanceOfAnswer,
  type DecisionNumbers,
  decisionNumbers,
  type EvidenceName,
  evidenceNames,
  type Rule,
  type RuleName,
  ruleNames,
} from '../../knowledge/answer';
import {
  encodeOtherTopics,
  otherTopicQuestions,
  otherTopicVectors,
  plainOtherTopicVectors,
  type SearchIndex,
  staticEmbedder,
} from '../../knowledge/index/index';
import { deal } from './chance';
import { allCases, type Case } from './evaluate-cases';
import { fitLogistic } from './evaluate-logistic';
import type { ExpectedQuestion } from './evaluate-questions';

/** Of the answerable, this share may be refused when the bound is chosen. */
const mostRefused = 0.035;
/** A few hundred questions must not speak too loud. Chosen by cross-validation on the development set. */
const ridge = 0.5;
/** What the questions about other matters count in sum, beside the set's own unanswerable ones. */
const otherMatters = 1;
export const folds = 5;

/** The rules and their bounds that the cases ask for; the other numbers as they are. */
export function decisionFrom(cases: readonly Case[]): DecisionNumbers {
  const rules = Object.fromEntries(
    ruleNames.map((name) => [name, ruleFrom(cases.filter(({ rule }) => rule === name))]),
  );
  return { ...decisionNumbers(), rules: rules as Record<RuleName, Rule> };
}

function ruleFrom(cases: readonly Case[]): Rule {
  const rule = fitRule(cases);
  const refuseBelow = boundOf(
    cases.filter(({ isAnswerable }) => isAnswerable).map(({ evidence }) => chanceOfAnswer(evidence, rule)),
  );
  return { ...rule, refuseBelow, clearlyBelow: refuseBelow };
}

/** Writes the vectors of the questions about other matters, which the rules are fitted with. */
export async function writeOtherTopics(): Promise<void> {
  const { placed, plain } = encodeOtherTopics(otherTopicQuestions(), staticEmbedder());
  await writeFile(otherTopicVectors, placed);
  await writeFile(plainOtherTopicVectors, plain);
}

/** Fits the rules on what search finds for the questions and writes the data file. Returns what it found, in a line. */
export async function fitDecision(
  questions: readonly ExpectedQuestion[],
  files: readonly string[],
  index: SearchIndex,
  documents: readonly LoadedDocument[],
): Promise<string> {
  const cases = await allCases(questions, index, documents);
  const numbers = decisionFrom(cases);
  const about = `Fitted on ${questions.length} questions, and on those of knowledge/index/other-topics, by: npm run evaluate -- --fit ${files.join(' ')}`;
  await writeFile(
    projectPath('knowledge', 'answer', 'decision.json'),
    `${JSON.stringify({ ...numbers, about }, null, 2)}\n`,
  );
  const shares = ruleNames.map((name) => `${name}: ${unseenShares(cases.filter(({ rule }) => rule === name))}`);
  return `On questions not fitted on (${folds} folds), by the rule alone: ${shares.join('; ')}.`;
}

/** Its own questions flatter a rule: each fifth is judged by what the other four say. */
function unseenShares(cases: readonly Case[]): string {
  const own = cases.filter(({ question }) => question !== undefined);
  const others = cases.filter(({ question }) => question === undefined);
  const parts = deal(own.length, folds);
  const unseen = Array.from({ length: folds }, (_, fold) => {
    const rule = ruleFrom([...own.filter((__, at) => parts[at] !== fold), ...others]);
    return own
      .filter((__, at) => parts[at] === fold)
      .map(({ evidence, isAnswerable }) => ({
        isAnswerable,
        isRefused: chanceOfAnswer(evidence, rule) < rule.refuseBelow,
      }));
  }).flat();
  const refused = (answerable: boolean): string => {
    const among = unseen.filter(({ isAnswerable }) => isAnswerable === answerable);
    return (among.filter(({ isRefused }) => isRefused).length / Math.max(1, among.length)).toFixed(3);
  };
  return `unanswerable refused ${refused(false)}, answerable refused ${refused(true)}, of other topics than those fitted on ${otherTopicsRefused(own, others)}`;
}

/** Customers ask about more than anyone thinks of: each topic is judged by rules that were fitted without it. The mean of the topics. */
function otherTopicsRefused(own: readonly Case[], others: readonly Case[]): string {
  const topics = [...new Set(others.map(({ topic }) => topic))];
  const shares = topics.map((topic) => {
    const rule = ruleFrom([...own, ...others.filter((one) => one.topic !== topic)]);
    const among = others.filter((one) => one.topic === topic);
    return among.filter(({ evidence }) => chanceOfAnswer(evidence, rule) < rule.refuseBelow).length / among.length;
  });
  return (shares.reduce((sum, share) => sum + share, 0) / Math.max(1, shares.length)).toFixed(3);
}

/** The chance below which `mostRefused` of the answerable lie. */
function boundOf(chances: number[]): number {
  chances.sort((a, b) => a - b);
  return rounded(chances[Math.floor(chances.length * mostRefused)] ?? 0.5);
}

const rounded = (value: number): number => Math.round(value * 1000) / 1000;

/** Both kinds of question weigh the same in sum, however many of each were written. */
function fitRule(cases: readonly Case[]): Pick<Rule, 'bias' | 'weights'> {
  const kindOf = ({ isAnswerable, question }: Case): 'answerable' | 'unanswerable' | 'other' =>
    isAnswerable ? 'answerable' : question === undefined ? 'other' : 'unanswerable';
  const count = (kind: string): number => cases.filter((one) => kindOf(one) === kind).length;
  const half = (count('answerable') + count('unanswerable')) / 2;
  const each = {
    answerable: half / count('answerable'),
    unanswerable: half / count('unanswerable'),
    other: (otherMatters * half) / count('other'),
  };
  const [bias = 0, ...weights] = fitLogistic(
    cases.map((one) => ({
      numbers: [1, ...evidenceNames.map((name) => one.evidence[name])],
      isTrue: one.isAnswerable,
      weight: each[kindOf(one)],
    })),
    ridge,
  );
  const named = Object.fromEntries(evidenceNames.map((name, at) => [name, rounded(weights[at] ?? 0)]));
  return { bias: rounded(bias), weights: named as Record<EvidenceName, number> };
}
