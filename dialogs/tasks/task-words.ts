import type { UnavailableReason } from '../../adapters/records/port';
import type { ReplyLanguage } from '../../knowledge';
import { type Contact, waysToReach } from '../contact';
import type { Spoken } from '../reply-types';

type Suggestion = Spoken['suggestions'][number];

/** Buttons that send the customer's own words. */
export const say = (title: string): Suggestion => ({ title, value: title });

const spoken = (text: string, language: ReplyLanguage, suggestions: Suggestion[] = []): Spoken => ({
  text,
  language,
  citations: [],
  suggestions,
});

const whatFailed: Record<UnavailableReason, Record<ReplyLanguage, string>> = {
  slow: {
    da: 'Systemet med jeres sager svarede ikke i tide, så jeg kunne ikke slå det op.',
    en: 'The system that holds your records did not answer in time, so I could not look that up.',
  },
  down: {
    da: 'Jeg kan ikke få fat i systemet med jeres sager lige nu, så jeg kunne ikke slå det op.',
    en: 'I cannot reach the system that holds your records just now, so I could not look that up.',
  },
  nonsense: {
    da: 'Systemet med jeres sager svarede noget, jeg ikke kan stole på, så jeg viser det ikke.',
    en: 'The system that holds your records answered something I cannot rely on, so I do not show it.',
  },
  refused: {
    da: 'Jeg har ikke adgang til systemet med jeres sager lige nu, så jeg kunne ikke slå det op.',
    en: 'I have no access to the system that holds your records just now, so I could not look that up.',
  },
  busy: {
    da: 'Systemet med jeres sager har for travlt lige nu, så jeg kunne ikke slå det op.',
    en: 'The system that holds your records is too busy just now, so I could not look that up.',
  },
};

/** Why whoever asks is shown no record: nobody has vouched for them, others read along, or the service has no records at all. */
export type WithoutRecords = 'sign-in-on-site' | 'link-teams' | 'in-company' | 'none';

/** What is said around tasks, in Danish and English. What a task itself says stands with the task. */
export const taskWords = {
  /** @param waits what the customer is in the middle of, which is kept */
  recordsUnavailable: (
    reason: UnavailableReason,
    language: ReplyLanguage,
    contact: Contact | undefined,
    waits: 'nothing' | 'an-answer' | 'sending',
  ): Spoken => {
    const reach = `${waysToReach(contact, language)}, ${language === 'da' ? 'hvis det haster' : 'if it is urgent'}.`;
    const person = [say(language === 'da' ? 'Tal med et menneske' : 'Talk to a person')];
    if (waits === 'sending')
      return spoken(
        language === 'da'
          ? `Forbindelsen svigtede, så jeg ved ikke, om det nåede frem. Intet er tabt: svar ja igen om lidt. Det bliver kun registreret én gang. ${reach}`
          : `The connection failed, so I do not know whether it got through. Nothing is lost: answer yes again in a moment. It is registered once only. ${reach}`,
        language,
        person,
      );
    const kept =
      language === 'da'
        ? 'Det, du har fortalt, er ikke tabt: svar igen om lidt, så fortsætter vi.'
        : 'What you have told me is not lost: answer again in a moment, and we go on.';
    const again = language === 'da' ? 'Prøv igen om lidt.' : 'Please try again in a moment.';
    return spoken(`${whatFailed[reason][language]} ${waits === 'nothing' ? again : kept} ${reach}`, language, person);
  },

  cancelled: (language: ReplyLanguage): Spoken =>
    spoken(language === 'da' ? 'Så stopper vi. Intet er sendt.' : 'Stopped. Nothing was sent.', language),

  nothingToCancel: (language: ReplyLanguage): Spoken =>
    spoken(language === 'da' ? 'Der er ikke noget i gang at stoppe.' : 'There is nothing under way to stop.', language),

  paused: (language: ReplyLanguage): Spoken =>
    language === 'da'
      ? spoken('Jeg gemmer det, du har fortalt. Skriv "fortsæt", når du vil videre.', language, [say('Fortsæt')])
      : spoken('I keep what you have told me. Write "resume" when you want to go on.', language, [say('Resume')]),

  resumed: (language: ReplyLanguage): string =>
    language === 'da' ? 'Vi fortsætter, hvor vi slap.' : 'We go on where we left off.',

  /** What is under way does not go away while somebody else helps. */
  waits: (language: ReplyLanguage): string =>
    language === 'da'
      ? 'Det, du var i gang med, er ikke tabt: svar, når du vil videre.'
      : 'What you were doing is not lost: answer when you want to go on.',

  nothingToResume: (language: ReplyLanguage): Spoken =>
    spoken(language === 'da' ? 'Der er ikke noget at fortsætte med.' : 'There is nothing to go on with.', language),

  help: (language: ReplyLanguage): Spoken =>
    spoken(
      language === 'da'
        ? 'Du kan svare med dine egne ord, også på flere ting på én gang. Skriv "tilbage" for at rette det sidste, "pause" for at fortsætte senere, "stop" for at droppe det, eller stil et spørgsmål undervejs.'
        : 'Answer in your own words, several things at once if you like. Write "back" to mend the last one, "pause" to go on later, "stop" to drop it, or ask a question on the way.',
      language,
    ),

  /**
   * Nothing is looked up, and nothing is said about whether it exists.
   * @param noSuch what a customer would hear of a number that is not theirs: to us, who nobody has linked is a stranger who tries one
   */
  withoutRecords: (
    why: Exclude<WithoutRecords, 'none'>,
    language: ReplyLanguage,
    contact: Contact | undefined,
    noSuch?: string,
  ): string => {
    const reach = waysToReach(contact, language);
    switch (why) {
      case 'sign-in-on-site':
        return language === 'da'
          ? `Log ind på siden her, så kan jeg slå jeres egne policer, kreditmaksimum og sager op. Samtalen fortsætter, hvor den er. ${reach}, hvis du ikke kan logge ind.`
          : `Sign in on this site, and I can look up your own policies, limits and cases. The conversation goes on where it is. ${reach} if you cannot sign in.`;
      case 'link-teams':
        return language === 'da'
          ? `${noSuch ?? 'Jeg ved ikke, hvilken kunde du er her i Teams.'} Log ind på vores side, vælg "Forbind Teams", og send mig linket derfra, så kan jeg slå jeres egne sager op. ${reach}, hvis det ikke kan vente.`
          : `${noSuch ?? 'I do not know which customer you are here in Teams.'} Sign in on our site, choose "Connect Teams" and send me the link from there; then I can look up your own records. ${reach} if it cannot wait.`;
      case 'in-company':
        return language === 'da'
          ? 'Her læser andre med, så jeg viser intet om policer, kreditmaksimum eller sager. Skriv til mig i en personlig chat.'
          : 'Others read along here, so I show nothing about policies, limits or cases. Write to me in a personal chat.';
      default:
        throw new Error(`Unhandled: ${why satisfies never}`);
    }
  },
};
