import type { ReplyLanguage } from '../../knowledge';
import type { InBoth } from '../both-languages';
import type { ClauseReference } from '../clause-reference';
import { formatDate, type IsoDate } from '../dates';
import { formatMoney, type Money } from '../money';
import { type Line, present } from './lines';

export interface RecoveryRecord {
  date: IsoDate;
  amount: Money;
  paidTo: 'policyholder' | 'insurer' | 'agency';
  allocation: { policyholder: Money; insurer: Money };
}

/** A collection case, as far as its reader may see it. */
export interface CollectionRecord {
  caseNumber: string;
  phase:
    | 'received'
    | 'reminder_sent'
    | 'contact'
    | 'payment_plan'
    | 'evaluation'
    | 'legal_advice'
    | 'legal'
    | 'insolvency_filed'
    | 'closed';
  outcome?: 'paid' | 'partly_paid' | 'settled' | 'uncollectable' | 'withdrawn' | 'disputed' | undefined;
  debtor?: string | undefined;
  principal?: Money | undefined;
  interest?: Money | undefined;
  costs?: Money | undefined;
  openedAt?: IsoDate | undefined;
  lastAction?: { date: IsoDate; text: string } | undefined;
  nextAction?: { date: IsoDate; text: string } | undefined;
  collected?: Money | undefined;
  recoveries?: readonly RecoveryRecord[] | undefined;
  fee?: { amount: Money } | undefined;
  insuredShare?: number | undefined;
  handler?: string | undefined;
}

export const phaseNames: Record<CollectionRecord['phase'], InBoth> = {
  received: { da: 'modtaget', en: 'received' },
  reminder_sent: { da: 'rykker er sendt', en: 'reminder sent' },
  contact: { da: 'i kontakt med skyldner', en: 'in contact with the debtor' },
  payment_plan: { da: 'afdragsordning løber', en: 'payment plan running' },
  evaluation: { da: 'udsigterne vurderes', en: 'prospects being weighed' },
  legal_advice: { da: 'rådgivning om retslige skridt', en: 'advice on legal action' },
  legal: { da: 'retslig inkasso', en: 'legal collection' },
  insolvency_filed: { da: 'anmeldt i boet', en: 'lodged with the estate' },
  closed: { da: 'afsluttet', en: 'closed' },
};

const outcomes: Record<NonNullable<CollectionRecord['outcome']>, InBoth> = {
  paid: { da: 'betalt', en: 'paid' },
  partly_paid: { da: 'delvist betalt', en: 'partly paid' },
  settled: { da: 'forligt', en: 'settled' },
  uncollectable: { da: 'kan ikke inddrives', en: 'cannot be collected' },
  withdrawn: { da: 'trukket tilbage', en: 'withdrawn' },
  disputed: { da: 'bestridt', en: 'disputed' },
};

const payees: Record<RecoveryRecord['paidTo'], InBoth> = {
  policyholder: { da: 'jer', en: 'you' },
  insurer: { da: 'os', en: 'us' },
  agency: { da: 'inkassoafdelingen', en: 'the collection agency' },
};

/** Where a case stands, with the last and the next action as its handler wrote them. */
export function collectionStatusText(
  { caseNumber, debtor, phase, outcome, lastAction, nextAction }: CollectionRecord,
  language: ReplyLanguage,
): string {
  const da = language === 'da';
  const against = debtor ? (da ? ` mod ${debtor}` : ` against ${debtor}`) : '';
  const result = outcome ? ` (${outcomes[outcome][language]})` : '';
  const action = (what: InBoth, { date, text }: { date: IsoDate; text: string }): string =>
    `${what[language]} ${formatDate(date, language)}: ${text.replace(/[.\s]+$/, '')}.`;
  return [
    da
      ? `Inkassosag ${caseNumber}${against}: ${phaseNames[phase].da}${result}.`
      : `Collection case ${caseNumber}${against}: ${phaseNames[phase].en}${result}.`,
    ...(lastAction ? [action({ da: 'Sidst', en: 'Last,' }, lastAction)] : []),
    ...(nextAction ? [action({ da: 'Næste skridt', en: 'Next,' }, nextAction)] : []),
    ...(nextAction || phase === 'closed'
      ? []
      : [da ? 'Der står ikke noget næste skridt i sagen endnu.' : 'No next step stands in the record yet.']),
  ].join(' ');
}

