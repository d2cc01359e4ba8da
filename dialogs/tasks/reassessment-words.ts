import type { Money } from '../../adapters/records/port';
import type { ReplyLanguage } from '../../knowledge';
import type { InBoth } from '../both-languages';
import { formatMoney } from '../money';
import { isNothing, type Line, present } from '../record-words';
import { ReassessmentField, type ReassessmentWish } from './reassessment-draft';

export const reassessmentQuestions: Record<ReassessmentField, InBoth> = {
  buyer: {
    da: 'Hvilken køber drejer det sig om? Skriv navnet eller registreringsnummeret.',
    en: 'Which buyer is it about? Write the name or the registration number.',
  },
  policy: { da: 'Hvilken police hører det under?', en: 'Under which policy is it?' },
  requested: {
    da: 'Hvilket beløb har I brug for i alt? Tag det højeste, køberen kommer til at skylde jer på én gang.',
    en: 'What amount do you need in total? Take the highest that the buyer will owe you at one time.',
  },
  terms: {
    da: 'Hvor mange dages kredittid giver I køberen?',
    en: 'How many days of credit do you give the buyer?',
  },
  mayContact: {
    da: 'Må kreditanalytikeren kontakte køberen for at få regnskab eller andre oplysninger?',
    en: 'May the credit analyst contact the buyer for accounts or other information?',
  },
  reasons: {
    da: 'Hvad taler for? For eksempel hvordan køberen har betalt jer, nye regnskabstal eller ordrer på vej. Skriv "intet", hvis der ikke er mere.',
    en: 'What speaks for it? For instance how the buyer has paid you, newer accounts or orders to come. Write "nothing" if there is no more.',
  },
};

const labels: Record<ReassessmentField, InBoth> = {
  buyer: { da: 'Køber', en: 'Buyer' },
  policy: { da: 'Police', en: 'Policy' },
  requested: { da: 'Ønsket kreditmaksimum', en: 'Limit wanted' },
  terms: { da: 'Kredittid', en: 'Credit period' },
  mayContact: { da: 'Må køberen kontaktes', en: 'May the buyer be contacted' },
  reasons: { da: 'Det taler for', en: 'What speaks for it' },
};

export const reassessmentSheetTitle: InBoth = {
  da: 'Det sender jeg til kreditanalytikeren:',
  en: 'This is what I send to the credit analyst:',
};

/** Everything that is about to be sent. @param today the limit in force, where it is known */
export function reassessmentLines(wish: ReassessmentWish, today: Money | undefined, language: ReplyLanguage): Line[] {
  const da = language === 'da';
  const { buyer, policy, requested, terms, mayContact, reasons } = wish;
  const none = da ? 'intet' : 'none';
  const now = today && `${da ? 'i dag' : 'today'} ${isNothing(today) ? none : formatMoney(today, language)}`;
  const told: Record<ReassessmentField, string | undefined> = {
    buyer: buyer?.name,
    policy,
    requested: requested && `${formatMoney(requested, language)}${now ? ` (${now})` : ''}`,
    terms: terms === undefined ? undefined : `${terms} ${da ? 'dage' : terms === 1 ? 'day' : 'days'}`,
    mayContact: mayContact === undefined ? undefined : mayContact ? (da ? 'ja' : 'yes') : da ? 'nej' : 'no',
    reasons: reasons === '' ? (da ? 'intet oplyst' : 'nothing stated') : reasons,
  };
  return present(ReassessmentField.options.map((field) => [labels[field][language], told[field]]));
}

export const reassessmentWords = {
  title: { da: 'Ønske om en ny vurdering', en: 'Wish for a new look' },
  isSent: (reference: string): InBoth => ({
    da: `Ønsket er allerede sendt, én gang. Nummeret er **${reference}**.`,
    en: `It has been sent already, once. The number is **${reference}**.`,
  }),
  started: {
    da: 'Så beder vi om en ny vurdering. Du kan rette undervejs, og intet sendes, før du siger ja.',
    en: 'Let us ask for a new look. You can change things on the way, and nothing is sent until you say yes.',
  },
  whichOfThese: { da: 'Flere købere passer. Hvilken mener du?', en: 'Several buyers fit. Which do you mean?' },
  notFound: {
    da: (name?: string) =>
      `Jeg finder ingen køber${name ? ` ved navn ${name}` : ''} under jeres policer. Et kreditmaksimum på en ny køber søger I om i Atrium.`,
    en: (name?: string) =>
      `I find no buyer${name ? ` called ${name}` : ''} under your policies. A limit on a new buyer is applied for in Atrium.`,
  },
  mayNot: {
    da: 'Kun forsikringstageren, eller en mægler med fuldmagt, kan bede om en ny vurdering under den police. Intet er sendt.',
    en: 'Only the policyholder, or a broker with authority, can ask for a new look under that policy. Nothing was sent.',
  },
  noPolicy: {
    da: 'Jeg finder ingen police, som du kan bede om en ny vurdering under.',
    en: 'I find no policy under which you can ask for a new look.',
  },
  buyer: { da: (name: string) => `Køber: **${name}**`, en: (name: string) => `Buyer: **${name}**` },
  alreadyPending: {
    da: 'Bemærk: der venter allerede en ansøgning på den køber.',
    en: 'Please note: an application on that buyer is already waiting.',
  },
  longTerms: {
    da: (most: number) => `Bemærk: policens længste kredittid er ${most} dage.`,
    en: (most: number) => `Please note: the policy’s longest credit period is ${most} days.`,
  },
  send: { da: 'Skal jeg sende den?', en: 'Shall I send it?' },
  whichToChange: {
    da: 'Hvad skal rettes: køberen, beløbet, kredittiden, kontakten eller det, der taler for?',
    en: 'What should be changed: the buyer, the amount, the credit period, the contact or what speaks for it?',
  },
  nothingToGoBackTo: { da: 'Der er ikke noget at gå tilbage til.', en: 'There is nothing to go back to.' },
  needed: { da: 'Det er nødvendigt for at sende den.', en: 'It is needed to send it.' },
  notUnderstood: {
    da: 'Det kunne jeg ikke læse som svar.',
    en: 'I could not read that as an answer.',
  },
  received: {
    da: (reference: string) =>
      `Tak. Ønsket er modtaget med nummer **${reference}**. En kreditanalytiker ser på det; det er endnu ikke en afgørelse.`,
    en: (reference: string) =>
      `Thank you. It has been received as number **${reference}**. A credit analyst looks at it; it is no decision yet.`,
  },
  draftChanged: {
    da: 'Der er allerede sendt et ønske herfra med andre oplysninger, så dette blev ikke sendt. Begynd forfra, hvis der skal sendes et til.',
    en: 'A wish with other details has already been sent from here, so this one was not sent. Begin anew if another is to be sent.',
  },
} as const;
