import { type InBoth, inBoth } from '../both-languages';
import { caseTypeNames, type CaseTypeProposal } from './case-type';
import { CaseType, type ClaimField } from './draft';

/** One question, with what helps to answer it and, where the answers are few, their buttons. */
export interface QuestionWords {
  question: InBoth;
  /** Told when asked for help or when an answer was not understood. */
  help: InBoth;
  /** Pressing one sends `value`, which reads as that answer. */
  choices: { title: InBoth; value: InBoth }[];
}

const same = (words: InBoth): { title: InBoth; value: InBoth } => ({ title: words, value: words });
const yes = same({ da: 'Ja', en: 'Yes' });
const no = same({ da: 'Nej', en: 'No' });
const dontKnow = same({ da: 'Ved ikke', en: 'I don’t know' });

const questions: Record<Exclude<ClaimField, 'caseType'>, QuestionWords> = {
  policyNumber: {
    question: { da: 'Hvilken police hører det under?', en: 'Which policy does it come under?' },
    help: {
      da: 'Policenummeret står på jeres police, fx CI-104221.',
      en: 'The policy number stands on your policy, such as CI-104221.',
    },
    choices: [],
  },
  buyer: {
    question: { da: 'Hvem skylder jer pengene?', en: 'Who owes you the money?' },
    help: {
      da: 'Skriv navnet på selskabet, som det står på fakturaen, gerne med CVR- eller registreringsnummer.',
      en: 'Give the company’s name as it stands on the invoice, and its registration number if you have it.',
    },
    choices: [],
  },
  cause: {
    question: { da: 'Hvad er grunden til, at I ikke har fået betaling?', en: 'Why have you not been paid?' },
    help: {
      da: 'Insolvens er fx konkurs eller rekonstruktion. Ellers er det manglende betaling.',
      en: 'Insolvency is bankruptcy or restructuring, for instance. Otherwise it is non-payment.',
    },
    choices: [
      same({ da: 'Køberen betaler ikke', en: 'The buyer does not pay' }),
      same({ da: 'Insolvens', en: 'Insolvency' }),
      same({ da: 'Politiske forhold', en: 'Political events' }),
    ],
  },
  insolvencyDate: {
    question: { da: 'Hvilken dag blev køberen insolvent?', en: 'On which day did the buyer become insolvent?' },
    help: {
      da: 'Datoen for konkursdekretet eller rekonstruktionens start, fx 12. maj 2026.',
      en: 'The date of the bankruptcy order or of the start of the restructuring, such as 12 May 2026.',
    },
    choices: [dontKnow],
  },
  claimed: {
    question: { da: 'Hvor meget skylder køberen jer i alt?', en: 'How much does the buyer owe you in all?' },
    help: {
      da: 'Skriv beløbet med valuta, fx 85.000 kr.',
      en: 'Give the amount with its currency, such as EUR 12,500.',
    },
    choices: [],
  },
  dueDate: {
    question: {
      da: 'Hvornår forfaldt den ældste ubetalte faktura oprindelig?',
      en: 'When was the oldest unpaid invoice originally due?',
    },
    help: {
      da: 'Den forfaldsdato, der først var aftalt, fx 1. marts 2026, også selvom I siden har givet henstand.',
      en: 'The due date first agreed, such as 1 March 2026, even if you have given more time since.',
    },
    choices: [],
  },
  invoices: {
    question: {
      da: 'Hvilke fakturaer er det? Skriv én pr. linje: nummer, fakturadato, forfaldsdato, beløb.',
      en: 'Which invoices are they? Write one a line: number, invoice date, due date, amount.',
    },
    help: {
      da: 'For eksempel: F-2201, 1.2.2026, 1.3.2026, 85.000,00. Med kun én faktura er nummer og fakturadato nok. Beløbet uden moms kan stå sidst på linjen.',
      en: 'For example: F-2201, 1 Feb 2026, 1 Mar 2026, 85,000.00. With a single invoice, its number and date are enough. The amount without VAT may stand last on the line.',
    },
    choices: [],
  },
  vatIncluded: {
    question: { da: 'Er beløbet med moms?', en: 'Does the amount include VAT?' },
    help: {
      da: 'Svar ja, hvis der er moms på fakturaerne. Ved salg til udlandet er der ofte ingen.',
      en: 'Answer yes if there is VAT on the invoices. On sales abroad there is often none.',
    },
    choices: [same({ da: 'Ja, med moms', en: 'Yes, with VAT' }), same({ da: 'Nej, uden moms', en: 'No, without VAT' })],
  },
  netAmount: {
    question: { da: 'Hvad er beløbet uden moms?', en: 'What is the amount without VAT?' },
    help: {
      da: 'Skriv nettobeløbet eller momssatsen, fx 68.000 kr. eller 25 %, så viser jeg udregningen.',
      en: 'Give the net amount or the rate of VAT, such as EUR 10,000 or 25 %, and I show the arithmetic.',
    },
    choices: [dontKnow],
  },
  lastDelivery: {
    question: { da: 'Hvornår leverede I sidst til køberen?', en: 'When did you last deliver to the buyer?' },
    help: {
      da: 'Dagen for den seneste levering på kredit, fx 3. april 2026.',
      en: 'The day of the latest delivery on credit, such as 3 April 2026.',
    },
    choices: [dontKnow],
  },
  disputed: {
    question: { da: 'Bestrider køberen kravet?', en: 'Does the buyer dispute the debt?' },
    help: {
      da: 'Det gælder også reklamationer over varen, modkrav og uenighed om beløbet.',
      en: 'This includes complaints about the goods, counterclaims and disagreement on the amount.',
    },
    choices: [yes, no],
  },
  paymentPlan: {
    question: { da: 'Har I aftalt afdrag med køberen?', en: 'Have you agreed on instalments with the buyer?' },
    help: {
      da: 'Fortæl, om vi har godkendt aftalen skriftligt.',
      en: 'Tell whether we approved the agreement in writing.',
    },
    choices: [
      same({ da: 'Nej, ingen', en: 'No, none' }),
      same({ da: 'Ja, I har godkendt den', en: 'Yes, you agreed to it' }),
      same({ da: 'Ja, men den er ikke godkendt', en: 'Yes, but it is not approved' }),
    ],
  },
  documents: {
    question: {
      da: 'Hvilke dokumenter har I klar: fakturaer, kontoudtog, leveringsbevis, korrespondance?',
      en: 'Which documents do you have ready: invoices, statement of account, proof of delivery, correspondence?',
    },
    help: {
      da: 'Nævn dem, I har. Det, der mangler, kan sendes senere.',
      en: 'Name those you have. What is missing can be sent later.',
    },
    choices: [same({ da: 'Alle de nævnte', en: 'All of those' }), same({ da: 'Nej, ingen endnu', en: 'No, none yet' })],
  },
};

