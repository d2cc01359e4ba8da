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

export const isCard = (paragraph: string | RecordCard | undefined): paragraph is RecordCard =>
  typeof paragraph === 'object';

const joined = (parts: readonly (string | undefined)[]): string =>
  parts.filter((part) => part !== undefined && part !== '').join('\n\n');

/**
 * The parts of a reply as text, and as a card with what is said beside it.
 * @param quotes the clauses that are quoted, each with its number
 */
export function laidOut(
  language: ReplyLanguage,
  paragraphs: readonly (string | RecordCard | undefined)[],
  quotes: readonly { citation: Citation; number: number }[],
  question?: string,
): Pick<Spoken, 'text' | 'card'> {
  const quotedClauses = quotes.map(
    ({ citation, number }) => `${explains[language](citation.title, number)}\n\n${quoted(citation)}`,
  );
  const sections = paragraphs.filter(isCard);
  const besideCards = paragraphs.map((paragraph) => (isCard(paragraph) ? undefined : paragraph));
  return {
    text: joined([
      ...paragraphs.map((paragraph) => (isCard(paragraph) ? cardText(paragraph) : paragraph)),
      ...quotedClauses,
      question,
    ]),
    ...(sections.length === 0
      ? {}
      : { card: { sections, beside: joined([...besideCards, ...quotedClauses, question]) } }),
  };
}

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
  const { language } = turn;
  const citations = clauses.flatMap((reference) => turn.explain(reference, language) ?? []);
  const { text, card } = laidOut(
    language,
    paragraphs,
    citations.map((citation, at) => ({ citation, number: at + 1 })),
    question,
  );
  return {
    text,
    language,
    citations,
    suggestions: [...paragraphs.filter(isCard).flatMap(cardSuggestions), ...suggestions],
    ...(card && { card }),
  };
}

/** The same for what does nothing but tell of records: a model may put it into words, where the insurer lets it. */
export function recordTold(
  turn: Pick<TaskTurn, 'language' | 'explain'>,
  paragraphs: readonly (string | RecordCard | undefined)[],
  beside: { clauses?: readonly ClauseReference[]; suggestions?: Spoken['suggestions'] } = {},
): Spoken {
  const told = paragraphs.flatMap((paragraph) => (paragraph === undefined || paragraph === '' ? [] : [paragraph]));
  return { ...recordReply(turn, paragraphs, beside), told: { paragraphs: told } };
}
