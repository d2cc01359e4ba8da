import { ClaimDraft as ClaimToSend } from '../../adapters/records/port';
import { filingWords, nextStep, questionWords, receiptText, summaryLines, summaryText } from '../claim-filing';
import type { DraftKind } from './draft-kind';
import { draftTask } from './draft-task';

const claim: DraftKind = {
  name: 'file-claim',

  next(draft, facts) {
    const step = nextStep(draft, facts);
    switch (step.kind) {
      case 'ask':
      case 'blocked':
        return step;
      case 'confirm':
        return { ...step, send: (records) => records.fileClaim(ClaimToSend.parse(step.claim)) };
      case 'done':
        throw new Error(`A draft that is ${step.how} is no task's any more.`);
      default:
        throw new Error(`Unhandled step: ${step satisfies never}`);
    }
  },

  questionOf: (field, proposal) => (field === 'caseType' ? questionWords('caseType', proposal) : questionWords(field)),

  summary: summaryText,

  sheet: (draft, language) => ({
    title: language === 'da' ? 'Det her sender jeg:' : 'This is what I will send:',
    lines: summaryLines(draft, language),
  }),

  receipt: (reference, { language }) => ({
    text: receiptText(reference, language),
    clauses: [{ work: 'charter', clause: 'claims-guidance' }],
    ask: language === 'da' ? `Hvad er status på skade ${reference}?` : `What is the status of claim ${reference}?`,
  }),

  happened: ({ answers: { claimed } }) => claimed && { kind: 'claim-filed', claimed },

  words: {
    title: { da: 'Skadeanmeldelse', en: 'Claim' },
    isSent: (reference) => ({
      da: `Anmeldelsen er allerede sendt, én gang. Nummeret er **${reference}**.`,
      en: `The claim has been sent already, once. Its number is **${reference}**.`,
    }),
    started: filingWords.started,
    send: { da: 'Skal jeg sende anmeldelsen?', en: 'Shall I send the claim?' },
    notPermitted: {
      da: 'Anmeldelsen blev ikke sendt: I kan ikke anmelde en skade på den køber under den police.',
      en: 'The claim was not sent: you cannot file a claim on that buyer under that policy.',
    },
    alreadySent: {
      da: 'Der er allerede sendt en anmeldelse fra denne kladde med andre svar, så disse blev ikke sendt. Ring eller skriv, hvis den sendte skal rettes.',
      en: 'A claim has been sent from this draft before with other answers, so these were not sent. Call or write if the one that was sent needs correcting.',
    },
  },

  changeable: ['buyer', 'claimed', 'dueDate', 'invoices', 'documents', 'caseType'],
};

/** Files a claim. */
export const fileClaimTask = draftTask(claim);
