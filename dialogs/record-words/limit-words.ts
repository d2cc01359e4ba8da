import type { ReplyLanguage } from '../../knowledge';
import { type InBoth, listed } from '../both-languages';
import type { ClauseReference } from '../clause-reference';
import { formatDate, type IsoDate } from '../dates';
import { formatMoney, type Money } from '../money';
import { codeTexts } from './code-words';
import { type Line, present } from './lines';
import { type Expectation, waitingText } from './waiting-words';

/** A limit decision, as far as its reader may see it. */
export interface DecisionRecord {
  outcome: 'approved' | 'partly_approved' | 'conditional' | 'not_approved' | 'reduced' | 'cancelled' | 'preliminary';
  type: 'underwritten' | 'credit_check' | 'start_cover' | 'discretionary' | 'indication' | 'top_up';
  amount: Money;
  previousAmount?: Money | undefined;
  insuredPercentage?: number | undefined;
  maxTermsDays?: number | undefined;
  conditions?: readonly string[] | undefined;
  reasonCodes?: readonly string[] | undefined;
  decidedAt: string;
  effectiveFrom: IsoDate;
  validUntil?: IsoDate | undefined;
  decidedBy?: 'automatic' | 'underwriter' | undefined;
}

export interface ApplicationRecord extends Expectation {
  applicationId: string;
  status: 'received' | 'under_assessment' | 'awaiting_information' | 'decided' | 'withdrawn_by_customer';
  requested?: Money | undefined;
  submittedAt?: string | undefined;
  missingInfo?: readonly string[] | undefined;
}

export const outcomeNames: Record<DecisionRecord['outcome'], InBoth> = {
  approved: { da: 'imødekommet', en: 'approved' },
  partly_approved: { da: 'delvist imødekommet', en: 'partly approved' },
  conditional: { da: 'godkendt på betingelser', en: 'approved with conditions' },
  not_approved: { da: 'afslag', en: 'not approved' },
  reduced: { da: 'nedsat', en: 'reduced' },
  cancelled: { da: 'annulleret', en: 'cancelled' },
  preliminary: { da: 'foreløbigt svar', en: 'preliminary answer' },
};

/** The message standard's outcomes (EDIFACT 4507) as ours; undefined for what is no decision on an amount (still investigating, a changed name). */
export const outcomeOfCode: Readonly<Record<string, DecisionRecord['outcome'] | undefined>> = {
  '1': 'preliminary',
  '2': 'approved',
  '3': 'not_approved',
  '4': 'conditional',
  '5': 'partly_approved',
  '8': 'cancelled',
  '9': 'reduced',
  '11': 'cancelled',
};

const typeNames: Record<DecisionRecord['type'], InBoth> = {
  underwritten: { da: 'skriftlig afgørelse', en: 'written decision' },
  credit_check: { da: 'kredittjek', en: 'credit check' },
  start_cover: { da: 'startdækning', en: 'start cover' },
  discretionary: { da: 'selvvurdering', en: 'discretionary limit' },
  indication: { da: 'vejledende limit', en: 'limit indication' },
  top_up: { da: 'supplerende kreditmaksimum', en: 'top-up limit' },
};

const applicationStatus: Record<ApplicationRecord['status'], InBoth> = {
  received: { da: 'modtaget', en: 'received' },
  under_assessment: { da: 'under behandling', en: 'being assessed' },
  awaiting_information: { da: 'venter på oplysninger', en: 'waiting for information' },
  decided: { da: 'afgjort', en: 'decided' },
  withdrawn_by_customer: { da: 'trukket tilbage af jer', en: 'withdrawn by you' },
};

const days = (count: number, language: ReplyLanguage): string => `${count} ${language === 'da' ? 'dage' : 'days'}`;
const percent = (value: number, language: ReplyLanguage): string =>
  new Intl.NumberFormat(language === 'da' ? 'da-DK' : 'en-GB', { style: 'percent', maximumFractionDigits: 2 })
    .format(value / 100)
    .replace(/\u00a0/g, ' ');

/** The facts of a decision. */
export const decisionLines = (decision: DecisionRecord, language: ReplyLanguage): Line[] => {
  const { amount, previousAmount, insuredPercentage, maxTermsDays, conditions = [], validUntil } = decision;
  const da = language === 'da';
  return present([
    [da ? 'Kreditmaksimum' : 'Credit limit', formatMoney(amount, language)],
    [
      da ? 'Afgørelse' : 'Decision',
      `${outcomeNames[decision.outcome][language]} (${typeNames[decision.type][language]})`,
    ],
    [da ? 'Før' : 'Before', previousAmount && formatMoney(previousAmount, language)],
    [da ? 'Gælder fra' : 'In force from', formatDate(decision.effectiveFrom, language)],
    [da ? 'Gælder til og med' : 'In force until', validUntil && formatDate(validUntil, language)],
    [
      da ? 'Dækningsprocent' : 'Insured percentage',
      insuredPercentage === undefined ? undefined : percent(insuredPercentage, language),
    ],
    [
      da ? 'Længste kredittid' : 'Longest credit period',
      maxTermsDays === undefined ? undefined : days(maxTermsDays, language),
    ],
    [da ? 'Betingelser' : 'Conditions', conditions.join(' ')],
  ]);
};

