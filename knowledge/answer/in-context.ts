import type { Question } from '../answer-types';
import type { SearchIndex } from '../index/search-index';
import type { SearchResult } from '../index/searcher';
import { decide, type Decision } from './decide';
import { presses } from './pressure';

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

const refused = ({ result }: Searched): Searched => ({ result, decision: { kind: 'refuse', clearly: true } });

/**
 * Searches for a question, in the context of the conversation when it cannot stand alone. Context helps a follow-up and never rescues a question:
 * one whose own words are foreign to the documents is judged alone, and one that leans on a question that the documents do not answer,
 * or presses for an answer to it, is not answered either, however often it is repeated.
 */
export async function searchInContext(index: SearchIndex, question: Question): Promise<Searched> {
  const { language, audience } = question;
  const search: Search = async (text, history) => {
    const result = await index.search({ text, history, language, audience });
    return { result, decision: decide({ text, language }, result) };
  };
  const alone = await search(question.text, []);
  const { contentWords, unknown, concepts } = alone.result.features;
  const saysNothing = contentWords === 0 && concepts === 0;
  if (question.history.length === 0) return saysNothing ? refused(alone) : alone;

  const { first, last } = await subjectsOf(question, search);
  if (!last) return saysNothing ? refused(alone) : alone;
  if (last.isForeign && (saysNothing || presses(question.text))) return refused(alone);
  if (contentWords > 0 && unknown > mostlyUnknown) return alone;
  const context = first && first !== last ? [first.message, last.message] : [last.message];
  const inContext = await search(question.text, context);
  if (!inContext.result.features.isFollowUp) return alone;
  return last.isForeign ? refused(alone) : inContext;
}

/** An earlier message with a subject of its own. */
interface Subject {
  message: string;
  /** The documents are not even near it. */
  isForeign: boolean;
}

/** What the conversation was about: the last subject, and the first that the documents know. */
async function subjectsOf({ text, history }: Question, search: Search): Promise<{ first?: Subject; last?: Subject }> {
  const same = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase();
  const earlier = history.slice(-lookedBack).filter((message) => message.trim() !== '' && !same(message, text));
  const judged = await Promise.all(earlier.map((message, at) => subjectOf(message, earlier[at - 1], search)));
  const subjects = judged.filter((subject) => subject !== undefined);
  const first = subjects.find(({ isForeign }) => !isForeign);
  const last = subjects.at(-1);
  return { ...(first ? { first } : {}), ...(last ? { last } : {}) };
}

/** A message that only leans on the one before it, or presses for an answer, is no subject, unless its own words are foreign: then the subject was changed. */
async function subjectOf(message: string, before: string | undefined, search: Search): Promise<Subject | undefined> {
  const { result, decision } = await search(message, []);
  const { contentWords, unknown } = result.features;
  const isForeign = decision.kind === 'refuse' && decision.clearly;
  if (contentWords === 0) return undefined;
  if (before === undefined) return { message, isForeign };
  if (presses(message) && !isForeign) return undefined;
  if (decision.kind !== 'refuse' || unknown > mostlyUnknown) return { message, isForeign };
  const leans = (await search(message, [before])).result.features.isFollowUp;
  return leans ? undefined : { message, isForeign };
}
