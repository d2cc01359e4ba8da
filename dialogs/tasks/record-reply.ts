import type { Citation, ReplyLanguage } from '../../knowledge';
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

/**
 * A record's facts together with the clauses that explain them. A clause that the documents do not have is left out; the facts stand by
 * themselves.
 * @param paragraphs of what records said in this turn, and what may be done
 * @param question stands last, after what explains it
 */
export function recordReply(
  turn: Pick<TaskTurn, 'language' | 'explain'>,
  paragraphs: readonly (string | undefined)[],
  {
    clauses = [],
    suggestions = [],
    question,
  }: { clauses?: readonly ClauseReference[]; suggestions?: Spoken['suggestions']; question?: string | undefined } = {},
): Spoken {
  const citations = clauses.flatMap((reference) => turn.explain(reference) ?? []);
  const quotes = citations.map(
    (citation, at) => `${explains[turn.language](citation.title, at + 1)}\n\n${quoted(citation)}`,
  );
  const said = paragraphs.filter((paragraph): paragraph is string => paragraph !== undefined && paragraph !== '');
  return {
    text: [...said, ...quotes, ...(question ? [question] : [])].join('\n\n'),
    language: turn.language,
    citations,
    suggestions,
  };
}
