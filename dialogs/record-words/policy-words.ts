import type { ReplyLanguage } from '../../knowledge';
import type { InBoth } from '../both-languages';
import type { ClauseReference } from '../clause-reference';
import { formatDate, type IsoDate } from '../dates';
import { deadlineWords, type StopOfCoverRule, type WaitingPeriodStart } from '../deadlines';
import { formatMoney, type Money } from '../money';
import { type Line, present } from './lines';
import type { PolicyAspect } from './policy-aspects';

/** A policy, as far as its reader may see it. */
export interface PolicyRecord {
  policyNumber: string;
  status: 'quoted' | 'active' | 'suspended' | 'expired' | 'cancelled' | 'annulled';
  periodStart: IsoDate;
  periodEnd: IsoDate;
  product?: string | undefined;
  holderName?: string | undefined;
  noticeDeadline?: IsoDate | undefined;
  insuredPercentage?: number | undefined;
  maxLiability?: Money | undefined;
  claimThreshold?: Money | undefined;
  deductible?: { type: 'each_and_every' | 'aggregate_first' | 'non_qualifying'; amount: Money } | undefined;
  maxCreditTermsDays?: number | undefined;
  maxExtensionDays?: number | undefined;
  notificationDays?: number | undefined;
  waitingPeriodMonths?: number | undefined;
  waitingPeriodFrom?: WaitingPeriodStart | undefined;
  stopOfCover?: StopOfCoverRule | undefined;
  adverseNotificationDays?: number | undefined;
  premiumRate?: number | undefined;
  minimumPremium?: Money | undefined;
  declarationFrequency?: 'monthly' | 'quarterly' | 'yearly' | undefined;
  countries?: readonly string[] | undefined;
}

export const policyStatusNames: Record<PolicyRecord['status'], InBoth> = {
  quoted: { da: 'tilbudt', en: 'quoted' },
  active: { da: 'aktiv', en: 'active' },
  suspended: { da: 'sat i bero', en: 'suspended' },
  expired: { da: 'udløbet', en: 'expired' },
  cancelled: { da: 'opsagt', en: 'cancelled' },
  annulled: { da: 'annulleret', en: 'annulled' },
};

const deductibles: Record<NonNullable<PolicyRecord['deductible']>['type'], InBoth> = {
  each_and_every: { da: 'pr. skade', en: 'per claim' },
  aggregate_first: { da: 'samlet pr. år, før der betales', en: 'in all per year, before payment starts' },
  non_qualifying: { da: 'mindste tab, der tæller', en: 'smallest loss that counts' },
};

const frequencies: Record<NonNullable<PolicyRecord['declarationFrequency']>, InBoth> = {
  monthly: { da: 'hver måned', en: 'every month' },
  quarterly: { da: 'hvert kvartal', en: 'every quarter' },
  yearly: { da: 'hvert år', en: 'every year' },
};

const waitingStarts: Record<WaitingPeriodStart, InBoth> = {
  'original-due-date': { da: 'fra den oprindelige forfaldsdato', en: 'from the original due date' },
  'due-date': { da: 'fra forfaldsdatoen', en: 'from the due date' },
  'extension-end': { da: 'fra forlængelsesperiodens udløb', en: 'from the end of the extension period' },
  notification: { da: 'fra indberetningen', en: 'from the report' },
};
const stopsOfCover: Record<StopOfCoverRule, InBoth> = {
  'after-extension-period': { da: 'efter forlængelsesperioden', en: 'after the extension period' },
  'after-original-due-date': { da: 'efter den oprindelige forfaldsdato', en: 'after the original due date' },
};

const waitingPeriod = (
  { waitingPeriodMonths, waitingPeriodFrom }: PolicyRecord,
  months: string,
  language: ReplyLanguage,
): string | undefined =>
  waitingPeriodMonths === undefined
    ? undefined
    : [`${waitingPeriodMonths} ${months}`, waitingPeriodFrom && waitingStarts[waitingPeriodFrom][language]]
        .filter(Boolean)
        .join(' ');

const count = (value: number | undefined, unit: string): string | undefined =>
  value === undefined ? undefined : `${value} ${unit}`;

