import type { FiledComplaint } from '../../adapters/complaints/port';
import type { ReplyLanguage } from '../../knowledge';
import type { InBoth } from '../both-languages';
import { type Line, present } from '../record-words';
import type { ComplaintField, ComplaintTold } from './complaint-told';

export const complaintQuestions: Record<ComplaintField, InBoth> = {
  matter: {
    da: 'Hvad er der sket, og hvad vil du have, at vi gør ved det? Skriv det med dine egne ord.',
    en: 'What happened, and what would you like us to do about it? Put it in your own words.',
  },
  concerns: {
    da: 'Hvilken police eller sag drejer det sig om? Skriv nummeret, eller "ingen".',
    en: 'Which policy or case is it about? Write the number, or "none".',
  },
  name: {
    da: 'Hvad hedder du, og hvilken virksomhed er du fra?',
    en: 'What is your name, and which company are you with?',
  },
  reachedAt: {
    da: 'Hvordan får klagefunktionen fat i dig? Skriv en e-mail eller et telefonnummer.',
    en: 'How can the complaints function reach you? Write an e-mail address or a telephone number.',
  },
};

export const complaintWords = {
  title: { da: 'Klage', en: 'Complaint' },
  started: {
    da: 'Det er jeg ked af at høre. Jeg tager klagen ned og sender den til vores egen klagefunktion, når du siger ja.',
    en: 'I am sorry to hear that. I take the complaint down and send it to our own complaints function when you say yes.',
  },
  startedKnowing: {
    da: 'Det er jeg ked af at høre. Jeg har skrevet ned, hvad du fortæller, og sender det til vores egen klagefunktion, når du siger ja.',
    en: 'I am sorry to hear that. I have written down what you say, and send it to our own complaints function when you say yes.',
  },
  notReachable: {
    da: 'Det kan jeg ikke læse som en e-mail eller et telefonnummer.',
    en: 'I cannot read that as an e-mail address or a telephone number.',
  },
  send: { da: 'Skal jeg sende klagen?', en: 'Shall I send the complaint?' },
  whichToChange: {
    da: 'Hvad skal rettes: beskrivelsen, nummeret eller kontaktoplysningen?',
    en: 'What should be changed: the description, the number or the contact details?',
  },
  nothingToGoBackTo: { da: 'Der er ikke noget at gå tilbage til.', en: 'There is nothing to go back to.' },
} satisfies Record<string, InBoth>;

export const complaintSheetTitle: InBoth = { da: 'Det sender jeg:', en: 'This is what I send:' };

/** Everything that is about to be sent, in the customer's own words. */
export function complaintLines(told: ComplaintTold, language: ReplyLanguage): Line[] {
  const da = language === 'da';
  return present([
    [da ? 'Fra' : 'From', told.name],
    [
      da ? 'Vedrører' : 'About',
      told.concerns === '' ? (da ? 'ingen bestemt sag' : 'no particular case') : told.concerns,
    ],
    [da ? 'Kan nås på' : 'To be reached at', told.reachedAt],
    [da ? 'Klagen' : 'The complaint', told.matter],
  ]);
}

/** What the customer takes away: the reference, and what happens next. */
export const complaintReceipt = ({ reference }: FiledComplaint, language: ReplyLanguage): string =>
  language === 'da'
    ? `Tak. Klagen er sendt til vores klagefunktion med referencen **${reference}**. Gem den, og brug den, hvis du skriver eller ringer om klagen.`
    : `Thank you. The complaint has gone to our complaints function with the reference **${reference}**. Keep it, and use it when you write or call about the complaint.`;

/** To a second "yes". */
export const complaintIsSent = (reference: string): InBoth => ({
  da: `Klagen er allerede sendt, én gang. Referencen er **${reference}**.`,
  en: `The complaint has been sent already, once. Its reference is **${reference}**.`,
});
