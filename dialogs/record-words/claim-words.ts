import type { ReplyLanguage } from '../../knowledge';
import { type InBoth, listed } from '../both-languages';
import type { ClauseReference } from '../clause-reference';
import { documentNames, type DocumentType } from '../claim-filing';
import { formatDate, type IsoDate } from '../dates';
import { formatMoney, type Money } from '../money';
import { codeText, codeTexts } from './code-words';
import { type Line, present } from './lines';
import { type Expectation, waitingText } from './waiting-words';

/** A claim, as far as its reader may see it. */
export interface ClaimRecord extends Expectation {
  claimNumber: string;
  status:
    | 'registered'
    | 'awaiting_documents'
    | 'under_assessment'
    | 'liability_accepted'
    | 'partly_accepted'
    | 'rejected'
    | 'awaiting_date_of_loss'
    | 'paid'
    | 'closed'
    | 'appealed';
  buyerName?: string | undefined;
  cause?: 'insolvency' | 'protracted_default' | 'political' | undefined;
  claimed?: Money | undefined;
  submittedAt?: string | undefined;
  dateOfLoss?: IsoDate | undefined;
  waitingPeriodEnds?: IsoDate | undefined;
  documents?: readonly { type: DocumentType; required: boolean; receivedAt?: string | undefined }[] | undefined;
  coveredAmount?: Money | undefined;
  deductions?: readonly { reason: string; amount: Money }[] | undefined;
  indemnity?: Money | undefined;
  paidAt?: IsoDate | undefined;
  rejectionCodes?: readonly string[] | undefined;
  handler?: string | undefined;
}

export const claimStatusNames: Record<ClaimRecord['status'], InBoth> = {
  registered: { da: 'registreret', en: 'registered' },
  awaiting_documents: { da: 'venter på dokumenter', en: 'waiting for documents' },
  under_assessment: { da: 'under vurdering', en: 'being assessed' },
  liability_accepted: { da: 'anerkendt', en: 'accepted' },
  partly_accepted: { da: 'delvist anerkendt', en: 'partly accepted' },
  rejected: { da: 'afvist', en: 'rejected' },
  awaiting_date_of_loss: { da: 'venter på skadedatoen', en: 'waiting for the date of loss' },
  paid: { da: 'udbetalt', en: 'paid' },
  closed: { da: 'afsluttet', en: 'closed' },
  appealed: { da: 'under ny vurdering efter indsigelse', en: 'being reviewed after your objection' },
};

/** The same as the end of a sentence. Two of them are no participles in Danish. */
const isStatus = (status: ClaimRecord['status'], language: ReplyLanguage): string => {
  const name = claimStatusNames[status][language];
  if (language === 'en') return `is ${name}`;
  return name.startsWith('venter') ? name : `er ${name}`;
};

/** What comes next at each status: the step, never its outcome. */
const nextSteps: Record<ClaimRecord['status'], InBoth> = {
  registered: {
    da: 'Som det næste ser vi, om papirerne er der.',
    en: 'Next, we see whether the papers are there.',
  },
  awaiting_documents: {
    da: 'Når de manglende dokumenter er her, begynder vurderingen.',
    en: 'Once the missing documents are here, the assessment begins.',
  },
  under_assessment: {
    da: 'Vurderingen er i gang; derefter får I afgørelsen.',
    en: 'The assessment is under way; then you receive the decision.',
  },
  liability_accepted: {
    da: 'Skaden er vurderet; det næste er opgørelsen.',
    en: 'The claim has been assessed; the settlement comes next.',
  },
  partly_accepted: {
    da: 'En del er anerkendt; fradragene står nedenfor. Er I uenige, kan I bede om en ny vurdering.',
    en: 'Part has been accepted; the deductions stand below. If you disagree, you can ask for a review.',
  },
  rejected: {
    da: 'Er I uenige, så skriv hvorfor, og send det, der ikke var med, så ser vi på sagen igen.',
    en: 'If you disagree, write why and send what was not included, and we look at the case again.',
  },
  awaiting_date_of_loss: {
    da: 'Skadedatoen skal være nået, før der kan ske mere.',
    en: 'The date of loss has to be reached before more can happen.',
  },
  paid: {
    da: 'Betaler køberen eller boet noget siden, så meld det til os.',
    en: 'If the buyer or the estate pays anything later, report it to us.',
  },
  closed: { da: 'Der udestår ikke mere i sagen.', en: 'Nothing more is outstanding in the case.' },
  appealed: { da: 'Vi ser på afgørelsen igen.', en: 'We are looking at the decision again.' },
};

/** Required documents that have not come. */
export const missingDocuments = ({ documents = [] }: ClaimRecord): DocumentType[] =>
  documents.filter(({ required, receivedAt }) => required && receivedAt === undefined).map(({ type }) => type);