/** The case's facts. */
export function collectionLines(record: CollectionRecord, language: ReplyLanguage): Line[] {
  const da = language === 'da';
  const money = (amount: Money | undefined): string | undefined => amount && formatMoney(amount, language);
  return present([
    [da ? 'Fase' : 'Phase', phaseNames[record.phase][language]],
    [da ? 'Resultat' : 'Outcome', record.outcome && outcomes[record.outcome][language]],
    [da ? 'Skyldner' : 'Debtor', record.debtor],
    [da ? 'Oprettet' : 'Opened', record.openedAt && formatDate(record.openedAt, language)],
    [da ? 'Hovedstol' : 'Principal', money(record.principal)],
    [da ? 'Renter' : 'Interest', money(record.interest)],
    ...costs(record, language),
    [da ? 'Inddrevet' : 'Collected', money(record.collected)],
    [da ? 'Sagsbehandler' : 'Handler', record.handler],
  ]);
}

const costs = ({ costs: spent, fee }: CollectionRecord, language: ReplyLanguage): [string, string | undefined][] => [
  [language === 'da' ? 'Omkostninger' : 'Costs', spent && formatMoney(spent, language)],
  [language === 'da' ? 'Gebyr' : 'Fee', fee && formatMoney(fee.amount, language)],
];

/** What a case has cost so far. */
export const collectionCostLines = (record: CollectionRecord, language: ReplyLanguage): Line[] =>
  present(costs(record, language));

/** One recovery and how it was shared: "3 May 2026: DKK 10,000.00 to you, of which DKK 4,000.00 yours and DKK 6,000.00 ours". */
export function recoveryLine({ date, amount, paidTo, allocation }: RecoveryRecord, language: ReplyLanguage): string {
  const [sum, yours, ours] = [amount, allocation.policyholder, allocation.insurer].map((money) =>
    formatMoney(money, language),
  );
  return language === 'da'
    ? `${formatDate(date, 'da')}: ${sum} betalt til ${payees[paidTo].da}, heraf ${yours} til jer og ${ours} til os`
    : `${formatDate(date, 'en')}: ${sum} paid to ${payees[paidTo].en}, of which ${yours} yours and ${ours} ours`;
}

/** Every recovery, and the shares by which they are split after the date of loss; that none came in, where none did. */
export function recoveriesText({ recoveries = [], insuredShare }: CollectionRecord, language: ReplyLanguage): string {
  if (recoveries.length === 0)
    return language === 'da' ? 'Der er endnu ikke kommet penge ind.' : 'No money has come in yet.';
  const lines = recoveries.map((recovery) => `- ${recoveryLine(recovery, language)}`);
  if (insuredShare === undefined) return lines.join('\n');
  const format = new Intl.NumberFormat(language === 'da' ? 'da-DK' : 'en-GB', { maximumFractionDigits: 2 });
  const [ours, yours] = [format.format(insuredShare), format.format(100 - insuredShare)];
  const shares =
    language === 'da'
      ? `Efter skadedatoen deles det, der kommer ind, efter hver parts andel af tabet: ${yours} % til jer og ${ours} % til os.`
      : `After the date of loss, what comes in is shared by each side’s part of the loss: ${yours} % yours and ${ours} % ours.`;
  return [lines.join('\n'), shares].join('\n\n');
}

/** The clauses that explain a case. */
export const collectionClauses = {
  steps: { document: 'collections-guide', clause: 'collection-steps-order' },
  costs: { document: 'collections-guide', clause: 'collection-costs-insured' },
  recoveries: { document: 'collections-guide', clause: 'debtor-payments-after-loss' },
  overview: { document: 'charter', clause: 'claims-collection-overview' },
} satisfies Record<string, ClauseReference>;
