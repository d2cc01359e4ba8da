import {
  localeLanguage,
  type AnswerStream,
  type Audience,
  type Knowledge,
  type Language,
  type Passage,
  keepingResults,
  replyLanguage,
} from '../knowledge';
import { asksForClause, isNoise, wantsPerson, wordsLanguage } from '../knowledge/answer';
import type { Ways } from '../knowledge/answer';
import { identifyLanguage, tellsLanguage } from '../knowledge/language';
import type { HelpTrace } from '../knowledge/understanding';
import type { AnswerWriter } from '../knowledge/writing';
import type { Contact } from './contact';
import { noSuchRecordNamed } from './no-such-record';
import type { DialogPicker, Picked } from './picking/picker';
import { asksForRecordIn } from './records-wanted';
import { forbiddenWish } from './refusals';
import type { Reply, Spoken } from './reply-types';
import { recordTopic, route } from './router';
import { isSmallTalkIn, smallTalkOf } from './small-talk';
import { speak, speakNotUnderstood } from './speak';
import type { WithoutRecords } from './tasks/task-words';

/** A customer's message and what is known around it. */
export interface Message {
  text: string;
  /** The customer's earlier messages in this conversation, oldest first. */
  history: string[];
  /** The language of the conversation so far: it decides where the message does not. */
  conversationLanguage?: Language | undefined;
  /** The channel's locale ("da-DK"): it decides where nothing else does. */
  locale?: string | undefined;
  /** Answers in this language whatever the message is written in. */
  forcedLanguage?: Language | undefined;
  audience: Audience;
  /** Why no record can be looked up for whoever asks; undefined where a task may look. */
  withoutRecords?: WithoutRecords | undefined;
  /** Shows the answer as it is being made; absent where it cannot be shown, or where something else than an answer may come of the message. */
  stream?: AnswerStream | undefined;
  /** Leaves the message to the offline way and answers in quotes: what is typed into a task is mostly no question, and none of a model's business. */
  quotesOnly?: boolean | undefined;
  /** Whether something else than the answer is said in the end: then it is not put into words, nor shown while that is done. */
  goesElsewhere?: ((response: Response) => Promise<boolean>) | undefined;
  /** The conversation, for the limits on what a model may cost in one. */
  conversation?: string | undefined;
}

/** What the bot makes of a message. */
export interface Response {
  /** `reply.language` is the customer's language: remember it as the conversation's. */
  reply: Reply;
  /** `spoken.language` is what the words are in: English for a Swedish question, say. */
  spoken: Spoken;
  /** The answer is in a model's words, and may have been shown as it grew: it stands. */
  isWorded?: true;
  /** The ten best passages, one per clause, best first, whatever the reply is. */
  passages: Passage[];
  /** The dialog that the message begins, where more than its words has told. */
  picked?: Picked | undefined;
}

/** How a message is understood. What is absent is done the offline way. */
export interface Understanding extends Ways {
  picker?: DialogPicker | undefined;
  /** The steps that a model was asked for so far. */
  taken?: () => readonly HelpTrace[];
}

export interface Responder {
  respond(message: Message): Promise<Response>;
}

