import type { Answer, Citation } from '../answer-types';
import type { Passage } from '../documents';
import { type Language, replyLanguage } from '../language/languages';
import { cite } from './citation';
import { introduction } from './introductions';

/**
 * The language that an answer's own words are in: the customer's where the quote is too, else one of the two that we speak.
 */
export const wordsLanguage = (asked: Language, quoted: Language): Language =>
  asked === quoted ? asked : replyLanguage(asked);

/** The edition to show: the customer's language, then the language of our words, then the best found. */
export function editionFor(passages: readonly [Passage, ...Passage[]], language: Language): Passage {
  const inLanguage = (wanted: Language) => passages.find(({ document }) => document.language === wanted);
  return inLanguage(language) ?? inLanguage(replyLanguage(language)) ?? passages[0];
}

/** A clause that goes on from the words above its list reads as a fragment without them. */
function isFragment(text: string): boolean {
  return /^\p{Ll}/u.test(text);
}

const quoted = (text: string): string =>
  text
    .split('\n')
    .map((line) => `> ${line}`)
    .join('\n');

/** Quotes a clause, introduced by one plain sentence. */
export function quoteClause(passage: Passage, language: Language): Extract<Answer, { kind: 'answered' }> {
  const citation: Citation = cite(passage);
  return { kind: 'answered', language, text: withQuote(citation, passage, language, 1), citations: [citation] };
}

/** Quotes two clauses that do not say the same, each under its document's title; where the titles are the same, the edition is told too. */
export function quoteBoth(first: Passage, second: Passage, language: Language): Extract<Answer, { kind: 'answered' }> {
  const citations: [Citation, Citation] = [cite(first), cite(second)];
  const [one, other] = citations;
  const named = (citation: Citation): Citation =>
    one.title === other.title ? { ...citation, title: `${citation.title}, ${citation.edition}` } : citation;
  const text = [withQuote(named(one), first, language, 1), withQuote(named(other), second, language, 2)].join('\n\n');
  return { kind: 'answered', language, text, citations };
}

function withQuote(citation: Citation, { clause }: Passage, language: Language, number: number): string {
  const lead = clause.lead !== undefined && isFragment(clause.text) ? `${quoted(clause.lead)}\n>\n` : '';
  return `${introduction(citation, language, number)}\n\n${lead}${quoted(clause.text)}`;
}
