import { type Customer, CustomerId, type Policy, PolicyNumber } from '../schemas';
import { type Calendar, plusDays, plusMonths } from './calendar';
import { money } from './cents';

const customer = (id: string, name: string, kind: Customer['kind'], language: 'da' | 'en' = 'da'): Customer => ({
  customerId: CustomerId.parse(id),
  name,
  kind,
  language,
});

/** Ten invented policyholders, by what they are good for when trying the bot. */
const holders = [
  /** Exactly one open claim; a co-insured company, a broker and a bank. */
  customer('blaamejse', 'Blåmejse Emballage A/S', 'insured'),
  /** Exactly three open claims. */
  customer('havbrise', 'Havbrise & Tang Fødevarer A/S', 'insured'),
  /** No claim at all; its broker's authority has run out. */
  customer('pindsvin', 'Pindsvin Møbelfabrik ApS', 'insured'),
  customer('tordensky', 'Tordensky Maskiner A/S', 'insured'),
  customer('guldsmed', 'Guldsmedens Tekstil ApS', 'insured'),
  customer('mosebryg', 'Mosebrygget Byggevarer A/S', 'insured'),
  /** Writes English. */
  customer('starling', 'Starling & Moss Instruments A/S', 'insured', 'en'),
  customer('regnbue', 'Regnbuens Plast A/S', 'insured'),
  /** Its policy is suspended. */
  customer('rustenborg', 'Rustenborg Stålhandel A/S', 'insured'),
  /** Two policies, one of them expired. */
  customer('maelkevej', 'Mælkevejens Frø ApS', 'insured'),
] as const;

/** Those who are no policyholders: co-insured, brokers, a bank, and a buyer who signs in to ask about itself. */
const others = {
  coInsured: customer('blaamejse-sverige', 'Blåmesen Förpackning AB', 'insured', 'en'),
  secondCoInsured: customer('tordensky-service', 'Tordensky Service ApS', 'insured'),
  broker: customer('kompasrose', 'Kompasrosens Mæglerhus ApS', 'broker'),
  formerBroker: customer('sekstant', 'Sekstant Forsikringsmægling ApS', 'broker'),
  bank: customer('sparebank', 'Sparebøssens Bank A/S', 'bank'),
};

export const demoCustomers = (debtor: { buyerId: NonNullable<Customer['buyerId']>; name: string }): Customer[] => [
  ...holders,
  ...Object.values(others),
  { ...customer('nordhavn', debtor.name, 'buyer'), buyerId: debtor.buyerId },
];

const countries = ['DK', 'SE', 'NO', 'FI', 'DE', 'NL', 'PL', 'GB', 'IE', 'FR', 'IT', 'BE'];

/** What staff write in a policyholder's records is in the policyholder's language. */
export const languageOf = ({ holderId }: Policy): NonNullable<Customer['language']> =>
  holders.find(({ customerId }) => customerId === holderId)?.language ?? 'da';

const partyOf = ({ customerId, name }: Customer) => ({ customerId, name });

/** One policy for each holder, and an expired one beside it for the last. Terms differ, so that an answer cannot be right by luck. */
export function demoPolicies(calendar: Calendar): Policy[] {
  const policies = holders.map((holder, place): Policy => {
    const currency = place === 3 || place === 6 ? 'EUR' : 'DKK';
    const scale = currency === 'EUR' ? 1 : 7;
    const periodStart = plusMonths(`${calendar.today.slice(0, 7)}-01`, -(1 + ((place * 5) % 11)));
    const periodEnd = plusDays(plusMonths(periodStart, 12), -1);
    return {
      policyNumber: PolicyNumber.parse(`CI-${104_221 + place * 137}`),
      holderId: holder.customerId,
      holderName: holder.name,
      product: place % 3 === 2 ? 'Modula Demo' : 'Global Demo',
      status: place === 8 ? 'suspended' : 'active',
      periodStart,
      periodEnd,
      noticeDeadline: plusMonths(periodEnd, -2),
      currency,
      insuredPercentage: place % 4 === 1 ? 85 : 90,
      maxLiability: money((2_000_000 + place * 250_000) * scale * 100, currency),
      claimThreshold: money(1_500 * scale * 100, currency),
      ...(place % 2 === 0 && {
        deductible: { type: 'each_and_every' as const, amount: money((1_000 + place * 100) * scale * 100, currency) },
      }),
      maxCreditTermsDays: place % 3 === 0 ? 90 : 120,
      maxExtensionDays: place % 2 === 0 ? 60 : 45,
      notificationDays: place % 3 === 1 ? 20 : 30,
      waitingPeriodMonths: place % 2 === 0 ? 6 : 5,
      // One policy's record says less than the others', so that what is not told can be seen too.
      ...(place !== 7 && {
        waitingPeriodFrom: (['extension-end', 'notification', 'original-due-date', 'due-date'] as const)[place % 4],
        stopOfCover: place % 2 === 0 ? ('after-extension-period' as const) : ('after-original-due-date' as const),
        adverseNotificationDays: place % 3 === 1 ? 5 : 10,
        deadlinesMoveToWorkingDay: place === 3,
        termsEffectiveFrom: plusMonths(periodStart, -24),
      }),
      ...(place !== 4 && {
        discretionary: {
          maxAmount: money((10_000 + place * 1_000) * scale * 100, currency),
          basis: place % 2 === 0 ? ('credit_report' as const) : ('payment_experience' as const),
        },
      }),
      countries: countries.slice(0, 12 - (place % 3)),
      coInsured: place === 0 ? [partyOf(others.coInsured)] : place === 3 ? [partyOf(others.secondCoInsured)] : [],
      ...(place % 4 === 0 && { assignee: partyOf(others.bank) }),
      ...(place % 5 === 0 && { broker: { ...partyOf(others.broker), authorityFrom: calendar.day(-400) } }),
      ...(place === 2 && {
        broker: {
          ...partyOf(others.formerBroker),
          authorityFrom: calendar.day(-900),
          authorityUntil: calendar.day(-30),
        },
      }),
      premiumRate: (12 + place * 2) / 100,
      minimumPremium: money((8_000 + place * 500) * scale * 100, currency),
      declarationFrequency: (['monthly', 'quarterly', 'yearly'] as const)[place % 3] ?? 'quarterly',
      ratingIncluded: place % 3 !== 1,
      vatCovered: place === 5,
      reductionNoticeDays: place % 2 === 0 ? 30 : 14,
      wordingId: place % 3 === 2 ? 'MODULA-DEMO' : 'GLOBAL-DEMO',
      wordingVersion: '2025-01',
    };
  });
  const last = policies[policies.length - 1];
  if (!last) return policies;
  const before: Policy = {
    ...last,
    policyNumber: PolicyNumber.parse('CI-101007'),
    status: 'expired',
    periodStart: plusMonths(last.periodStart, -12),
    periodEnd: plusDays(last.periodStart, -1),
    termsEffectiveFrom: plusMonths(last.periodStart, -12),
    noticeDeadline: plusMonths(last.periodStart, -2),
  };
  return [...policies, before];
}
