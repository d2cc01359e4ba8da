import { CollectionDraft as CollectionToSend } from '../../adapters/records/port';
import {
  type ClaimDraft,
  type ClaimFacts,
  type ClaimField,
  answersText,
  checkBuyer,
  questionWords,
  summaryLines,
} from '../claim-filing';
import type { InBoth } from '../both-languages';
import type { DraftKind, DraftStep } from './draft-kind';
import { draftTask } from './draft-task';

/** What a hand-over is asked about, in this order: the rest of a claim's answers is none of its business. */
const fields = ['policyNumber', 'buyer', 'invoices', 'disputed'] as const satisfies readonly ClaimField[];

const leads: InBoth = { da: 'Det her sender jeg til inkasso:', en: 'This is what I hand over to collections:' };

const handOver: DraftKind = {
  name: 'hand-over',
  next: nextOf,

  questionOf: (field, proposal) => {
    if (field === 'caseType') return questionWords('caseType', proposal);
    const words = questionWords(field);
    return field === 'invoices' ? { ...words, help: invoicesHelp } : words;
  },

  summary(draft, language) {
    return [leads[language], answersText(onlyAsked(draft), language)].join('\n\n');
  },

  sheet: (draft, language) => ({ title: leads[language], lines: summaryLines(onlyAsked(draft), language) }),

  receipt: (reference, { language }) => ({
    text:
      language === 'da'
        ? `Fakturaerne er overdraget til inkasso. Nummeret er **${reference}**. Send også kontoudtog, aftale eller ordre og jeres korrespondance, og lad os tale med skyldner fra nu af. En skade er ikke anmeldt med dette.`
        : `The invoices have been handed over to collections. The number is **${reference}**. Send the statement of account, the contract or order and your correspondence too, and let us do the talking with the debtor from now on. This files no claim.`,
    clauses: [{ work: 'collections-guide', clause: 'handover-how' }],
    ask:
      language === 'da'
        ? `Hvad er status på inkassosag ${reference}?`
        : `What is the status of collection case ${reference}?`,
  }),

  words: {
    title: { da: 'Fakturaer til inkasso', en: 'Invoices for collection' },
    isSent: (reference) => ({
      da: `Fakturaerne er allerede overdraget, én gang. Nummeret er **${reference}**.`,
      en: `The invoices have been handed over already, once. The number is **${reference}**.`,
    }),
    started: {
      da: 'Lad os få fakturaerne til inkasso. Skriv »tilbage«, »ret …«, »pause« eller »annuller«, når du har brug for det.',
      en: 'Let us hand the invoices over to collections. Write “back”, “change …”, “pause” or “cancel” whenever you need to.',
    },
    send: { da: 'Skal jeg overdrage fakturaerne?', en: 'Shall I hand the invoices over?' },
    notPermitted: {
      da: 'Fakturaerne blev ikke overdraget: I kan ikke sende den køber til inkasso under den police.',
      en: 'The invoices were not handed over: you cannot send that buyer to collections under that policy.',
    },
    alreadySent: {
      da: 'Der er allerede overdraget fakturaer fra denne kladde med andre svar, så disse blev ikke sendt. Ring eller skriv, hvis det sendte skal rettes.',
      en: 'Invoices have been handed over from this draft before with other answers, so these were not sent. Call or write if what was sent needs correcting.',
    },
  },

  changeable: ['buyer', 'invoices', 'disputed', 'policyNumber'],
};

const invoicesHelp = {
  da: 'For eksempel: F-2201, 1.2.2026, 1.3.2026, 85.000,00. Beløbet uden moms kan stå sidst på linjen.',
  en: 'For example: F-2201, 1 Feb 2026, 1 Mar 2026, 85,000.00. The amount without VAT may stand last on the line.',
};

/** The draft with no more answers than a hand-over has: a message may have told more than was asked. */
const onlyAsked = (draft: ClaimDraft): ClaimDraft => ({
  ...draft,
  answers: Object.fromEntries(Object.entries(draft.answers).filter(([name]) => fields.some((field) => field === name))),
  unknown: [],
});

function nextOf(draft: ClaimDraft, facts: ClaimFacts): DraftStep {
  const missing = fields.find((field) => draft.answers[field] === undefined);
  if (missing) return { kind: 'ask', field: missing };
  const checked = { findings: checkBuyer(draft.answers, facts), notChecked: [] };
  const { policyNumber, buyer, invoices = [], disputed } = draft.answers;
  if (!buyer?.buyerId || checked.findings.some(({ severity }) => severity === 'stops'))
    return { kind: 'blocked', checked };
  const withoutNet = invoices.filter(({ net }) => net === undefined).map(({ number }) => number);
  const toSend = {
    kind: 'collection',
    draftId: draft.id,
    policyNumber,
    buyerId: buyer.buyerId,
    invoices: invoices.map((invoice) => ({ ...invoice, net: invoice.net ?? invoice.gross })),
    disputed,
    // The records want a net amount; that it is not known is said rather than passed over.
    ...(withoutNet.length > 0 && { note: `Net amount not given: ${withoutNet.join(', ')}` }),
  };
  return { kind: 'confirm', checked, send: (records) => records.handOverToCollections(CollectionToSend.parse(toSend)) };
}

/** Hands invoices over for collection. */
export const handOverTask = draftTask(handOver);
