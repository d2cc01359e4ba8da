import type { Answer, Citation, Language } from '../knowledge';
import type { RecordCard } from './cards/record-card';
import type { RecordTopic } from './records-wanted';

/** What the bot does with a message, before any record or person comes in: knowledge's answers and what the router adds. */
export type Reply =
  | Answer
  /** Names or needs a record, or starts a task: a dialog takes it. */
  | { kind: 'record'; language: Language; topic: RecordTopic }
  | { kind: 'small-talk'; language: Language; about: 'greeting' | 'thanks' | 'goodbye' | 'who-are-you' | 'how-are-you' }
  /** Asks the bot to drop its rules, show its instructions or another's data. */
  | { kind: 'refused'; language: Language; asked: 'drop-rules' | 'show-instructions' | 'anothers-data' };

export type ReplyKind = Reply['kind'];

/** The batch protocol's one-word name for what each kind does. */
export const actionOf: Record<ReplyKind, 'answer' | 'suggest' | 'abstain' | 'handoff' | 'record' | 'chat' | 'refuse'> =
  {
    answered: 'answer',
    'which-of-these': 'suggest',
    'not-in-documents': 'abstain',
    'needs-a-person': 'handoff',
    record: 'record',
    'small-talk': 'chat',
    refused: 'refuse',
  };

/** Facts that a client which draws cards shows as one. */
export interface SpokenCard {
  sections: readonly RecordCard[];
  /** What is said beside the card: the reply's text without the facts. */
  beside: string;
}

/** What a reply tells of records, in its parts, for a model to put into words where one may. */
export interface ToldOfRecords {
  /** In the order of the reply; the clauses that explain them follow in `citations`. */
  paragraphs: readonly (string | RecordCard)[];
}

/** A reply put into words: what a channel shows. */
export interface Spoken {
  /** All of it in words, the card's facts too. Markdown kept to paragraphs, bold, block quotes and links; reads well as plain text. */
  text: string;
  language: Language;
  citations: Citation[];
  /** Buttons, the card's among them: pressing one sends `value` as the customer's own message. */
  suggestions: { title: string; value: string }[];
  card?: SpokenCard;
  /** Facts of records read in this turn, and nothing that asks, confirms or acknowledges: absent in every other reply. */
  told?: ToldOfRecords;
  /** Asks for a person: a button apart from those of the reply itself. Null where none is to be added. */
  person?: { title: string; value: string } | null;
}
