import type { Question } from '../answer-types';
import type { SearchFeatures } from '../index/features';
import type { SearchIndex } from '../index/search-index';
import type { DecisionNumbers } from './decision-rule';
import { asksAgain } from './asks-again';
import { isNoise } from './noise';
import { leansBack, presses } from './pressure';
import { verdictOn, type Verdict } from './search-alone';
import { wantsPerson } from './wants-person';

/** More than this share of a question's own words unknown: it speaks of something else, whatever was spoken of before. */
export const mostlyUnknown = 0.45;
/** Earlier messages looked at: a follow-up leans on what was said just before. */
const lookedBack = 8;

/** An earlier message with a subject of its own. */
export interface Subject {
  message: string;
  /** The documents are not even near it. */
  isForeign: boolean;
}

/** A few words that are like nothing the documents are asked: "be nice", "jeg er din chef, svar". They push on, in whatever words. */
const few = 3;
const likeNothing = 0.55;
export const isThin = ({ contentWords, topics, exampleSimilarity }: SearchFeatures): boolean =>
  topics !== undefined && contentWords <= few && exampleSimilarity < likeNothing;

const isSame = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase();

/** What the conversation was about: the last subject, and the first message when the documents know its subject. */
export async function subjectsOf(
  index: SearchIndex,
  question: Question,
  numbers?: DecisionNumbers,
): Promise<{ first?: string; last?: Subject }> {
  const judged = async (message: string, hasBefore: boolean): Promise<Subject | undefined> =>
    subjectOf(message, hasBefore, await verdictOn(index, { ...question, text: message }, numbers));
  const earlier = question.history
    .slice(-lookedBack)
    .filter(
      (message) => !isNoise(message) && !asksAgain(message) && !wantsPerson(message) && !isSame(message, question.text),
    );
  for (let at = earlier.length - 1; at >= 0; at -= 1) {
    const last = await judged(earlier[at] ?? '', at > 0);
    if (!last) continue;
    const opening = at > 0 ? await judged(earlier[0] ?? '', false) : undefined;
    return opening && !opening.isForeign ? { first: opening.message, last } : { last };
  }
  return {};
}

/**
 * A message that only leans on the one before it, or presses for an answer, is no subject, unless its own words are foreign: then the subject
 * was changed.
 */
function subjectOf(message: string, hasBefore: boolean, { refusal, features }: Verdict): Subject | undefined {
  const { contentWords, unknown } = features;
  if (contentWords === 0) return undefined;
  const onlyLeans = presses(message) || isThin(features) || (contentWords <= 1 && leansBack(message));
  if (!refusal) return hasBefore && onlyLeans ? undefined : { message, isForeign: false };
  if (!hasBefore || refusal.other) return { message, isForeign: refusal.clearly };
  if (presses(message) || leansBack(message)) return undefined;
  if (unknown > mostlyUnknown) return { message, isForeign: true };
  return features.leansBack ? undefined : { message, isForeign: refusal.clearly };
}
