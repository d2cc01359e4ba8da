import type { Answer, Language } from '../knowledge';
import { asksForClause, pushesOn, wantsPerson } from '../knowledge/answer';
import { limitPerhapsWanted, limitWanted } from './limit-wanted';
import { type RecordTopic, recordWanted } from './records-wanted';
import { forbiddenWish } from './refusals';
import type { Reply } from './reply-types';
import { smallTalkOf } from './small-talk';

/** What the customer wrote, and before it. */
export interface Heard {
  text: string;
  /** The customer's earlier messages, oldest first. */
  history: readonly string[];
  language: Language;
}

/**
 * What the bot does with a message: refuses what it never does, chats, takes what needs a record to its dialog, and leaves everything else to
 * what knowledge answered. A button that was pressed is always its clause, whatever words the clause has.
 */
export function route({ text, history, language }: Heard, answer: Answer): Reply {
  if (answer.kind === 'answered' && asksForClause(text, answer.citations[0].quote)) return answer;
  const asked = forbiddenWish(text) ?? wishPushed(text, history);
  if (asked) return { kind: 'refused', language, asked };
  const about = smallTalkOf(text);
  if (about) return { kind: 'small-talk', language, about };
  if (wantsPerson(text)) return answer;
  const topic = recordTopic(text) ?? (perhapsLimit(text, answer) ? 'limit' : undefined);
  if (topic) return { kind: 'record', language, topic };
  return answer;
}

const perhapsLimit = (text: string, { kind }: Answer): boolean =>
  (kind === 'not-in-documents' || kind === 'which-of-these') && limitPerhapsWanted(text);

/** The kind of record that a message needs by its words alone, whatever the documents say of it. */
export const recordTopic = (text: string): RecordTopic | undefined =>
  limitWanted(text) ? 'limit' : recordWanted(text);

/** "Do it anyway" after a forbidden wish is that wish again. */
function wishPushed(text: string, history: readonly string[]): ReturnType<typeof forbiddenWish> {
  if (!pushesOn(text)) return undefined;
  const subject = history.filter((message) => !pushesOn(message)).at(-1);
  return subject === undefined ? undefined : forbiddenWish(subject);
}
