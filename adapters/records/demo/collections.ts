import {
  CaseNumber,
  type Claim,
  type CollectionCase,
  type Customer,
  type OverdueNotification,
  type Recovery,
} from '../schemas';
import { type Calendar, daysBetween, plusDays } from './calendar';
import type { ClaimRecords, Insured } from './claims';
import { centsOf, money } from './cents';
import { languageOf } from './policies';
import type { SeededRandom } from './seeded-random';

const openPhases = [
  'received',
  'reminder_sent',
  'contact',
  'payment_plan',
  'evaluation',
  'legal_advice',
  'legal',
  'insolvency_filed',
] as const;
const outcomes = ['paid', 'partly_paid', 'settled', 'uncollectable', 'withdrawn', 'disputed'] as const;

type Words = Record<NonNullable<Customer['language']>, string>;

const lastWords: Record<CollectionCase['phase'], Words> = {
  received: { da: 'Sagen er modtaget og gennemgået.', en: 'Case received and checked.' },
  reminder_sent: { da: 'Første brev er sendt til skyldneren.', en: 'First letter sent to the debtor.' },
  contact: { da: 'Talt i telefon med skyldnerens bogholderi.', en: 'Telephone call with the debtor’s bookkeeping.' },
  payment_plan: { da: 'Skyldneren har betalt et afdrag.', en: 'Instalment paid by the debtor.' },
  evaluation: { da: 'Skyldnerens svar er samlet.', en: 'Answers of the debtor gathered.' },
  legal_advice: {
    da: 'Råd om retslige skridt med et overslag over prisen er sendt til jer.',
    en: 'Advice on legal action with an estimate of its costs sent to you.',
  },
  legal: { da: 'Stævningen er forkyndt for skyldneren.', en: 'Writ served on the debtor.' },
  insolvency_filed: { da: 'Kravet er anmeldt til kurator.', en: 'Claim filed with the insolvency administrator.' },
  closed: { da: 'Sagen er lukket og gjort op.', en: 'Case closed and accounted for.' },
};
const nextWords: Record<Exclude<CollectionCase['phase'], 'closed'>, Words> = {
  received: { da: 'Første brev til skyldneren.', en: 'First letter to the debtor.' },
  reminder_sent: { da: 'Opringning til skyldneren.', en: 'Telephone call to the debtor.' },
  contact: { da: 'Andet brev med en frist for at betale.', en: 'Second letter, with a date to pay by.' },
  payment_plan: { da: 'Næste afdrag forfalder.', en: 'Next instalment falls due.' },
  evaluation: { da: 'Beslutning om, hvordan vi går videre.', en: 'Decision on how to go on.' },
  legal_advice: { da: 'Jeres beslutning om retslige skridt.', en: 'Your decision on legal action.' },
  legal: { da: 'Retsmøde.', en: 'Hearing in court.' },
  insolvency_filed: { da: 'Kurators første redegørelse.', en: 'First report of the insolvency administrator.' },
};