/** The bot's own decision on one message: no records, no customer, no channel. */
export function createResponder({
  knowledge,
  contact,
  writer,
  understandingFor,
}: {
  knowledge: Knowledge;
  contact?: Contact | undefined;
  /** Puts answers from documents into words; absent: they are quoted. */
  writer?: AnswerWriter | undefined;
  /** How the message of a turn is understood; absent: the offline way. */
  understandingFor?: ((conversation: string | undefined) => Understanding) | undefined;
}): Responder {
  return {
    async respond(message) {
      const language = languageOf(message);
      const { text, history, audience } = message;
      const isOffline = message.quotesOnly === true || !isSubject(text);
      const understanding = isOffline ? {} : (understandingFor?.(message.conversation) ?? {});
      const { answer, passages } = await knowledge.answer(
        {
          text,
          history: history.filter(isSubject),
          language,
          audience,
        },
        // What needs a record is not answered by a clause: no model need look which one is best.
        recordTopic(text) ? {} : understanding,
      );
      const heard = route({ text, history, language }, answer);
      // Whose records cannot be looked up has nothing to begin.
      const picked = message.withoutRecords
        ? undefined
        : await understanding.picker?.pick({ text, history: history.filter(isSubject), language, reply: heard });
      const routed: Reply = picked?.topic ? { kind: 'record', language, topic: picked.topic } : heard;
      const respondWith = (reply: Reply): Response => {
        const alongside = reply.kind === 'record' && answer.kind === 'answered' ? answer : undefined;
        const spoken =
          reply.kind === 'not-in-documents' && isNoise(text)
            ? speakNotUnderstood(language)
            : speak(reply, contact, {
                answer: alongside,
                passages,
                withoutRecords: message.withoutRecords,
                noSuch:
                  reply.kind === 'record'
                    ? noSuchRecordNamed(text, reply.topic, replyLanguage(reply.language))
                    : undefined,
              });
        return { reply, spoken, passages, ...(picked && { picked }) };
      };
      const response = respondWith(routed);
      if (!writer || message.quotesOnly || (await message.goesElsewhere?.(response))) return response;
      const worded = await inWords(routed, message, passages, { writer, helps: understanding.taken?.() ?? [] });
      return worded === routed ? response : { ...respondWith(worded), isWorded: true };
    },
  };
}

/** An answer put into words; whoever presses a clause's button wants the clause itself. */
async function inWords(
  reply: Reply,
  message: Message,
  passages: Passage[],
  { writer, helps }: { writer: AnswerWriter; helps: readonly HelpTrace[] },
): Promise<Reply> {
  if (reply.kind !== 'answered' || asksForClause(message.text, reply.citations[0].quote)) return reply;
  return writer.write(
    {
      question: message.text,
      earlier: message.history.filter(isSubject),
      quoted: reply,
      passages,
      language: wordsLanguage(reply.language, reply.citations[0].language),
      stream: message.stream,
      helps,
    },
    message.conversation,
  );
}

/** What a follow-up can lean on: neither chat, nor what the bot refused, nor a call for a person. */
const isSubject = keepingResults(
  2000,
  (message) =>
    smallTalkOf(message) === undefined && forbiddenWish(message) === undefined && wantsPerson(message) === undefined,
);

/** Fewer words do not tell their language. */
const shortestTelling = 3;
/** Where nothing tells a language from its neighbours, it is the first one's of our customers. */
const first: Language = 'da';

/** Per message; the conversation's language breaks ties, and where it has none yet, that of what was said last, then the locale's. */
function languageOf({ text, history, forcedLanguage, conversationLanguage, locale }: Message): Language {
  if (forcedLanguage) return forcedLanguage;
  // A page's language must not pull a conversation out of its own: "Jo Field" is a name, and Danish only on a Danish page.
  const known = (
    conversationLanguage ? [conversationLanguage] : [languageSpoken(history), localeLanguage(locale)]
  ).filter((language) => language !== undefined);
  const chatIn = [...known, first].find((language) => isSmallTalkIn(text, language));
  if (chatIn) return chatIn;
  // A word or two ("Hej") may be of several languages; where nothing else is known it is taken as our first.
  const isTooShort = text.trim().split(/\s+/).length < shortestTelling;
  if (isTooShort && !tellsLanguage(text)) {
    // A name or a term alone ("Sølvmåge") leaves the conversation in its language.
    if (conversationLanguage) return conversationLanguage;
    const askedIn = known.find((language) => asksForRecordIn(text, language));
    if (askedIn) return askedIn;
  }
  return identifyLanguage(text, known.length === 0 && isTooShort ? [first] : known);
}

/** The longest of the last messages tells the language best. */
function languageSpoken(history: readonly string[]): Language | undefined {
  const [longest] = history.slice(-3).sort((a, b) => b.length - a.length);
  return longest === undefined ? undefined : identifyLanguage(longest);
}
