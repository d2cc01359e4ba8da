import type { Question } from '../answer-types';
import type { SearchIndex } from '../index/search-index';
import type { DecisionNumbers } from './decision-rule';
import { isThin, mostlyUnknown, subjectsOf } from './earlier-subjects';
import { isNoise } from './noise';
import { leansBack, presses, pushesOn } from './pressure';
import { search, searchAlone, type Searched } from './search-alone';
import { type FollowUps, weighedTogether } from './ways';

const refused = ({ result }: Searched): Searched => ({
  result,
  decision: { kind: 'refuse', clearly: true, other: false },
});

/**
 * Searches for a question, in the context of the conversation when it cannot stand alone. Context helps a follow-up and never rescues a question:
 * one whose own words are foreign to the documents is judged alone, and one that leans on a question that the documents do not answer,
 * or presses for an answer to it, is not answered either, however often it is repeated.
 * @param followUps makes of a follow-up what is searched for; which message is one, and what it leans on, is decided here
 */
export async function searchInContext(
  index: SearchIndex,
  question: Question,
  numbers?: DecisionNumbers,
  followUps: FollowUps = weighedTogether,
): Promise<Searched> {
  const { text, history } = question;
  const alone = await searchAlone(index, question, numbers);
  const { contentWords, unknown, concepts, leansBack: leans } = alone.result.features;
  if (isNoise(text)) return refused(alone);
  const saysNothing = (contentWords === 0 && concepts === 0) || pushesOn(text);
  if (history.length === 0) return saysNothing ? refused(alone) : alone;

  const pointsBack = saysNothing || presses(text) || leansBack(text);
  const isOwn = !pointsBack && (!leans || standsAlone(alone));
  const pushes = isThin(alone.result.features);
  if (isOwn && !pushes) return alone;
  const { first, last } = await subjectsOf(index, question, numbers);
  if (!last) return saysNothing ? refused(alone) : alone;
  if (last.isForeign) return pointsBack || pushes ? refused(alone) : alone;
  if (isOwn) return alone;
  if (!leans || (contentWords > 0 && unknown > mostlyUnknown)) return alone;
  const context = first && first !== last.message ? [first, last.message] : [last.message];
  return search(index, await followUps.inFull(question, context), numbers);
}

/** Words enough to be a question of its own: what was spoken of before must not change its answer. One word may be, if it is answered. */
const standsAlone = ({ result, decision }: Searched): boolean =>
  result.features.contentWords > 1 || (result.features.contentWords === 1 && decision.kind !== 'refuse');
