import type { ReplyLanguage } from '../knowledge';
import type { Contact } from './contact';
import { waysToReach } from './contact';
import type { RecordTopic } from './records-wanted';
import type { ForbiddenWish } from './refusals';
import type { SmallTalkTopic } from './small-talk';

type InBoth = Record<ReplyLanguage, string>;

const recordNames: Record<RecordTopic, InBoth> = {
  policy: { da: 'din police', en: 'your policy' },
  limit: { da: 'et kreditmaksimum eller en ansøgning', en: 'a credit limit or an application' },
  claim: { da: 'en skade', en: 'a claim' },
  collection: { da: 'en inkassosag', en: 'a collection case' },
  turnover: { da: 'jeres omsætning', en: 'your turnover' },
  invoice: { da: 'en faktura', en: 'an invoice' },
  deadline: { da: 'jeres frister', en: 'your deadlines' },
};

/** Danish adds an s, and after s, x or z an apostrophe instead. */
const danishGenitive = (name: string): string => (/[sxz]$/i.test(name) ? `${name}’` : `${name}s`);

const ours = (contact: Contact | undefined, language: ReplyLanguage): string =>
  contact
    ? language === 'da'
      ? danishGenitive(contact.company)
      : `${contact.company}’s`
    : language === 'da'
      ? 'selskabets'
      : 'the insurer’s';

