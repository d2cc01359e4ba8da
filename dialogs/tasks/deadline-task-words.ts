import type { InBoth } from '../both-languages';
import { noSuchRecord } from '../no-such-record';

/** What the deadline task asks and says around the calculation. */
export const deadlineTaskWords = {
  which: {
    da: 'Hvilken køber gælder det? Du kan også skrive fakturaerne, én pr. linje: nummer, fakturadato, forfaldsdato, beløb.',
    en: 'Which buyer is it about? You can also give the invoices, one a line: number, invoice date, due date, amount.',
  },
  whichOfThem: {
    da: 'Jeg finder flere virksomheder. Hvilken mener du?',
    en: 'I find several companies. Which do you mean?',
  },
  whichPolicy: { da: 'Hvilken police hører fakturaerne under?', en: 'Which policy do the invoices come under?' },
  noPolicy: noSuchRecord.policy,
  /** In the place of a number, before "originally due on …". */
  theOneTold: { da: 'den, du nævner,', en: 'the one you mention' },
  invoicesHelp: {
    da: 'For eksempel: F-2201, 1.2.2026, 1.3.2026, 85.000,00.',
    en: 'For example: F-2201, 1 Feb 2026, 1 Mar 2026, 85,000.00.',
  },
  noBuyer: (name: string): InBoth => ({
    da: `Jeg finder ikke ${name} blandt jeres købere. Skriv navnet igen, eller skriv fakturaerne, én pr. linje: nummer, fakturadato, forfaldsdato, beløb.`,
    en: `I do not find ${name} among your buyers. Give the name again, or give the invoices, one a line: number, invoice date, due date, amount.`,
  }),
  noReport: (name = ''): InBoth => ({
    da: `Der er ingen åben indberetning${name && ` på ${name}`}. Skriv de ubetalte fakturaer, én pr. linje: nummer, fakturadato, forfaldsdato, beløb.`,
    en: `There is no open report${name && ` on ${name}`}. Give the unpaid invoices, one a line: number, invoice date, due date, amount.`,
  }),
  title: (name = ''): InBoth => ({
    da: name ? `Frister for ${name}` : 'Frister for fakturaerne',
    en: name ? `Deadlines for ${name}` : 'Deadlines for the invoices',
  }),
  noTerms: {
    da: 'Jeg kan ikke se policens vilkår om for sen betaling, så fristerne kan ikke regnes ud her.',
    en: 'I cannot see the policy’s terms on late payment, so the deadlines cannot be worked out here.',
  },
  nothingUnpaid: {
    da: 'Fakturaerne er betalt, så der er ingen frister at regne ud.',
    en: 'The invoices are paid, so there are no deadlines to work out.',
  },
  olderTerms: (numbers: string): InBoth => ({
    da: `Policens vilkår, som jeg kan se dem, gælder ikke fra dengang, der blev leveret på ${numbers}. Et menneske ser på, hvilke vilkår der gjaldt.`,
    en: `The policy’s terms, as I can see them, do not go back to the deliveries on ${numbers}. A person has to see which terms applied then.`,
  }),
  notADecision: {
    da: 'Det er en udregning efter policens vilkår. Hvad den betyder for en skade, afgør sagsbehandleren.',
    en: 'This is worked out from the policy’s terms. What it means for a claim is for the claims handler to decide.',
  },
} as const;
