import type { Question } from '../answer-types';
import type { SearchFeatures } from '../index/features';
import type { SearchIndex } from '../index/search-index';
import type { SearchResult } from '../index/searcher';
import { decide, type Decision } from './decide';
import type { DecisionNumbers } from './decision-rule';

/** A search and what it was decided to mean. */
export interface Searched {
  result: SearchResult;
  decision: Decision;
}

/** What came of a search for a message alone: all that is asked of an earlier one when another may lean on it. */
export interface Verdict {
  /** Undefined for one that the documents answer. */
  refusal: Extract<Decision, { kind: 'refuse' }> | undefined;
  features: SearchFeatures;
}

/** Every message becomes an earlier one: its verdict is kept, of so many messages, for as long as the index. */
const mostKept = 2000;
const kept = new WeakMap<object, Map<string, Verdict>>();

/** By what was decided with: other numbers give other verdicts. */
function keptVerdicts(index: SearchIndex, numbers: DecisionNumbers | undefined): Map<string, Verdict> {
  const by = numbers ?? index;
  let verdicts = kept.get(by);
  if (!verdicts || verdicts.size >= mostKept) kept.set(by, (verdicts = new Map<string, Verdict>()));
  return verdicts;
}

const nameOf = ({ text, language, audience }: Question): string => `${language} ${audience} ${text}`;

const verdictOf = ({ decision, result: { features } }: Searched): Verdict => ({
  refusal: decision.kind === 'refuse' ? decision : undefined,
  features,
});

/** Searches for the question in the context of its history. */
export async function search(index: SearchIndex, question: Question, numbers?: DecisionNumbers): Promise<Searched> {
  const result = await index.search(question);
  return { result, decision: decide(question, result, numbers) };
}

/** Searches for the question as if nothing had been said before it. */
export async function searchAlone(
  index: SearchIndex,
  question: Question,
  numbers?: DecisionNumbers,
): Promise<Searched> {
  const searched = await search(index, { ...question, history: [] }, numbers);
  keptVerdicts(index, numbers).set(nameOf(question), verdictOf(searched));
  return searched;
}

/** The verdict on a message alone, from when it was asked where that is remembered. */
export async function verdictOn(index: SearchIndex, message: Question, numbers?: DecisionNumbers): Promise<Verdict> {
  return keptVerdicts(index, numbers).get(nameOf(message)) ?? verdictOf(await searchAlone(index, message, numbers));
}
