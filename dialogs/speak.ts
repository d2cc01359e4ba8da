import { replyLanguage, type Language, type Passage } from '../knowledge';
import { wordsLanguage } from '../knowledge/answer';
import type { Contact } from './contact';
import { replies } from './replies';
import type { Reply, Spoken } from './reply-types';
import { clauseButtons, clauseList } from './clause-buttons';
import { nextSteps, openers } from './suggestions';
import { taskWords, type WithoutRecords } from './tasks/task-words';

/** What was found beside a reply that is no answer itself. */
export interface Beside {
  /** What the documents say on the matter of a record. */
  answer?: Pick<Extract<Reply, { kind: 'answered' }>, 'text' | 'citations'> | undefined;
  /** The nearest passages: what their clauses all begin with is left out of buttons. */
  passages?: readonly Passage[];
  /** Why no record can be looked up for whoever asks. */
  withoutRecords?: WithoutRecords | undefined;
  /** What is said of the record that the message names, to whoever has no such record. */
  noSuch?: string | undefined;
}

/**
 * Puts a reply into words.
 * @param contact how to reach the insurer; absent where the documents are not our own
 */
export function speak(
  reply: Reply,
  contact: Contact | undefined,
  { answer: alongside, passages = [], withoutRecords = 'none', noSuch }: Beside = {},
): Spoken {
  const language = replyLanguage(reply.language);
  const say = (text: string, more: Partial<Pick<Spoken, 'citations' | 'suggestions'>> = {}): Spoken => ({
    text,
    language,
    citations: [],
    suggestions: [],
    ...more,
  });
  switch (reply.kind) {
    case 'answered':
      return {
        text: reply.text,
        language: wordsLanguage(reply.language, reply.citations[0].language),
        citations: reply.citations,
        suggestions: [],
      };
    case 'which-of-these':
      return say(`${replies.whichOfThese(language, reply.nearest.length)}\n\n${clauseList(reply.nearest)}`, {
        citations: reply.nearest,
        suggestions: clauseButtons(reply.nearest, passages),
      });
    case 'not-in-documents':
      return say(replies.notInDocuments(language, contact), { suggestions: nextSteps(language) });
    case 'needs-a-person':
      return say(replies.needsPerson(reply.reason, language, contact));
    case 'record': {
      const words =
        withoutRecords === 'none'
          ? replies.record(reply.topic, language, contact)
          : taskWords.withoutRecords(withoutRecords, language, contact, noSuch);
      return alongside ? say(`${words}\n\n${alongside.text}`, { citations: alongside.citations }) : say(words);
    }
    case 'small-talk':
      return say(replies.smallTalk(reply.about, language, contact), {
        suggestions: reply.about === 'greeting' || reply.about === 'who-are-you' ? openers(language) : [],
      });
    case 'refused':
      return say(replies.refused(reply.asked, language));
    default:
      throw new Error(`Unhandled reply: ${reply satisfies never}`);
  }
}

/** What is said to a message without a word in it. */
export function speakNotUnderstood(asked: Language): Spoken {
  const language = replyLanguage(asked);
  return { text: replies.saysNothing(language), language, citations: [], suggestions: openers(language) };
}

/** The words that open a conversation. */
export function greeting(language: Language, contact?: Contact): Spoken {
  return speak({ kind: 'small-talk', language, about: 'greeting' }, contact);
}
