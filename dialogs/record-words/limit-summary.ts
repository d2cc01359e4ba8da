import type { ReplyLanguage } from '../../knowledge';
import type { ClauseReference } from '../clause-reference';
import { formatDate, type IsoDate } from '../dates';
import { formatMoney } from '../money';
import { codeTexts } from './code-words';
import type { Line } from './lines';
import {
  type ApplicationRecord,
  applicationText,
  type DecisionRecord,
  decisionLines,
  historyLine,
  isNothing,
  limitClauses,
  outcomeNames,
  ratingText,
  runOffText,
  whatToSendText,
  whyText,
} from './limit-words';

/** All that the records tell of one buyer under one policy. */
export interface LimitRecord {
  current?: DecisionRecord | undefined;
  upcoming?: DecisionRecord | undefined;
  history: readonly DecisionRecord[];
  pending: readonly ApplicationRecord[];
}

/** What a question about a limit is after; undefined: where it stands. */
export type LimitAspect = 'why' | 'history' | 'rating' | 'pending';

/** More decisions than this are a ledger. */
const mostTold = 6;

const isTight = ({ outcome }: DecisionRecord): boolean =>
  outcome === 'not_approved' || outcome === 'cancelled' || outcome === 'reduced' || outcome === 'partly_approved';

/** The decision that a "why" is about: the one under notice, else the one in force, else the last one. */
export const decisionAskedAbout = ({ upcoming, current, history }: LimitRecord): DecisionRecord | undefined =>
  upcoming ?? current ?? history[0];

/** Whether a new look could change anything: something was refused, cut or has run out. */
export const mayBeLookedAtAgain = (limit: LimitRecord): boolean => {
  const decision = decisionAskedAbout(limit);
  return decision !== undefined && (isTight(decision) || (limit.current === undefined && limit.pending.length === 0));
};

/** A paragraph, or the facts of what is in force, to be shown together. */
export type LimitPart = string | readonly Line[];

/**
 * A limit in paragraphs: what holds, what changes, what is pending, and why it is so where that is asked or needed.
 * @param noticeDays the policy's notice before a reduction takes effect; 0: none
 */
export function limitParagraphs(
  limit: LimitRecord,
  aspect: LimitAspect | undefined,
  rating: Parameters<typeof ratingText>[0] | undefined,
  noticeDays: number | undefined,
  today: IsoDate,
  language: ReplyLanguage,
): LimitPart[] {
  const { current, upcoming, history, pending } = limit;
  const da = language === 'da';
  const asked = decisionAskedAbout(limit);
  const applications = pending.map((one) => applicationText(one, today, language));
  const rated = rating && `${da ? 'Køberens rating' : 'The buyer’s rating'}: ${ratingText(rating, language)}.`;
  const noRating = da
    ? 'Jeg ser ingen rating af køberen; den er ikke en del af alle policer.'
    : 'I see no rating of the buyer; not every policy includes it.';
  if (aspect === 'rating') return [rated ?? noRating];
  if (aspect === 'pending' && applications.length > 0) return applications;
  if (aspect === 'history' && history.length > 0) return [historyText(history, language)];
  const notice = noticeText(noticeDays, language);
  const noApplication = da
    ? 'Der er ingen ansøgning under behandling på køberen.'
    : 'No application on the buyer waits for an answer.';
  const told = [
    aspect === 'pending' ? noApplication : undefined,
    current ? inForce(current, language) : noneInForce(limit, today, language),
    upcoming &&
      [upcomingText(upcoming, language), runOffText(upcoming, today, language), notice].filter(Boolean).join(' '),
    !upcoming && current && aspect === 'why' ? runOffText(current, today, language) : undefined,
  ];
  const why = asked && (aspect === 'why' || isTight(asked)) ? [reasonsText(asked, language)] : [];
  const send =
    asked?.reasonCodes && why.length > 0 && mayBeLookedAtAgain(limit) ? [whatToSendText(asked, language)] : [];
  return [...told, ...why, ...send, ...applications, aspect === undefined ? rated : undefined].filter(
    (paragraph): paragraph is LimitPart => paragraph !== undefined && paragraph !== '',
  );
}

/** Why the decision is as it is that a "why?" is about, and what it means for deliveries. */
export function limitReasonText(limit: LimitRecord, today: IsoDate, language: ReplyLanguage): string[] {
  const asked = decisionAskedAbout(limit);
  if (!asked) return noDecisionText(limit, today, language);
  return [
    `${capital(historyLine(asked, language))}. ${reasonsText(asked, language)}`.replace('..', '.'),
    runOffText(asked, today, language) ?? '',
    ...(asked.reasonCodes && mayBeLookedAtAgain(limit) ? [whatToSendText(asked, language)] : []),
  ];
}

/** What the customer can do about a limit: send what helps, answer what is waited for, ask for more. */
export function limitActionText(limit: LimitRecord, today: IsoDate, language: ReplyLanguage): string[] {
  const asked = decisionAskedAbout(limit);
  const waiting = limit.pending.map((one) => applicationText(one, today, language));
  if (!asked) return noDecisionText(limit, today, language);
  const runOff = runOffText(asked, today, language);
  if (mayBeLookedAtAgain(limit)) return [whatToSendText(asked, language), ...(runOff ? [runOff] : []), ...waiting];
  const mayGrow =
    language === 'da'
      ? 'Der er ikke noget, I skal gøre. Har I brug for et større kreditmaksimum, så søg om en forhøjelse, før I leverer.'
      : 'There is nothing that you have to do. If you need a larger limit, apply for an increase before you deliver.';
  return waiting.length > 0 ? waiting : [mayGrow];
}

