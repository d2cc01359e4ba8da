import type { Hit, SearchResult } from '../index/searcher';
import { chanceOfAnswer, decisionNumbers, evidenceOf } from './decision-rule';
import { asksForFigure, statesFigure } from './figures';

/** What to do with what was found. */
export type Decision =
  | { kind: 'quote'; hit: Hit }
  | { kind: 'offer'; hits: [Hit, ...Hit[]] }
  | { kind: 'refuse' };

/** Buttons offered when no clause is clearly the one. */
const offered = 3;

/** The numbers that a search is judged on. */
export function weigh(question: string, { hits, features }: SearchResult) {
  const [first] = hits;
  const figureMissing = asksForFigure(question) && !first?.passages.some(({ clause }) => statesFigure(clause.text));
  return evidenceOf(features, figureMissing);
}

/** Whether to quote the best clause, to offer the nearest, or to say that the documents do not tell. */
export function decide(question: string, result: SearchResult): Decision {
  const [first, ...others] = result.hits;
  if (!first) return { kind: 'refuse' };
  const numbers = decisionNumbers();
  const chance = chanceOfAnswer(weigh(question, result), numbers);
  if (chance < numbers.refuseBelow) return { kind: 'refuse' };
  if (chance < numbers.offerBelow && result.features.margin < numbers.offerMargin)
    return { kind: 'offer', hits: [first, ...others.slice(0, offered - 1)] };
  return { kind: 'quote', hit: first };
}