/** One decision as one line of the history: "12 March 2026: reduced from DKK 500,000.00 to DKK 200,000.00". */
export function historyLine(
  { decidedAt, outcome, amount, previousAmount }: DecisionRecord,
  language: ReplyLanguage,
): string {
  const sums = previousAmount
    ? language === 'da'
      ? `fra ${formatMoney(previousAmount, 'da')} til ${formatMoney(amount, 'da')}`
      : `from ${formatMoney(previousAmount, 'en')} to ${formatMoney(amount, 'en')}`
    : formatMoney(amount, language);
  return `${formatDate(decidedAt, language)}: ${outcomeNames[outcome][language]}, ${sums}`;
}

/**
 * Why a limit was decided as it was: only what the reason codes stand for. Automatic answers come without one; whoever is not shown the codes
 * (`reasonCodes` absent) hears that, and not that there are none.
 */
export function whyText({ reasonCodes, decidedBy }: DecisionRecord, language: ReplyLanguage): string {
  const da = language === 'da';
  if (reasonCodes === undefined)
    return da ? 'Begrundelsen viser jeg kun til forsikringstageren.' : 'I show the reason to the policyholder only.';
  if (reasonCodes.length > 0) return codeTexts('limit-reason', reasonCodes, language).join(' ');
  if (decidedBy === 'automatic')
    return da
      ? 'Afgørelsen er truffet automatisk og kommer uden begrundelse.'
      : 'The decision was made automatically and comes without a reason.';
  return da ? 'Der står ingen begrundelse i afgørelsen.' : 'No reason stands in the decision.';
}

/** What can be sent for a new look, by the reasons. */
export function whatToSendText({ reasonCodes = [] }: DecisionRecord, language: ReplyLanguage): string {
  const helpful = listed(codeTexts('what-helps', reasonCodes.length > 0 ? reasonCodes : ['other'], language), language);
  return language === 'da'
    ? `Vil I have den vurderet igen, så send fx ${helpful}. Nye oplysninger giver en ny vurdering, ikke et bestemt svar.`
    : `To have it looked at again, send for instance ${helpful}. New information leads to a new look, not to a certain answer.`;
}

/** A refusal or a cancellation is a limit of nothing. */
export const isNothing = ({ amount }: Money): boolean => Number(amount) === 0;

/** The rules at a reduction or cancellation, with its day; undefined for other decisions. */
export function runOffText(
  { outcome, amount, effectiveFrom }: DecisionRecord,
  today: IsoDate,
  language: ReplyLanguage,
): string | undefined {
  if (outcome !== 'reduced' && outcome !== 'cancelled') return undefined;
  const from = formatDate(effectiveFrom, language);
  const coming = effectiveFrom > today;
  const now = isNothing(amount)
    ? { da: 'gælder der intet kreditmaksimum', en: 'there is no credit limit' }
    : { da: `gælder ${formatMoney(amount, 'da')} som kreditmaksimum`, en: `the limit is ${formatMoney(amount, 'en')}` };
  if (language === 'da') {
    return `Ændringen ${coming ? 'træder' : 'trådte'} i kraft ${from}. Leverancer før den dag hører under det tidligere kreditmaksimum efter policens vilkår; fra den dag ${now.da}. Har I bindende ordrer, så skriv til os, før I leverer.`;
  }
  return `The change ${coming ? 'takes' : 'took'} effect on ${from}. Deliveries before that day belong under the earlier limit on the policy’s terms; from that day ${now.en}. If you have binding orders, write to us before you deliver.`;
}

/** Where an application stands, what it waits for and when to hear. */
export function applicationText(application: ApplicationRecord, today: IsoDate, language: ReplyLanguage): string {
  const { applicationId, status, requested, missingInfo = [] } = application;
  const about = requested
    ? language === 'da'
      ? ` om ${formatMoney(requested, 'da')}`
      : ` for ${formatMoney(requested, 'en')}`
    : '';
  const lead =
    language === 'da'
      ? `Ansøgning ${applicationId}${about} ${status === 'awaiting_information' ? '' : 'er '}${applicationStatus[status].da}.`
      : `Application ${applicationId}${about} is ${applicationStatus[status].en}.`;
  if (status === 'decided' || status === 'withdrawn_by_customer') return lead;
  const missing = listed(codeTexts('missing-information', missingInfo, language), language);
  const waits = missingInfo.length === 0 ? [] : [language === 'da' ? `Vi mangler ${missing}.` : `We need ${missing}.`];
  return [lead, ...waits, waitingText(application, today, language)].join(' ');
}

/** The clauses that explain a decision or a wait. */
export const limitClauses = {
  why: { document: 'charter', clause: 'limits-explanation' },
  newLook: { document: 'credit-limits-guide', clause: 'limit-outcome-new-information' },
  reduction: { document: 'charter', clause: 'limits-reduction-notice' },
  runOff: { document: 'credit-limits-guide', clause: 'limit-changes-delivered-goods' },
  waiting: { document: 'credit-limits-guide', clause: 'limit-pending-cover' },
  rating: { document: 'credit-limits-guide', clause: 'limit-rating-meaning' },
  above: { document: 'credit-limits-guide', clause: 'limit-basics-above' },
} satisfies Record<string, ClauseReference>;

const bands: Record<'good' | 'average' | 'below_average' | 'none', InBoth> = {
  good: { da: 'god', en: 'good' },
  average: { da: 'middel', en: 'average' },
  below_average: { da: 'under middel', en: 'below average' },
  none: { da: 'ingen rating', en: 'no rating' },
};

/** The buyer's band; never the number behind it. */
export const ratingText = (band: keyof typeof bands, language: ReplyLanguage): string => bands[band][language];