const noDecisionText = (limit: LimitRecord, today: IsoDate, language: ReplyLanguage): string[] => [
  noneInForce(limit, today, language),
  ...limit.pending.map((one) => applicationText(one, today, language)),
];

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const historyText = (history: readonly DecisionRecord[], language: ReplyLanguage): string => {
  const lines = history.slice(0, mostTold).map((one) => `- ${historyLine(one, language)}`);
  return `${language === 'da' ? 'Afgørelserne, nyeste først:' : 'The decisions, newest first:'}\n\n${lines.join('\n')}`;
};

const reasonsText = (decision: DecisionRecord, language: ReplyLanguage): string => {
  const codes = decision.reasonCodes ?? [];
  const lead = language === 'da' ? 'Begrundelse' : 'Reason';
  return codes.length > 0
    ? `${lead}: ${codeTexts('limit-reason', codes, language).join(' ')}`
    : whyText(decision, language);
};

/** A limit of nothing has neither a percentage nor terms. */
const inForce = (current: DecisionRecord, language: ReplyLanguage): LimitPart => {
  const { amount, outcome, effectiveFrom } = current;
  if (!isNothing(amount)) return decisionLines({ ...current, previousAmount: undefined }, language);
  const decided = `${outcomeNames[outcome][language]}, ${formatDate(effectiveFrom, language)}`;
  return language === 'da'
    ? `Der gælder intet kreditmaksimum (${decided}).`
    : `No credit limit is in force (${decided}).`;
};

const upcomingText = ({ outcome, amount, previousAmount }: DecisionRecord, language: ReplyLanguage): string => {
  const da = language === 'da';
  const from = previousAmount && `${da ? 'fra' : 'from'} ${formatMoney(previousAmount, language)}`;
  const to = isNothing(amount) ? undefined : `${da ? 'til' : 'to'} ${formatMoney(amount, language)}`;
  const change = [outcomeNames[outcome][language], from, to].filter(Boolean).join(' ').replace(/\.$/, '');
  return da ? `**Ændring på vej:** ${change}.` : `**A change is coming:** ${change}.`;
};

function noticeText(days: number | undefined, language: ReplyLanguage): string | undefined {
  if (days === undefined) return undefined;
  if (days === 0)
    return language === 'da'
      ? 'Policen har ikke noget varsel ved nedsættelse.'
      : 'The policy has no period of notice for reductions.';
  return language === 'da' ? `Policens varsel er ${days} dage.` : `The policy’s period of notice is ${days} days.`;
}

/** No limit holds today: none was ever decided, it has run out, or there is an indication only. */
function noneInForce({ history, pending }: LimitRecord, today: IsoDate, language: ReplyLanguage): string {
  const da = language === 'da';
  const [last] = history;
  const none = da ? 'Der gælder intet kreditmaksimum i dag.' : 'No credit limit is in force today.';
  if (last?.validUntil !== undefined && last.validUntil < today) {
    const day = formatDate(last.validUntil, language);
    const sum = formatMoney(last.amount, language);
    return da
      ? `${none} Det seneste, på ${sum}, gjaldt til og med ${day}.`
      : `${none} The latest one, of ${sum}, ran out on ${day}.`;
  }
  if (last?.type === 'indication' || last?.outcome === 'preliminary') {
    const sum = formatMoney(last.amount, language);
    return da
      ? `${none} Der er kun et vejledende svar på ${sum}, og det er ikke bindende.`
      : `${none} There is only an indication of ${sum}, and it is not binding.`;
  }
  return pending.length === 0 && history.length === 0
    ? da
      ? `${none} I har heller ikke søgt om et.`
      : `${none} Nor have you applied for one.`
    : none;
}

const guide = (clause: string): ClauseReference => ({ document: 'credit-limits-guide', clause });

/** The clauses that explain what is told, the most telling first. */
export function clausesOf(limit: LimitRecord, aspect: LimitAspect | undefined): ClauseReference[] {
  const asked = decisionAskedAbout(limit);
  if (aspect === 'rating') return [limitClauses.rating];
  if (aspect === 'history') return [];
  if (aspect === 'pending' && limit.pending.length > 0) return [limitClauses.waiting];
  if (!asked) return limit.pending.length > 0 ? [limitClauses.waiting] : [];
  if (limit.current === undefined && asked.validUntil !== undefined) return [guide('limit-outcome-temporary')];
  switch (asked.outcome) {
    case 'reduced':
    case 'cancelled':
      return [limitClauses.reduction, aspect === 'why' ? limitClauses.newLook : limitClauses.runOff];
    case 'not_approved':
      return [aspect === 'why' ? limitClauses.why : guide('limit-outcome-refusal'), limitClauses.newLook];
    case 'partly_approved':
      return aspect === 'why' ? [limitClauses.why, limitClauses.newLook] : [guide('limit-outcome-partial')];
    case 'conditional':
      return [guide('limit-outcome-conditional')];
    case 'preliminary':
      return [guide('limit-routes-indication')];
    case 'approved':
      return limit.pending.length > 0 ? [limitClauses.waiting] : aspect === 'why' ? [limitClauses.why] : [];
    default:
      throw new Error(`Unhandled outcome: ${asked.outcome satisfies never}`);
  }
}
