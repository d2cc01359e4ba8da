import type { ReplyLanguage } from '../../../knowledge';

/** An invented customer, as the demo page presents it. */
export interface Introduced {
  /** What is worth knowing of its records. */
  about: string;
  /** Questions that its records answer. */
  questions: readonly string[];
}

const everybody: Record<ReplyLanguage, Introduced> = {
  da: {
    about: 'En forsikringstager med police, kreditmaksimum og sager.',
    questions: [
      'Hvad er status på vores police?',
      'Hvad er status på vores skade?',
      'Hvad er status på vores fakturaer?',
    ],
  },
  en: {
    about: 'A policyholder with a policy, limits and cases.',
    questions: [
      'What is the status of our policy?',
      'What is the status of our claim?',
      'What is the status of our invoices?',
    ],
  },
};

const introduced: Record<string, Record<ReplyLanguage, Introduced>> = {
  blaamejse: {
    da: {
      about: 'Én åben skade, som mangler dokumenter; en køber, hvis kreditmaksimum bliver sat ned.',
      questions: [
        'Hvad er status på vores skade?',
        'Hvorfor er vores kreditmaksimum på Nordhavn Stål sat ned?',
        'Hvad er status på vores fakturaer?',
        'Jeg vil anmelde en skade',
      ],
    },
    en: {
      about: 'One open claim that lacks documents; a buyer whose limit is being reduced.',
      questions: [
        'What is the status of our claim?',
        'Why is our credit limit on Nordhavn Stål being reduced?',
        'What is the status of our invoices?',
        'I want to file a claim',
      ],
    },
  },
  havbrise: {
    da: {
      about: 'Tre åbne skader, så assistenten spørger, hvilken det drejer sig om.',
      questions: [
        'Hvad er status på vores skade?',
        'Hvad er status på skade CL-200007?',
        'Hvem er vores kontaktperson?',
      ],
    },
    en: {
      about: 'Three open claims, so that the assistant asks which one is meant.',
      questions: [
        'What is the status of our claim?',
        'What is the status of claim CL-200007?',
        'Who is our contact person?',
      ],
    },
  },
  pindsvin: {
    da: {
      about: 'Har aldrig anmeldt en skade.',
      questions: ['Hvad er status på vores skade?', 'Jeg vil anmelde en skade'],
    },
    en: {
      about: 'Has never filed a claim.',
      questions: ['What is the status of our claim?', 'I want to file a claim'],
    },
  },
  rustenborg: {
    da: {
      about: 'Policen er stillet i bero.',
      questions: ['Hvad er status på vores police?', 'Hvad er status på vores fakturaer?'],
    },
    en: {
      about: 'Its policy is suspended.',
      questions: ['What is the status of our policy?', 'What is the status of our invoices?'],
    },
  },
  maelkevej: {
    da: {
      about: 'To policer, den ene udløbet.',
      questions: ['Hvad er status på vores police?', 'Hvad er status på police CI-101007?'],
    },
    en: {
      about: 'Two policies, one of them expired.',
      questions: ['What is the status of our policy?', 'What is the status of policy CI-101007?'],
    },
  },
  'blaamejse-sverige': {
    da: {
      about: 'Medforsikret hos Blåmejse: ser vilkårene, ikke hvad policen koster.',
      questions: ['Hvad er status på vores police?', 'Hvad er status på vores fakturaer?'],
    },
    en: {
      about: 'Co-insured with Blåmejse: sees the terms, not what the policy costs.',
      questions: ['What is the status of our policy?', 'What is the status of our invoices?'],
    },
  },
  kompasrose: {
    da: {
      about: 'En mægler med fuldmagt fra to kunder.',
      questions: ['Hvad er status på police CI-104221?', 'Hvad er status på vores fakturaer?'],
    },
    en: {
      about: 'A broker with an authority from two customers.',
      questions: ['What is the status of policy CI-104221?', 'What is the status of our invoices?'],
    },
  },
  sekstant: {
    da: {
      about: 'En mægler, hvis fuldmagt er udløbet: ser ingenting mere.',
      questions: ['Hvad er status på vores police?'],
    },
    en: {
      about: 'A broker whose authority has run out: sees nothing any more.',
      questions: ['What is the status of our policy?'],
    },
  },
  sparebank: {
    da: {
      about: 'Banken, som erstatningerne er overdraget til: ser skaderne, men ikke hvem køberne er.',
      questions: ['Hvad er status på skade CL-200004?'],
    },
    en: {
      about: 'The bank that claim payments are assigned to: sees the claims, not who the buyers are.',
      questions: ['What is the status of claim CL-200004?'],
    },
  },
  nordhavn: {
    da: {
      about: 'En køber (skyldner): ser intet om, hvem der har forsikret den.',
      questions: ['Hvad er status på vores kreditmaksimum?'],
    },
    en: {
      about: 'A buyer (debtor): sees nothing of who has insured it.',
      questions: ['What is the status of our credit limit?'],
    },
  },
};

/** What there is to try as that customer. */
export const introduction = (customerId: string, language: ReplyLanguage): Introduced =>
  (introduced[customerId] ?? everybody)[language];
