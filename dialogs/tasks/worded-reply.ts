import type { Fact, WrittenFacts } from '../../knowledge/writing';
import type { RecordCard } from '../cards/record-card';
import type { ReplyLanguage } from '../../knowledge';
import type { Spoken, ToldOfRecords } from '../reply-types';
import { isCard, laidOut } from './record-reply';

/** Without what only lays the text out. */
const plain = (text: string): string => text.replaceAll('**', '').replace(/^- /gm, '');

/** What a reply tells of records, as facts for a model. */
export const factsOf = ({ paragraphs }: ToldOfRecords): Fact[] =>
  paragraphs.map((paragraph) =>
    isCard(paragraph)
      ? { title: paragraph.title, text: paragraph.lines.map(({ label, text }) => `${label}: ${text}`).join('\n') }
      : { text: plain(paragraph) },
  );

/** A heading stands over what follows it, and goes nowhere without that. */
const isSentence = (paragraph: string): boolean => paragraph.endsWith('.');

/**
 * A record's reply with the model's words in front. Nothing of it is lost: cards and buttons stay as they are, and of the rest goes only what the words
 * tell in full, or a clause that they cite. Where something of what the model said had to be dropped, all of the reply follows.
 */
export function wordedReply(
  spoken: Spoken & { told: ToldOfRecords },
  language: ReplyLanguage,
  { text, cited, isSound, saidInFull }: WrittenFacts,
): Spoken {
  const citations = [...cited, ...spoken.citations.filter((citation) => !cited.includes(citation))];
  const goes = (paragraph: string | RecordCard, at: number): boolean =>
    isSound && !isCard(paragraph) && isSentence(paragraph) && saidInFull[at] === true;
  const left = spoken.told.paragraphs.filter((paragraph, at) => !goes(paragraph, at));
  const quotes = citations.flatMap((citation, at) =>
    isSound && cited.includes(citation) ? [] : [{ citation, number: at + 1 }],
  );
  return { ...spoken, citations, ...laidOut(language, [text, ...left], quotes) };
}