type Fact = readonly [label: string, text: string | undefined, ...about: PolicyAspect[]];

/**
 * The policy's facts: period, last day to give notice, terms.
 * @param about only what belongs to that, and the policy's number; absent: all of it
 */
export function policyLines(
  policy: PolicyRecord,
  today: IsoDate,
  language: ReplyLanguage,
  about?: PolicyAspect,
): Line[] {
  const facts = policyFacts(policy, today, language);
  const shown = about ? facts.filter(([, , ...belongs]) => belongs.includes(about)) : facts;
  const lines = present(shown.map(([label, text]) => [label, text]));
  const number = { label: language === 'da' ? 'Police' : 'Policy', text: policy.policyNumber };
  return about && lines.length > 0 ? [number, ...lines] : lines;
}

function policyFacts(policy: PolicyRecord, today: IsoDate, language: ReplyLanguage): Fact[] {
  const da = language === 'da';
  const [days, months] = da ? ['dage', 'måneder'] : ['days', 'months'];
  const { deductible, countries = [] } = policy;
  const region = new Intl.DisplayNames(language, { type: 'region' });
  return [
    [da ? 'Police' : 'Policy', policy.policyNumber],
    [da ? 'Produkt' : 'Product', policy.product],
    [da ? 'Forsikringstager' : 'Policyholder', policy.holderName],
    ['Status', policyStatusNames[policy.status][language]],
    [
      da ? 'Periode' : 'Period',
      `${formatDate(policy.periodStart, language)} – ${formatDate(policy.periodEnd, language)}`,
      'period',
      'notice',
    ],
    [
      da ? 'Sidste dag for opsigelse' : 'Last day to give notice',
      policy.noticeDeadline && deadlineWords(policy.noticeDeadline, today, language),
      'notice',
      'period',
    ],
    [da ? 'Dækningsprocent' : 'Insured percentage', count(policy.insuredPercentage, '%'), 'percentage'],
    [
      da ? 'Maksimalt erstatningsansvar' : 'Maximum liability',
      policy.maxLiability && formatMoney(policy.maxLiability, language),
      'liability',
    ],
    [
      da ? 'Mindste skade' : 'Smallest claim',
      policy.claimThreshold && formatMoney(policy.claimThreshold, language),
      'deductible',
    ],
    [
      da ? 'Selvrisiko' : 'Deductible',
      deductible && `${formatMoney(deductible.amount, language)} (${deductibles[deductible.type][language]})`,
      'deductible',
    ],
    [da ? 'Længste kredittid' : 'Longest credit period', count(policy.maxCreditTermsDays, days), 'credit-period'],
    [
      da ? 'Maksimal forlængelsesperiode' : 'Maximum extension period',
      count(policy.maxExtensionDays, days),
      'extension',
      'reporting',
      'stop-of-cover',
    ],
    [
      da ? 'Frist for indberetning derefter' : 'Days to report after that',
      count(policy.notificationDays, days),
      'extension',
      'reporting',
    ],
    [da ? 'Karensperiode' : 'Waiting period', waitingPeriod(policy, months, language), 'waiting-period'],
    [
      da ? 'Dækningsstop' : 'Stop of cover',
      policy.stopOfCover && stopsOfCover[policy.stopOfCover][language],
      'stop-of-cover',
    ],
    [
      da ? 'Frist for negative oplysninger' : 'Days to report adverse information',
      count(policy.adverseNotificationDays, days),
      'reporting',
    ],
    [
      da ? 'Præmiesats' : 'Premium rate',
      policy.premiumRate === undefined ? undefined : percentText(policy.premiumRate, language),
      'premium',
    ],
    [
      da ? 'Minimumspræmie' : 'Minimum premium',
      policy.minimumPremium && formatMoney(policy.minimumPremium, language),
      'premium',
    ],
    [
      da ? 'Omsætning indberettes' : 'Turnover is declared',
      policy.declarationFrequency && frequencies[policy.declarationFrequency][language],
      'declaring',
    ],
    [da ? 'Lande' : 'Countries', countries.map((code) => region.of(code) ?? code).join(', '), 'countries'],
  ];
}

