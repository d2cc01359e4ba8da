import {
  ContactPerson,
  type Customer,
  type Invoice,
  InvoiceNumber,
  type Policy,
  type TurnoverDeclaration,
} from '../schemas';
import { type Calendar, plusDays, plusMonths } from './calendar';
import { centsOf, money } from './cents';
import { languageOf } from './policies';
import type { SeededRandom } from './seeded-random';

const months = { monthly: 1, quarterly: 3, yearly: 12 } as const;

/** The last six periods; the one that has just ended is still to be declared, and at every fourth policy it is late. */
export function demoDeclarations(
  policy: Policy,
  place: number,
  calendar: Calendar,
  random: SeededRandom,
): TurnoverDeclaration[] {
  const length = months[policy.declarationFrequency];
  const thisMonth = `${calendar.today.slice(0, 7)}-01`;
  return Array.from({ length: 6 }, (_, back): TurnoverDeclaration => {
    const from = plusMonths(thisMonth, -length * (back + 1));
    const to = plusDays(plusMonths(from, length), -1);
    const late = place % 4 === 3;
    const open = back === 0 && policy.status !== 'expired';
    return {
      policyNumber: policy.policyNumber,
      period: { from, to },
      dueDate: open ? calendar.day(late ? -3 : 12) : plusDays(to, 20),
      status: open ? (late ? 'overdue' : 'due') : back === 2 ? 'corrected' : 'submitted',
      lines: open
        ? []
        : policy.countries.slice(0, 4).map((country) => ({
            country,
            insurable: money(random.whole(200, 4_000) * length * 100_000, policy.currency),
            excluded: money(random.whole(0, 200) * length * 100_000, policy.currency),
          })),
    };
  });
}

const invoiceWords: Record<Invoice['kind'], Record<NonNullable<Customer['language']>, string>> = {
  premium: { da: 'aconto for perioden', en: 'on account for the period' },
  limit_fee: { da: 'afgørelser i perioden', en: 'decisions in the period' },
  monitoring_fee: { da: 'forsikrede købere i perioden', en: 'insured buyers in the period' },
  collection_fee: { da: 'inddrivelse i perioden', en: 'collection work in the period' },
};

/** Eight invoices a policy: what for, for which period, when due. The newest is open; at every third policy one is overdue. */
export function demoInvoices(policy: Policy, place: number, calendar: Calendar, random: SeededRandom): Invoice[] {
  const kinds = [
    'premium',
    'limit_fee',
    'monitoring_fee',
    'premium',
    'limit_fee',
    'premium',
    'collection_fee',
    'premium',
  ] as const;
  const language = languageOf(policy);
  return kinds.map((kind, back): Invoice => {
    const to = plusDays(
      plusMonths(`${calendar.today.slice(0, 7)}-01`, -3 * back - (policy.status === 'expired' ? 12 : 0)),
      -1,
    );
    const from = plusMonths(plusDays(to, 1), -3);
    const issuedAt = plusDays(to, 6 - (back === 0 ? 4 : 0));
    const overdue = back === 1 && place % 3 === 0 && policy.status !== 'expired';
    const premium = Math.round(centsOf(policy.minimumPremium) / 4);
    return {
      number: InvoiceNumber.parse(`IN-${800_000 + place * 20 + back}`),
      policyNumber: policy.policyNumber,
      kind,
      period: { from, to },
      description: invoiceWords[kind][language],
      amount: money(kind === 'premium' ? premium : random.whole(15, 180) * 10_000, policy.currency),
      issuedAt,
      dueDate: back === 0 ? calendar.day(9) : plusDays(issuedAt, 30),
      status:
        back === 0 && policy.status !== 'expired' ? 'open' : overdue ? 'overdue' : back === 4 ? 'credited' : 'paid',
    };
  });
}

const clientManager = { da: 'kundeansvarlig', en: 'client manager' };
const underwriter = { da: 'kreditanalytiker', en: 'underwriter' };
const claimsHandler = { da: 'skadebehandler', en: 'claims handler' };
const people = [
  { name: 'Astrid Solhverv', title: clientManager, topics: ['policy', 'invoice'], extension: '01' },
  { name: 'Viggo Stjernskud', title: clientManager, topics: ['policy', 'invoice'], extension: '02' },
  { name: 'Liva Morgengry', title: underwriter, topics: ['limit'], extension: '11' },
  { name: 'Otto Nordenvind', title: underwriter, topics: ['limit'], extension: '12' },
  { name: 'Ida Vindrose', title: claimsHandler, topics: ['claim', 'collection'], extension: '21' },
  { name: 'Bo Regnskov', title: claimsHandler, topics: ['claim', 'collection'], extension: '22' },
] as const;

/** One for the contract, one for limits, one for claims: half of the policies have the one, half the other. */
export const demoContactPeople = (policy: Policy, place: number): ContactPerson[] =>
  people
    .filter((_, seat) => seat % 2 === place % 2)
    .map(({ name, title, topics, extension }) =>
      ContactPerson.parse({
        policyNumber: policy.policyNumber,
        name,
        title: title[languageOf(policy)],
        topics,
        telephone: `+45 00 00 00 ${extension}`,
        email: `${name.toLowerCase().replace(' ', '.')}@insurer.example`,
      }),
    );
