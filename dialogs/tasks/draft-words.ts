import { type InBoth, listed } from '../both-languages';
import type { NotChecked } from '../claim-filing';
import { noSuchRecord } from '../no-such-record';
import type { ReplyLanguage } from '../../knowledge';
import type { Spoken } from '../reply-types';

type Suggestions = Spoken['suggestions'];

/** What is said around a draft, whatever it is of. The words of its questions stand with `claim-filing`. */
export const draftWords = {
  noSuchPolicy: noSuchRecord.policy,
  policyNotPermitted: {
    da: 'Under den police kan I ikke sende noget ind herfra.',
    en: 'Under that policy you cannot send anything in from here.',
  },
  noPolicy: {
    da: 'Jeg finder ingen police, som I kan sende noget ind under.',
    en: 'I find no policy under which you can send anything in.',
  },
  whichPolicy: { da: 'Hvilken police hører det under?', en: 'Which policy does it come under?' },
  whichBuyer: {
    da: 'Jeg finder flere virksomheder, det kan være. Hvilken mener du?',
    en: 'I find several companies it may be. Which do you mean?',
  },
  thisBuyer: {
    da: 'Selskabet hedder noget andet hos os. Er det dette, du mener? Ellers skriv navnet eller nummeret igen.',
    en: 'We have the company under another name. Is this the one you mean? Otherwise give its name or number again.',
  },
  addMissing: {
    da: 'Skriv blot det, der mangler, så føjer jeg det til.',
    en: 'Write just what is missing, and I add it.',
  },
} satisfies Record<string, InBoth>;

export const noSuchBuyer = (name: string): InBoth => ({
  da: `Jeg finder ikke ${name} blandt køberne på policen. Tjek navnet på fakturaen, eller skriv CVR- eller registreringsnummeret.`,
  en: `I do not find ${name} among the buyers under the policy. Check the name on the invoice, or give the registration number.`,
});

const unchecked: Record<NotChecked, InBoth> = {
  deadlines: { da: 'fristerne', en: 'the deadlines' },
  limit: { da: 'kreditmaksimum', en: 'the credit limit' },
  buyer: { da: 'køberen', en: 'the buyer' },
  'payment-terms': { da: 'kredittiden', en: 'the credit period' },
};

/** What could not be checked, said rather than passed over. */
export function notCheckedText(missing: readonly NotChecked[], language: ReplyLanguage): string | undefined {
  if (missing.length === 0) return undefined;
  const what = listed(
    missing.map((one) => unchecked[one][language]),
    language,
  );
  return language === 'da'
    ? `Jeg kunne ikke se nok til at efterprøve ${what}; det gør sagsbehandleren.`
    : `I could not see enough to check ${what}; the handler does that.`;
}

export const yesAndChange = (language: ReplyLanguage): Suggestions =>
  language === 'da'
    ? [
        { title: 'Ja, send', value: 'Ja' },
        { title: 'Ret noget', value: 'Ret' },
        { title: 'Annuller', value: 'Annuller' },
      ]
    : [
        { title: 'Yes, send it', value: 'Yes' },
        { title: 'Change something', value: 'Change' },
        { title: 'Cancel', value: 'Cancel' },
      ];
