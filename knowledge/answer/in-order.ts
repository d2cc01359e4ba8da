import type { Question } from '../answer-types';
import { isAsWritten, lacksAsked, offered } from './decide';
import type { Searched } from './search-alone';
import type { Ranking } from './ways';

/**
 * What was found and decided, with the hits in the ranking's order. Whether the documents tell is decided before and stays: a ranking says which of the
 * clauses is quoted, and never that one is. A clause that somebody has written the very question for comes first in any order, and one
 * that lacks what was asked for never.
 */
export async function inOrder(
  { result, decision }: Searched,
  question: Question,
  ranking: Ranking,
): Promise<Pick<Searched, 'decision'> & { hits: Searched['result']['hits'] }> {
  const asFound = { hits: result.hits, decision };
  if (decision.kind === 'refuse' || isAsWritten(result) || result.hits.length < 2) return asFound;
  const hits = [...(await ranking.order(question, result.hits))];
  const [first, ...others] = hits;
  if (!first || (first !== result.hits[0] && lacksAsked(question, first))) return asFound;
  return {
    hits,
    decision:
      decision.kind === 'quote'
        ? { kind: 'quote', hit: first }
        : { kind: 'offer', hits: [first, ...others.slice(0, offered - 1)] },
  };
}
