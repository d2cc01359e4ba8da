import { replyLanguage, type ReplyLanguage } from '../knowledge';
import type { InBoth } from './both-languages';
import type { HandoffReason } from './handoff-rules';
import type { Spoken } from './reply-types';
import { personButton } from './suggestions';

/** A person is offered, never announced: nothing has been asked for yet. */
const offers: Record<Exclude<HandoffReason, 'asked' | 'large-claim'>, InBoth> = {
  'no-answer': {
    da: 'Nu har jeg to gange i træk ikke kunnet svare dig. Vil du tale med et menneske i stedet?',
    en: 'That is twice in a row that I could not answer you. Would you rather talk to a person?',
  },
  complaint: {
    da: 'Vil du også tale med et menneske om det nu?',
    en: 'Would you also like to talk to a person about it now?',
  },
  dispute: {
    da: 'Vil du tale med et menneske om afgørelsen?',
    en: 'Would you like to talk to a person about the decision?',
  },
  'records-unavailable': {
    da: 'Vil du tale med et menneske i stedet for at vente?',
    en: 'Would you rather talk to a person than wait?',
  },
};

const isOffered = (reason: HandoffReason): reason is keyof typeof offers => reason in offers;

/** A reply may have the same button already, with words of its own. */
const hasButton = ({ suggestions }: Spoken, button: Spoken['suggestions'][number]): boolean =>
  suggestions.some(({ title, value }) => value === button.value || title === button.title);

/** A reply with a person one button away, beside the buttons of its own. */
export function withPersonBeside(spoken: Spoken): Spoken {
  if (spoken.person !== undefined) return spoken;
  const button = personButton(replyLanguage(spoken.language));
  return { ...spoken, person: hasButton(spoken, button) ? null : button };
}

/** A reply to which a person is offered, for a reason that is said. */
export function withOffer(spoken: Spoken, reason: HandoffReason): Spoken {
  if (!isOffered(reason)) return spoken;
  const language = replyLanguage(spoken.language);
  const offer = offers[reason][language];
  const button = personButton(language);
  const suggestions = hasButton(spoken, button) ? spoken.suggestions : [...spoken.suggestions, button];
  const offering: Spoken = { ...spoken, text: `${spoken.text}\n\n${offer}`, suggestions };
  const { card } = spoken;
  return card ? { ...offering, card: { ...card, beside: `${card.beside}\n\n${offer}`.trim() } } : offering;
}

const notice = (text: string, language: ReplyLanguage): Spoken => ({
  text,
  language,
  citations: [],
  suggestions: [],
  person: null,
});

/** What is said around a hand-off by the bot itself; what becomes of the hand-off is told by its receipts (`handoffWords`). */
export const handoffNotices = {
  /** The first thing that the customer writes while waiting. What comes after it is taken silently. */
  noted: (language: ReplyLanguage): Spoken => ({
    ...notice(
      language === 'da'
        ? 'Det er noteret til den medarbejder, der tager over. Jeg svarer ikke selv, mens du venter.'
        : 'That is noted for the person who takes over. I do not answer myself while you wait.',
      language,
    ),
    suggestions: [
      language === 'da'
        ? { title: 'Vent ikke længere', value: 'Annuller' }
        : { title: 'Stop waiting', value: 'Cancel' },
    ],
  }),

  /** For the person who has the conversation: the customer reads it only if they come back to it signed in. */
  customerLeft: (language: ReplyLanguage): Spoken =>
    notice(
      language === 'da'
        ? 'Automatisk besked: Samtalen er afsluttet fra kundens side. Det, der skrives nu, bliver ikke læst.'
        : 'Automatic message: The customer has ended the conversation. What is written now is not read.',
      language,
    ),

  /** Why a person comes in although nobody asked. */
  largeClaim: (language: ReplyLanguage): Spoken =>
    notice(
      language === 'da'
        ? 'Beløbet er så stort, at en medarbejder skal se på anmeldelsen sammen med dig.'
        : 'The amount is so large that a person is to go through the claim with you.',
      language,
    ),

  /** What was being written is not lost while somebody else helps. */
  laidAside: (language: ReplyLanguage): Spoken =>
    notice(
      language === 'da'
        ? 'Det, du var i gang med, er gemt. Skriv "fortsæt", når du og jeg taler sammen igen.'
        : 'What you were doing is kept. Write "resume" when you and I talk again.',
      language,
    ),
};
