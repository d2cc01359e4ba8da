import type { Question } from '../answer-types';
import type { SearchIndex } from '../index/search-index';
import type { SearchResult } from '../index/searcher';
import { asksAgain } from './asks-again';
import { decide, type Decision } from './decide';
import type { DecisionNumbers } from './decision-rule';
import { isNoise } from './noise';
import { leansBack, presses, pushesOn } from './pressure';
import { wantsPerson } from './wants-person';

/** A search and what it was decided to mean. */
export interface Searched {
  result: SearchResult;
  decision: Decision;
}

type Search = (text: string, history: string[]) => Promise<Searched>;

/** More than this share of a question's own words unknown: it speaks of something else, whatever was spoken of before. */
const mostlyUnknown = 0.45;
/** Earlier messages looked at: a follow-up leans on what was said just before. */
const lookedBack = 8;

const refused = ({ result }: Searched): Searched => ({
  result,
  decision: { kind: 'refuse', clearly: true, other: false },
});

/**
 * Searches for a question, in the context of the conversation when it cannot stand alone. Context helps a follow-up and never rescues a question:
 * one whose own words are foreign to the documents is judged alone, and one that leans on a question that the documents do not answer,
 * or presses for an answer to it, is not answered either, however often it is repeated.
 */
export async function searchInContext(
  index: SearchIndex,
  question: Question,
  numbers?: DecisionNumbers,
): Promise<Searched> {
  const { language, audience } = question;
  const search: Search = async (text, history) => {
    const result = await index.search({ text, history, language, audience });
    return { result, decision: decide({ text, language }, result, numbers) };
  };
  const alone = await search(question.text, []);
  const { contentWords, unknown, concepts } = alone.result.features;
  if (isNoise(question.text)) return refused(alone);
  const saysNothing = (contentWords === 0 && concepts === 0) || pushesOn(question.text);
  const previous = question.history.at(-1);
  if (previous === undefined) return saysNothing ? refused(alone) : alone;

  const pointsBack = saysNothing || presses(question.text) || leansBack(question.text);
  if (!pointsBack && standsAlone(alone)) return alone;
  const { first, last } = await subjectsOf(question, index, search);
  if (!last) return saysNothing ? refused(alone) : alone;
  if (last.isForeign) return pointsBack ? refused(alone) : alone;
  if (contentWords > 0 && unknown > mostlyUnknown) return alone;
  const context = first && first !== last.message ? [first, last.message] : [last.message];
  const inContext = await search(question.text, context);
  return inContext.result.features.isFollowUp ? inContext : alone;
}

/** Words enough to be a question of its own: what was spoken of before must not change its answer. One word may be, if it is answered. */
const standsAlone = ({ result, decision }: Searched): boolean =>
  result.features.contentWords > 1 || (result.features.contentWords === 1 && decision.kind !== 'refuse');

/** An earlier message with a subject of its own. */
interface Subject {
  message: string;
  /** The documents are not even near it. */
  isForeign: boolean;
}

/** A message is judged again with every message that follows it: its judgement is kept, of so many messages, for as long as the index. */
const mostKept = 2000;
const kept = new WeakMap<SearchIndex, Map<string, Promise<Subject | undefined>>>();

function onceFor(
  index: SearchIndex,
  key: string,
  judge: () => Promise<Subject | undefined>,
): Promise<Subject | undefined> {
  let judgements = kept.get(index);
  if (!judgements || judgements.size >= mostKept) kept.set(index, (judgements = new Map()));
  const known = judgements.get(key) ?? judge();
  judgements.set(key, known);
  return known;
}

/** What the conversation was about: the last subject, and the first message when the documents know its subject. */
async function subjectsOf(
  { text, history, language, audience }: Question,
  index: SearchIndex,
  search: Search,
): Promise<{ first?: string; last?: Subject }> {
  const judged = (message: string, before: string | undefined): Promise<Subject | undefined> =>
    onceFor(index, JSON.stringify([language, audience, message, before]), () => subjectOf(message, before, search));
  const same = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase();
  const earlier = history
    .slice(-lookedBack)
    .filter((message) => !isNoise(message) && !asksAgain(message) && !wantsPerson(message) && !same(message, text));
  for (let at = earlier.length - 1; at >= 0; at -= 1) {
    const message = earlier[at] ?? '';
    const last = await judged(message, earlier[at - 1]);
    if (!last) continue;
    const opening = at > 0 ? await judged(earlier[0] ?? '', undefined) : undefined;
    return opening && !opening.isForeign ? { first: opening.message, last } : { last };
  }
  return {};
}

/**
 * A message that only leans on the one before it, or presses for an answer, is no subject, unless its own words are foreign: then the subject
 * was changed.
 */
async function subjectOf(message: string, before: string | undefined, search: Search): Promise<Subject | undefined> {
  const { result, decision } = await search(message, []);
  const { contentWords, unknown } = result.features;
  if (contentWords === 0) return undefined;
  const onlyLeans = presses(message) || (contentWords <= 1 && leansBack(message));
  if (decision.kind !== 'refuse') return before !== undefined && onlyLeans ? undefined : { message, isForeign: false };
  if (before === undefined || decision.other) return { message, isForeign: decision.clearly };
  if (presses(message) || leansBack(message)) return undefined;
  if (unknown > mostlyUnknown) return { message, isForeign: true };
  const leans = (await search(message, [before])).result.features.isFollowUp;
  return leans ? undefined : { message, isForeign: decision.clearly };
}
