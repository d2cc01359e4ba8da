import type { Knowledge, ReplyLanguage } from '../../knowledge';
import { cite } from '../../knowledge/answer';

/** Something that a member of staff may send, after they have read it: a clause's own words, with where they stand. */
export interface Suggestion {
  text: string;
  citations: { title: string; heading: string; link: string }[];
  /** From a document that customers may not see: to be told in one's own words, if at all. */
  staffOnly: boolean;
}

const mostSuggestions = 3;

/**
 * Finds the clauses nearest to what the customer asks.
 * @param questions what the customer wrote last, oldest first; the last one is answered
 */
export async function suggestionsFor(
  knowledge: Pick<Knowledge, 'answer'>,
  questions: readonly string[],
  language: ReplyLanguage,
): Promise<Suggestion[]> {
  const text = questions.at(-1)?.trim();
  if (!text) return [];
  const { passages } = await knowledge.answer({ text, history: questions.slice(0, -1), language, audience: 'staff' });
  return passages.slice(0, mostSuggestions).map((passage) => {
    const { title, heading, quote, link } = cite(passage);
    return { text: quote, citations: [{ title, heading, link }], staffOnly: passage.document.audience === 'staff' };
  });
}