const percentText = (value: number, language: ReplyLanguage): string =>
  `${new Intl.NumberFormat(language === 'da' ? 'da-DK' : 'en-GB', { maximumFractionDigits: 3 }).format(value)} %`;

/** The insurer's invoice to the policyholder. */
export interface InvoiceRecord {
  number: string;
  kind: 'premium' | 'limit_fee' | 'monitoring_fee' | 'collection_fee';
  status: 'open' | 'paid' | 'overdue' | 'credited';
  period?: { from: IsoDate; to: IsoDate } | undefined;
  description?: string | undefined;
  amount?: Money | undefined;
  dueDate?: IsoDate | undefined;
}

const invoiceKinds: Record<InvoiceRecord['kind'], InBoth> = {
  premium: { da: 'præmie', en: 'premium' },
  limit_fee: { da: 'limitgebyr', en: 'limit fee' },
  monitoring_fee: { da: 'overvågningsgebyr', en: 'monitoring fee' },
  collection_fee: { da: 'inkassogebyr', en: 'collection fee' },
};
const invoiceStatuses: Record<InvoiceRecord['status'], InBoth> = {
  open: { da: 'ikke betalt', en: 'open' },
  paid: { da: 'betalt', en: 'paid' },
  overdue: { da: 'forfalden', en: 'overdue' },
  credited: { da: 'krediteret', en: 'credited' },
};

const periodText = ({ from, to }: { from: IsoDate; to: IsoDate }, language: ReplyLanguage): string =>
  `${formatDate(from, language)} – ${formatDate(to, language)}`;

/** What an invoice is for, for which period and when it is due. */
export const invoiceLines = (invoice: InvoiceRecord, language: ReplyLanguage): Line[] => {
  const da = language === 'da';
  return present([
    [da ? 'Faktura' : 'Invoice', invoice.number],
    [da ? 'For' : 'For', invoiceKinds[invoice.kind][language]],
    [da ? 'Periode' : 'Period', invoice.period && periodText(invoice.period, language)],
    [da ? 'Tekst' : 'Text', invoice.description],
    [da ? 'Beløb' : 'Amount', invoice.amount && formatMoney(invoice.amount, language)],
    [da ? 'Forfald' : 'Due', invoice.dueDate && formatDate(invoice.dueDate, language)],
    ['Status', invoiceStatuses[invoice.status][language]],
  ]);
};

/** Turnover to declare. */
export interface DeclarationRecord {
  period: { from: IsoDate; to: IsoDate };
  status: 'due' | 'submitted' | 'corrected' | 'overdue';
  dueDate?: IsoDate | undefined;
}

const declarationStatuses: Record<DeclarationRecord['status'], InBoth> = {
  due: { da: 'skal indberettes', en: 'to be declared' },
  submitted: { da: 'indberettet', en: 'declared' },
  corrected: { da: 'rettet', en: 'corrected' },
  overdue: { da: 'fristen er passeret', en: 'past its deadline' },
};

/** "1 July 2026 – 30 September 2026: to be declared by 31 October 2026 (12 days left)". */
export function declarationText(
  { period, status, dueDate }: DeclarationRecord,
  today: IsoDate,
  language: ReplyLanguage,
): string {
  const open = status === 'due' || status === 'overdue';
  const by =
    dueDate && open ? `${language === 'da' ? ' senest' : ' by'} ${deadlineWords(dueDate, today, language)}` : '';
  const separate = status === 'overdue' && by !== '' ? ',' : '';
  return `${periodText(period, language)}: ${declarationStatuses[status][language]}${separate}${by}`;
}

/** The clauses that explain a policy's records. */
export const policyClauses = {
  renewal: { document: 'charter', clause: 'administration-renewal' },
  termination: { document: 'policy-guide', clause: 'renewal-termination' },
  invoices: { document: 'charter', clause: 'administration-invoices' },
  turnover: { document: 'policy-guide', clause: 'turnover-declaring' },
  onlineSystems: { document: 'charter', clause: 'administration-online-systems' },
  contact: { document: 'charter', clause: 'contact-account-manager' },
} satisfies Record<string, ClauseReference>;
