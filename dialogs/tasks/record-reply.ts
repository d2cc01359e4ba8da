import type { Citation, ReplyLanguage } from '../../knowledge';
import { cardSuggestions, cardText, type RecordCard } from '../cards/record-card';
import type { Spoken } from '../reply-types';
import type { ClauseReference, TaskTurn } from './task';

const explains: Record<ReplyLanguage, (title: string, number: number) => string> = {
  da: (title, number) => `Om det står der i »${title}« [${number}]:`,
  en: (title, number) => `On this, “${title}” says [${number}]:`,
};

const quoted = (citation: Citation): string =>
  citation.quote
    .split('\n')
    .map((line) => `> ${line}`)
    .join('\n');

const isCard = (paragraph: string | RecordCard | undefined): paragraph is RecordCard => typeof paragraph === 'object';

const joined = (parts: readonly (string | undefined)[]): string =>
  parts.filter((part) => part !== undefined && part !== '').join('\n\n');

/**
 * A record's facts together with the clauses that explain them. A clause that the documents do not have is left out; the facts stand by
 * themselves.
 * @param paragraphs of what records said in this turn, and what may be done. A card among them (`recordCard`) is drawn where the client can, and
 * told in lines of text elsewhere; several become sections of one card
 * @param suggestions buttons beside those of the cards
 * @param question stands last, after what explains it
 */
export function recordReply(
  turn: Pick<TaskTurn, 'language' | 'explain'>,
  paragraphs: readonly (string | RecordCard | undefined)[],
  {
    clauses = [],
    suggestions = [],
    question,
  }: { clauses?: readonly ClauseReference[]; suggestions?: Spoken['suggestions']; question?: string | undefined } = {},
): Spoken {
  const citations = clauses.flatMap((reference) => turn.explain(reference, turn.language) ?? []);
  const quotes = citations.map(
    (citation, at) => `${explains[turn.language](citation.title, at + 1)}\n\n${quoted(citation)}`,
  );
  const sections = paragraphs.filter(isCard);
  const besideCards = paragraphs.map((paragraph) => (isCard(paragraph) ? undefined : paragraph));
  return {
    text: joined([
      ...paragraphs.map((paragraph) => (isCard(paragraph) ? cardText(paragraph) : paragraph)),
      ...quotes,
      question,
    ]),
    language: turn.language,
    citations,
    suggestions: [...sections.flatMap(cardSuggestions), ...suggestions],
    ...(sections.length === 0 ? {} : { card: { sections, beside: joined([...besideCards, ...quotes, question]) } }),
  };
}
