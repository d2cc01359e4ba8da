import type { SearchIndex } from '../../knowledge/index/index';
import { isAsWanted, isRefusal, type Outcome } from './evaluate-measure';
import type { ExpectedQuestion } from './evaluate-questions';

/** The kinds of misses, the worst for a customer first. */
export const missKinds = [
  'answered, though nothing answers it',
  'another clause answered',
  'refused, though a clause answers it',
  'places offered instead of an answer',
  'something else done than wanted',
] as const;
export type MissKind = (typeof missKinds)[number];

/** An outcome that was not as wanted. */
export interface Miss {
  kind: MissKind;
  outcome: Outcome;
  /** The right clauses with their words, as far as the documents have them. */
  expected: { clause: string; text: string }[];
}

function kindOf(outcome: Outcome): MissKind {
  const { question, action } = outcome;
  if (question.action === 'abstain' && (action === 'answer' || action === 'suggest'))
    return 'answered, though nothing answers it';
  if (question.action !== 'answer') return 'something else done than wanted';
  if (action === 'answer') return 'another clause answered';
  if (isRefusal(outcome)) return 'refused, though a clause answers it';
  return action === 'suggest' ? 'places offered instead of an answer' : 'something else done than wanted';
}

/** The outcomes that were not as wanted, in the order of their kinds. */
export function missesOf(outcomes: readonly Outcome[], index: SearchIndex): Miss[] {
  const textOf = clauseTexts(index);
  return outcomes
    .filter((outcome) => !isAsWanted(outcome))
    .map((outcome) => ({ kind: kindOf(outcome), outcome, expected: expectedOf(outcome.question, textOf) }))
    .sort((a, b) => missKinds.indexOf(a.kind) - missKinds.indexOf(b.kind));
}

type TextOf = (clause: string, language: string) => string;

function expectedOf({ clauses, text, texts, language }: ExpectedQuestion, textOf: TextOf): Miss['expected'] {
  if (clauses.length === 0)
    return [...texts, ...(text === undefined ? [] : [text])].map((words) => ({
      clause: 'a passage with',
      text: words,
    }));
  return clauses.map((clause) => ({ clause, text: textOf(clause, language) }));
}

/** A clause's words, in the wanted language where there is such an edition. */
function clauseTexts(index: SearchIndex): TextOf {
  const texts = new Map<string, Map<string, string>>();
  for (const { name, language } of index.documents)
    for (const { id, text } of index.document(name, 'staff')?.clauses ?? []) {
      const editions = texts.get(id) ?? new Map<string, string>();
      texts.set(id, editions.set(language, text));
    }
  return (clause, language) => {
    const editions = texts.get(clause);
    return editions?.get(language) ?? [...(editions?.values() ?? [])][0] ?? '(not in these documents)';
  };
}

/** What was done instead, in words. */
export function insteadOf({ question, action, rank, first }: Outcome): string {
  const place =
    question.action !== 'answer'
      ? ''
      : rank === undefined
        ? '; right clause not among ten'
        : `; right clause at place ${rank}`;
  return `${action}${first ? ` (first: ${first.clause}, score ${first.score.toFixed(1)})` : ''}${place}`;
}
