import type { Question } from '../answer-types';
import type { SearchIndex } from '../index/search-index';
import type { SearchResult } from '../index/searcher';
import { decide, type Decision } from './decide';

/** A search and what it was decided to mean. */
export interface Searched {
  result: SearchResult;
  decision: Decision;
}

/** More than this share of a question's own words unknown: it speaks of something else, whatever was spoken of before. */
const mostlyUnknown = 0.45;
/** Earlier messages looked at: a follow-up leans on what was said just before. */
const lookedBack = 6;

/**
 * Searches for a question, in the context of the conversation when it cannot stand alone. Context helps a follow-up and never rescues a question:
 * one whose own words are foreign to the documents is judged alone, and one that leans on a question that the documents do not answer
 * is not answered either, however often it is repeated.
 */
export async function searchInContext(index: SearchIndex, question: Question): Promise<Searched> {
  const search = async (text: string, history: string[]): Promise<Searched> => {
    const result = await index.search({ text, history, language: question.language, audience: question.audience });
    return { result, decision: decide({ text, language: question.language }, result) };
  };
  const alone = await search(question.text, []);
  if (question.history.length === 0) return alone;
  if (alone.result.features.contentWords > 0 && alone.result.features.unknown > mostlyUnknown) return alone;

  const subjects = await subjectsOf(question.history.slice(-lookedBack), question.text, search);
  if (subjects.kind === 'none') return alone;
  if (subjects.kind === 'not-ours') return { result: alone.result, decision: { kind: 'refuse' } };
  const inContext = await search(question.text, subjects.history);
  return inContext.result.features.isFollowUp ? inContext : alone;
}

type Subjects = { kind: 'none' } | { kind: 'not-ours' } | { kind: 'ours'; history: string[] };

/**
 * The earlier questions that a follow-up may lean on: those with a subject of their own. When the last of them is not answered by the
 * documents, then what leans on it is not either.
 */
async function subjectsOf(
  history: string[],
  text: string,
  search: (text: string, history: string[]) => Promise<Searched>,
): Promise<Subjects> {
  const same = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase();
  const earlier = history.filter((message) => message.trim() !== '' && !same(message, text));
  const judged = await Promise.all(earlier.map(async (message, at) => ({ message, ...(await judge(message, earlier[at - 1])) })));
  const subjects = judged.filter(({ isSubject }) => isSubject);
  const last = subjects.at(-1);
  if (!last) return { kind: 'none' };
  // Only what leans back is held to the earlier question; what stands alone is judged alone.
  const leaning = await search(text, [last.message]);
  if (!leaning.result.features.isFollowUp) return { kind: 'none' };
  if (last.refused) return { kind: 'not-ours' };
  const first = subjects.find(({ refused }) => !refused);
  return { kind: 'ours', history: first && first !== last ? [first.message, last.message] : [last.message] };

  /** A message that only leans on the one before it is no subject, unless its own words are foreign: then the subject was changed. */
  async function judge(message: string, before: string | undefined): Promise<{ isSubject: boolean; refused: boolean }> {
    const { result, decision } = await search(message, []);
    const refused = decision.kind === 'refuse';
    const { contentWords, unknown } = result.features;
    if (contentWords === 0) return { isSubject: false, refused };
    if (before === undefined || !refused || unknown > mostlyUnknown) return { isSubject: true, refused };
    const leans = (await search(message, [before])).result.features.isFollowUp;
    return { isSubject: !leans, refused };
  }
}