const finished: readonly ClaimRecord['status'][] = ['rejected', 'paid', 'closed'];

/** Where a claim stands: its status, what is missing, what comes next and when. */
export function claimStatusText(claim: ClaimRecord, today: IsoDate, language: ReplyLanguage): string {
  const { claimNumber, buyerName, status } = claim;
  const da = language === 'da';
  const on = buyerName ? (da ? ` på ${buyerName}` : ` on ${buyerName}`) : '';
  const lead = da
    ? `Skade ${claimNumber}${on} ${isStatus(status, 'da')}.`
    : `Claim ${claimNumber}${on} ${isStatus(status, 'en')}.`;
  const missing = listed(
    missingDocuments(claim).map((type) => documentNames[type][language]),
    language,
  );
  const lacks =
    missing && !finished.includes(status) ? [da ? `Vi mangler: ${missing}.` : `We still need: ${missing}.`] : [];
  const why =
    status === 'rejected' || status === 'appealed' ? codeTexts('rejection', claim.rejectionCodes ?? [], language) : [];
  // What is missing has been said: that it is waited for says it twice.
  const expected = missing ? { expectedBy: claim.expectedBy } : claim;
  const waiting = finished.includes(status) ? [] : [waitingText(expected, today, language)];
  return [lead, ...why, ...lacks, nextSteps[status][language], ...waiting].join(' ');
}

const causes: Record<NonNullable<ClaimRecord['cause']>, InBoth> = {
  insolvency: { da: 'insolvens', en: 'insolvency' },
  protracted_default: { da: 'længerevarende betalingsmisligholdelse', en: 'protracted default' },
  political: { da: 'politisk risiko', en: 'political risk' },
};

/** The claim's facts: what was claimed, taken off and paid, as the record has them. */
export function claimLines(claim: ClaimRecord, language: ReplyLanguage): Line[] {
  const da = language === 'da';
  const money = (amount: Money | undefined): string | undefined => amount && formatMoney(amount, language);
  const date = (day: string | undefined): string | undefined => day && formatDate(day, language);
  return present([
    [da ? 'Status' : 'Status', claimStatusNames[claim.status][language]],
    [da ? 'Køber' : 'Buyer', claim.buyerName],
    [da ? 'Årsag' : 'Cause', claim.cause && causes[claim.cause][language]],
    [da ? 'Anmeldt' : 'Filed', date(claim.submittedAt)],
    [da ? 'Anmeldt beløb' : 'Amount claimed', money(claim.claimed)],
    ...(claim.deductions ?? []).map(
      ({ reason, amount }) =>
        [
          `${da ? 'Fradrag' : 'Deduction'}, ${codeText('deduction', reason, language)}`,
          `− ${formatMoney(amount, language)}`,
        ] as const,
    ),
    [da ? 'Beløb lagt til grund' : 'Amount accepted', money(claim.coveredAmount)],
    [da ? 'Erstatning' : 'Indemnity', money(claim.indemnity)],
    [da ? 'Karensperiodens udløb' : 'Waiting period ends', date(claim.waitingPeriodEnds)],
    [da ? 'Skadedato' : 'Date of loss', date(claim.dateOfLoss)],
    [da ? 'Udbetalt' : 'Paid on', date(claim.paidAt)],
    [da ? 'Sagsbehandler' : 'Handler', claim.handler],
  ]);
}

/** What was taken off, and for which reason; undefined where nothing was. */
export function deductionsText({ deductions = [] }: ClaimRecord, language: ReplyLanguage): string | undefined {
  if (deductions.length === 0) return undefined;
  const lines = deductions.map(
    ({ reason, amount }) => `- ${codeText('deduction', reason, language)}: ${formatMoney(amount, language)}`,
  );
  return `${language === 'da' ? 'Trukket fra:' : 'Taken off:'}\n\n${lines.join('\n')}`;
}

/** The clauses that explain where a claim stands. */
export function claimClause(status: ClaimRecord['status']): ClauseReference {
  switch (status) {
    case 'registered':
    case 'under_assessment':
      return { document: 'claims-guide', clause: 'claim-handling-steps' };
    case 'awaiting_documents':
      return { document: 'claims-guide', clause: 'claim-handling-missing-documents' };
    case 'awaiting_date_of_loss':
      return { document: 'claims-guide', clause: 'claim-handling-date-of-loss' };
    case 'liability_accepted':
      return { document: 'charter', clause: 'claims-payment-when-due' };
    case 'partly_accepted':
    case 'rejected':
      return { document: 'charter', clause: 'claims-not-paid-reasons' };
    case 'appealed':
      return { document: 'complaints-guide', clause: 'disagreement-claim' };
    case 'paid':
    case 'closed':
      return { document: 'claims-guide', clause: 'after-payment-late-money' };
    default:
      throw new Error(`Unhandled status: ${status satisfies never}`);
  }
}
