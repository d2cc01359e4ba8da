import type { InBoth } from '../both-languages';

/** What the limit task says beside the record. */
export const limitWords = {
  inForce: { da: 'Gælder i dag', en: 'In force today' },
  delivery: {
    da: 'Om I vil levere, afgør I selv; jeg kan ikke love noget om en bestemt levering. Læg den sammen med det, køberen allerede skylder jer, og hold summen op mod kreditmaksimum og policens vilkår.',
    en: 'Whether to deliver is yours to decide; I cannot promise anything about a particular delivery. Add it to what the buyer owes you already, and hold the sum against the limit and the terms of your policy.',
  },
  whichBuyer: {
    da: 'Hvilken køber drejer det sig om? Skriv navnet eller registreringsnummeret.',
    en: 'Which buyer is it about? Write the name or the registration number.',
  },
  whichOfThese: {
    da: 'Flere købere passer. Hvilken mener du?',
    en: 'Several buyers fit. Which do you mean?',
  },
  notFound: {
    da: (name?: string) => `Jeg finder ingen køber${name ? ` ved navn ${name}` : ''} under jeres policer.`,
    en: (name?: string) => `I find no buyer${name ? ` called ${name}` : ''} under your policies.`,
  },
  noPolicy: {
    da: 'Jeg finder ingen police, som jeg kan vise dig kreditmaksimum under.',
    en: 'I find no policy under which I can show you credit limits.',
  },
  nothingPending: {
    da: 'I har ingen ansøgninger, der venter på svar.',
    en: 'You have no applications that wait for an answer.',
  },
  pending: {
    da: (count: number) => (count === 1 ? 'Én ansøgning venter på svar:' : `${count} ansøgninger venter på svar:`),
    en: (count: number) =>
      count === 1 ? 'One application waits for an answer:' : `${count} applications wait for an answer:`,
  },
  more: {
    da: (count: number) => `Og ${count} til; nævn en køber, så slår jeg den op.`,
    en: (count: number) => `And ${count} more; name a buyer, and I look it up.`,
  },
  policy: {
    da: (number: string) => `**Police ${number}**`,
    en: (number: string) => `**Policy ${number}**`,
  },
  notActive: { da: '(ikke i kraft)', en: '(not in force)' },
  insolvent: {
    da: 'Køberen står som insolvent i registeret',
    en: 'The register has the buyer as insolvent',
  },
  dissolved: { da: 'Køberen står som opløst i registeret', en: 'The register has the buyer as dissolved' },
} satisfies Record<string, InBoth | Record<'da' | 'en', (...values: never[]) => string>>;
