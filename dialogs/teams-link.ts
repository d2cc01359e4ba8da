import type { ReplyLanguage } from '../knowledge';
import type { Contact } from './contact';
import { taskWords, type WithoutRecords } from './tasks/task-words';

/** What a person writes in Teams about their own link to a customer. */
export type LinkWish = { kind: 'link'; code: string } | { kind: 'unlink' };

/** The site's link to Teams has the message ready ("link <code>"); "unlink" takes the link away. Everything else is no such wish. */
export function linkWish(text: string): LinkWish | undefined {
  const code = /^\s*(?:link|forbind)\s+([\w-]+\.[\w-]+\.[\w-]+)\s*$/i.exec(text)?.[1];
  if (code !== undefined) return { kind: 'link', code };
  return /^\s*(?:unlink|fjern forbindelse[n]?|afbryd forbindelse[n]?)\s*[.!]?\s*$/i.test(text)
    ? { kind: 'unlink' }
    : undefined;
}

/** What came of the wish. A link names whom it speaks for: somebody may have been sent one that is not theirs. */
export type LinkOutcome =
  | { kind: 'linked'; customer: string }
  | { kind: 'replayed' | 'linked-to-another' | 'not-genuine' | 'unlinked' | 'not-linked' | 'in-company' };

const linked: Record<ReplyLanguage, (customer: string) => string> = {
  da: (customer) =>
    `Din Teams-konto er nu forbundet med ${customer}. Herfra kan du spørge til jeres egne policer, kreditmaksimum og sager. Er det ikke dig, så skriv "fjern forbindelsen" med det samme.`,
  en: (customer) =>
    `Your Teams account is now connected to ${customer}. From here you can ask about your own policies, limits and cases. If that is not you, write "unlink" at once.`,
};

const words: Record<Exclude<LinkOutcome['kind'], 'linked'>, Record<ReplyLanguage, string>> = {
  replayed: {
    da: 'Det link er allerede brugt; hvert link virker én gang. Log ind på vores side, og hent et nyt.',
    en: 'That link has been used; each works once. Sign in on our site and fetch a new one.',
  },
  'linked-to-another': {
    da: 'Din Teams-konto er allerede forbundet med en anden kunde. Skriv "fjern forbindelsen" først, og brug så et nyt link.',
    en: 'Your Teams account is already connected to another customer. Write "unlink" first, then use a new link.',
  },
  'not-genuine': {
    da: 'Det link virker ikke: det er udløbet eller ikke fra os. Log ind på vores side, og hent et nyt.',
    en: 'That link does not work: it has expired, or is not from us. Sign in on our site and fetch a new one.',
  },
  unlinked: {
    da: 'Forbindelsen er fjernet. Jeg svarer nu kun på generelle spørgsmål her.',
    en: 'The connection is gone. From now on I answer general questions only here.',
  },
  'not-linked': {
    da: 'Din Teams-konto er ikke forbundet med nogen kunde.',
    en: 'Your Teams account is not connected to any customer.',
  },
  'in-company': {
    da: 'Det gør vi i en personlig chat, hvor ingen andre læser med. Skriv til mig der.',
    en: 'We do that in a personal chat, where nobody else reads along. Write to me there.',
  },
};

export const linkReply = (outcome: LinkOutcome, language: ReplyLanguage): string =>
  outcome.kind === 'linked' ? linked[language](outcome.customer) : words[outcome.kind][language];

const signInFailedWords: Record<ReplyLanguage, string> = {
  da: 'Det lykkedes ikke at logge dig ind i Teams. Generelle spørgsmål kan du stille alligevel.',
  en: 'Signing you in in Teams did not succeed. You can ask general questions all the same.',
};

/** What is said when Teams tells that a sign-in there came to nothing. @param why what stands between the person and their records; `none`: nothing that they could mend */
export const signInFailed = (why: WithoutRecords, language: ReplyLanguage, contact: Contact | undefined): string =>
  why === 'none'
    ? signInFailedWords[language]
    : `${signInFailedWords[language]} ${taskWords.withoutRecords(why, language, contact)}`;