/** What the bot says, in Danish and English. Short, true, and always with a way on. */
export const replies = {
  greeting: (language: ReplyLanguage, contact?: Contact): string =>
    language === 'da'
      ? `Hej. Jeg svarer på spørgsmål om ${ours(contact, 'da')} service: policen, kreditmaksimum, skader og inkasso. Alt, hvad jeg svarer, står i dokumenterne, og jeg viser dig hvor. Hvad vil du vide?`
      : `Hello. I answer questions about ${ours(contact, 'en')} service: your policy, credit limits, claims and collections. Everything I answer stands in the documents, and I show you where. What would you like to know?`,

  smallTalk(about: SmallTalkTopic, language: ReplyLanguage, contact?: Contact): string {
    switch (about) {
      case 'greeting':
        return replies.greeting(language, contact);
      case 'thanks':
        return language === 'da'
          ? 'Selv tak. Skriv endelig, hvis der er mere.'
          : 'You’re welcome. Just write if there is anything else.';
      case 'goodbye':
        return language === 'da'
          ? 'Hav en god dag. Du er altid velkommen igen.'
          : 'Have a good day. You are welcome back any time.';
      case 'who-are-you':
        return language === 'da'
          ? `Jeg er ${ours(contact, 'da')} digitale assistent, ikke et menneske. Jeg finder svar i dokumenterne om policen, kreditmaksimum, skader og inkasso og viser, hvor de står. ${waysToReach(contact, 'da')}, hvis du hellere vil tale med et menneske.`
          : `I am ${ours(contact, 'en')} digital assistant, not a person. I find answers in the documents about policies, credit limits, claims and collections, and show where they stand. ${waysToReach(contact, 'en')} if you would rather talk to a person.`;
      case 'how-are-you':
        return language === 'da'
          ? 'Tak, fordi du spørger. Alt kører, som det skal. Hvad kan jeg hjælpe dig med?'
          : 'Thank you for asking. Everything is running as it should. What can I help you with?';
      default:
        throw new Error(`Unhandled small talk: ${about satisfies never}`);
    }
  },

  notInDocuments: (language: ReplyLanguage, contact?: Contact): string =>
    language === 'da'
      ? `Det kan jeg ikke finde i vores dokumenter, så jeg vil ikke gætte. ${waysToReach(contact, 'da')}, så hjælper et menneske dig videre.`
      : `I cannot find that in our documents, and I will not guess. ${waysToReach(contact, 'en')}, and a person will help you on.`,

  whichOfThese: (language: ReplyLanguage, count: number): string =>
    language === 'da'
      ? count === 1
        ? 'Jeg er ikke sikker på, hvad du mener. Det nærmeste, jeg kan finde, er dette:'
        : 'Jeg er ikke sikker på, hvad du mener. Er det et af disse steder?'
      : count === 1
        ? 'I am not sure what you mean. The nearest I can find is this:'
        : 'I am not sure what you mean. Is it one of these?',

  needsPerson(reason: 'asked' | 'complaint' | 'dispute', language: ReplyLanguage, contact?: Contact): string {
    const reach = waysToReach(contact, language);
    switch (reason) {
      case 'asked':
        return language === 'da'
          ? `Selvfølgelig. Jeg kan ikke stille dig om herfra. ${reach}.`
          : `Of course. I cannot put you through from here. ${reach}.`;
      case 'complaint':
        return language === 'da'
          ? `Det er jeg ked af at høre. En klage skal et menneske se på, og jeg kan ikke tage imod den her. ${reach}, så bliver den hørt.`
          : `I am sorry to hear that. A complaint needs a person to look at it, and I cannot take it in here. ${reach}, so that it is heard.`;
      case 'dispute':
        return language === 'da'
          ? `Jeg forstår, at du er uenig. Jeg kan ikke ændre en afgørelse; det skal et menneske se på. ${reach}. Hav gerne det, du vil have taget med i betragtning, klar.`
          : `I understand that you disagree. I cannot change a decision; a person has to look at it. ${reach}. It helps to have what you want considered at hand.`;
      default:
        throw new Error(`Unhandled reason: ${reason satisfies never}`);
    }
  },

  record: (topic: RecordTopic, language: ReplyLanguage, contact?: Contact): string =>
    language === 'da'
      ? `Jeg kan ikke slå op i policer, kreditmaksimum, skader eller sager her, og derfor heller ikke se eller ændre noget om ${recordNames[topic].da}. ${waysToReach(contact, 'da')}, så får du svar på netop jeres sag.`
      : `I cannot look into policies, credit limits, claims or cases here, so I can neither see nor change anything about ${recordNames[topic].en}. ${waysToReach(contact, 'en')} for an answer about your own case.`,

  recordMeanwhile: (language: ReplyLanguage): string =>
    language === 'da' ? 'Det, dokumenterne siger om emnet:' : 'What the documents say on the matter:',

  refused(asked: ForbiddenWish, language: ReplyLanguage): string {
    switch (asked) {
      case 'drop-rules':
        return language === 'da'
          ? 'Det gør jeg ikke. Jeg svarer kun ud fra dokumenterne, også når jeg bliver bedt om andet. Spørg endelig om policen, kreditmaksimum, skader eller inkasso.'
          : 'I will not do that. I answer from the documents only, also when asked to do otherwise. Do ask about your policy, credit limits, claims or collections.';
      case 'show-instructions':
        return language === 'da'
          ? 'Mine instruktioner viser jeg ikke. Dokumenterne, som jeg svarer ud fra, er derimod åbne, og jeg viser gerne, hvad de siger om policen, kreditmaksimum, skader eller inkasso.'
          : 'I do not show my instructions. The documents that I answer from are open, though, and I will gladly show what they say about policies, credit limits, claims or collections.';
      case 'anothers-data':
        return language === 'da'
          ? 'Det må jeg ikke sige noget om: oplysninger om andre kunder er fortrolige, ligesom jeres er det. Jeg hjælper gerne med et spørgsmål om jeres egen aftale.'
          : 'I may not say anything about that: what concerns other customers is confidential, just as what concerns you is. I will gladly help with a question about your own policy.';
      default:
        throw new Error(`Unhandled wish: ${asked satisfies never}`);
    }
  },

  tooLong: (language: ReplyLanguage, mostCharacters: number): string =>
    language === 'da'
      ? `Din besked er for lang for mig: jeg kan læse ${mostCharacters.toLocaleString('da-DK')} tegn ad gangen. Kan du skrive spørgsmålet kortere?`
      : `Your message is too long for me: I can read ${mostCharacters.toLocaleString('en-GB')} characters at a time. Can you put the question more briefly?`,

  notUnderstood: (language: ReplyLanguage): string =>
    language === 'da'
      ? 'Den slags besked kan jeg ikke læse. Skriv gerne dit spørgsmål som tekst.'
      : 'I cannot read that kind of message. Please write your question as text.',

  saysNothing: (language: ReplyLanguage): string =>
    language === 'da'
      ? 'Det forstod jeg ikke. Skriv gerne dit spørgsmål med et par ord, for eksempel om policen, kreditmaksimum, skader eller inkasso.'
      : 'I did not understand that. Please put your question in a few words, for instance about your policy, credit limits, claims or collections.',

  failed: (language: ReplyLanguage, reference: string, contact?: Contact): string =>
    language === 'da'
      ? `Undskyld, noget gik galt hos os, og jeg kunne ikke svare. Prøv igen om lidt. ${waysToReach(contact, 'da')}, hvis det bliver ved; oplys gerne referencen ${reference}.`
      : `I am sorry, something went wrong on our side and I could not answer. Please try again in a moment. ${waysToReach(contact, 'en')} if it goes on; please give the reference ${reference}.`,
};