/** The collection case of a claim, or of a notification that is collected without one. */
export function demoCollectionCase(
  number: number,
  { policy, buyer }: Insured,
  { claim, notification }: Partial<ClaimRecords> & { notification: OverdueNotification },
  calendar: Calendar,
  random: SeededRandom,
): CollectionCase {
  const finished = claim === undefined ? number % 3 === 0 : claim.status === 'closed' || claim.status === 'paid';
  const phase: CollectionCase['phase'] = finished
    ? 'closed'
    : buyer.status === 'insolvent'
      ? 'insolvency_filed'
      : phaseOf(number);
  const outcome = finished
    ? outcomes[number % outcomes.length]
    : phase === 'evaluation' && number % 2 === 0
      ? ('disputed' as const)
      : undefined;
  const openedAt = claim ? plusDays(claim.submittedAt.slice(0, 10), 1) : plusDays(notification.mepEndsOn, 4);
  const principal = claim
    ? centsOf(claim.claimed)
    : notification.invoices.reduce((sum, { net }) => sum + centsOf(net), 0);
  const insuredShare = claim?.coveredAmount
    ? Math.floor((centsOf(claim.coveredAmount) * policy.insuredPercentage) / principal)
    : policy.insuredPercentage;
  const recoveries = recoveriesOf(
    { principal, outcome, phase, openedAt, insuredShare, claim },
    policy.currency,
    calendar,
    random,
  );
  const collected = recoveries.reduce((sum, { amount }) => sum + centsOf(amount), 0);
  const age = Math.max(1, daysBetween(openedAt, calendar.today));
  const lastDay = plusDays(openedAt, finished ? age - Math.min(age, 15) : age - Math.min(age, 4));
  return {
    caseNumber: CaseNumber.parse(`CC-${300_000 + number}`),
    ...(claim && { claimNumber: claim.claimNumber }),
    policyNumber: policy.policyNumber,
    buyerId: buyer.buyerId,
    ...(notification.insuredId && { insuredId: notification.insuredId }),
    creditor: policy.holderName,
    debtor: buyer.legalName,
    principal: money(principal, policy.currency),
    interest: money(Math.round((principal * age * 8) / 36_500), policy.currency),
    costs: money(finished || age > 90 ? random.whole(500, 9_000) * 100 : 0, policy.currency),
    openedAt,
    phase,
    ...(outcome && { outcome }),
    lastAction: { date: recoveries.at(-1)?.date ?? lastDay, text: lastWords[phase][languageOf(policy)] },
    ...(phase !== 'closed' && {
      nextAction: { date: calendar.day(3 + (number % 18)), text: nextWords[phase][languageOf(policy)] },
    }),
    collected: money(collected, policy.currency),
    recoveries,
    ...(collected > 0 && {
      fee: { basis: 'value_band', amount: money(Math.round(collected * 0.09), policy.currency) },
    }),
    insuredShare,
    handler: number % 2 === 0 ? 'Karla Tidevand' : 'Noah Blæsevejr',
  };
}

const phaseOf = (number: number): CollectionCase['phase'] => openPhases[number % (openPhases.length - 1)] ?? 'contact';

interface Debt {
  principal: number;
  outcome: CollectionCase['outcome'];
  phase: CollectionCase['phase'];
  openedAt: string;
  insuredShare: number;
  claim: Claim | undefined;
}

/** Money that came in: all of it where the case was paid, part where it was settled, the instalments so far where there is a plan. */
function recoveriesOf(debt: Debt, currency: string, calendar: Calendar, random: SeededRandom): Recovery[] {
  const percent =
    debt.outcome === 'paid'
      ? 100
      : debt.outcome === 'partly_paid'
        ? random.whole(20, 70)
        : debt.outcome === 'settled'
          ? random.whole(55, 80)
          : debt.phase === 'payment_plan'
            ? random.whole(15, 40)
            : 0;
  const total = Math.floor((debt.principal * percent) / 100);
  const age = daysBetween(debt.openedAt, calendar.today);
  const count = total === 0 ? 0 : age > 20 ? random.whole(1, 3) : 1;
  const each = count === 0 ? 0 : Math.floor(total / count);
  return Array.from({ length: count }, (_, place): Recovery => {
    const date = plusDays(debt.openedAt, Math.max(0, Math.floor((age * (place + 1)) / (count + 1))));
    const cents = place === count - 1 ? total - each * (count - 1) : each;
    // Before the loss all of it is the policyholder's; after it, each side has its share of the debt.
    const afterLoss = debt.claim?.dateOfLoss !== undefined && debt.claim.dateOfLoss <= date;
    const insurer = afterLoss ? Math.floor((cents * debt.insuredShare) / 100) : 0;
    return {
      date,
      amount: money(cents, currency),
      paidTo: place % 3 === 2 ? 'policyholder' : 'agency',
      allocation: { policyholder: money(cents - insurer, currency), insurer: money(insurer, currency) },
    };
  });
}