/** The words of a question. The case type's carries the proposal and its reason. */
export function questionWords(field: Exclude<ClaimField, 'caseType'>): QuestionWords;
export function questionWords(field: 'caseType', proposal: CaseTypeProposal | undefined): QuestionWords;
export function questionWords(field: ClaimField, proposal?: CaseTypeProposal): QuestionWords {
  if (field !== 'caseType') return questions[field];
  return {
    question: inBoth((language) => {
      const proposed = proposal && {
        name: caseTypeNames[proposal.caseType][language],
        reason: proposal.reason[language],
      };
      const ask = language === 'da' ? 'Hvad skal sagen føre til?' : 'What is the case to lead to?';
      if (!proposed) return ask;
      return language === 'da'
        ? `${ask} Jeg foreslår »${proposed.name}«: ${proposed.reason}.`
        : `${ask} I suggest “${proposed.name}”: ${proposed.reason}.`;
    }),
    help: {
      da: 'Overvågning: vi holder øje. Overvågning og skade: vi følger en afdragsordning, som kan blive til en skade. Inkasso: vi driver gælden ind uden skade. Skade og inkasso: begge dele.',
      en: 'Monitoring: we keep an eye on it. Monitoring and claim: we follow a payment plan that may turn into a claim. Collection: we collect the debt without a claim. Claim and collection: both.',
    },
    choices: [...CaseType.options]
      .sort((one, other) => Number(other === proposal?.caseType) - Number(one === proposal?.caseType))
      .map((caseType) => same(caseTypeNames[caseType])),
  };
}

/** Said at steering words and at what was not understood. */
export const filingWords = {
  started: {
    da: 'Lad os få anmeldt skaden. Svar i den rækkefølge, du vil; skriv »tilbage«, »ret …«, »pause« eller »annuller«, når du har brug for det.',
    en: 'Let us file the claim. Answer in any order you like; write “back”, “change …”, “pause” or “cancel” whenever you need to.',
  },
  paused: {
    da: 'Kladden er gemt. Skriv »fortsæt«, når du er klar, også i næste uge. Husk fristen for indberetning.',
    en: 'The draft is kept. Write “continue” when you are ready, next week too. Mind the last day to report.',
  },
  resumed: { da: 'Vi fortsætter, hvor vi slap.', en: 'We go on where we left off.' },
  cancelled: { da: 'Stoppet. Der er ikke sendt noget.', en: 'Stopped. Nothing was sent.' },
  whichToChange: { da: 'Hvad vil du ændre?', en: 'What would you like to change?' },
  nothingToGoBackTo: { da: 'Der er ikke noget at gå tilbage til endnu.', en: 'There is nothing to go back to yet.' },
  needed: {
    da: 'Det svar kan anmeldelsen ikke undvære. Vi kan holde pause, mens du finder det.',
    en: 'The claim cannot be filed without that answer. We can pause while you find it.',
  },
} satisfies Record<string, InBoth>;
