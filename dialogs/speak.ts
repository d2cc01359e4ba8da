import { replyLanguage, type Citation, type Language } from '../knowledge';
import { wordsLanguage } from '../knowledge/answer';
import type { Contact } from './contact';
import { replies } from './replies';
import type { Reply, Spoken } from './reply-types';
import { clauseButtons, nextSteps, openers } from './suggestions';

/** What was found on the matter beside a reply that is no answer itself. */
export interface Alongside {
  text: string;
  citations: Citation[];
}

/**
 * Puts a reply into words.
 * @param contact how to reach the insurer; absent where the documents are not our own
 * @param alongside what the documents say on the matter of a record
 */
export function speak(reply: Reply, contact: Contact | undefined, alongside?: Alongside): Spoken {
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
      return say(replies.whichOfThese(language, reply.nearest.length), {
        citations: reply.nearest,
        suggestions: clauseButtons(reply.nearest),
      });
    case 'not-in-documents':
      return say(replies.notInDocuments(language, contact), { suggestions: nextSteps(language) });
    case 'needs-a-person':
      return say(replies.needsPerson(reply.reason, language, contact));
    case 'record': {
      const words = replies.record(reply.topic, language, contact);
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

/** The words that open a conversation. */
export function greeting(language: Language, contact?: Contact): Spoken {
  return speak({ kind: 'small-talk', language, about: 'greeting' }, contact);
}
