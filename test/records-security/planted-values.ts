import { sql } from 'kysely';
import type { Role } from '../../adapters/records/port';
import { openSqlConnection } from '../../adapters/records/sql/sql-connection';
import { roles, whoMayKnowWhat } from '../../adapters/records/who-may-know-what';

/** A value that stands in one field of every record of a kind and nowhere else, so that it is recognised however small or plain it is. */
interface Planted {
  kind: keyof typeof whoMayKnowWhat;
  field: string;
  /** The columns that are set, and to what. */
  set: Record<string, string | number>;
  /** How a reply could write it, in Danish, in English, or as it stands. */
  written: string[];
}

const date = (iso: string, danish: string, english: string): string[] => [iso, danish, english];
const amount = (value: string): string[] => {
  const [whole = '', cents = ''] = value.split('.');
  const grouped = (by: string): string => whole.replace(/(\d)(\d{3})$/, `$1${by}$2`);
  return [value, `${grouped('.')},${cents}`, `${grouped(',')}.${cents}`];
};

/** Of every sort of value that the scan of real values passes over: small amounts, days, percentages, dates, names of people, free text. */
export const planted: readonly Planted[] = [
  {
    kind: 'policy',
    field: 'noticeDeadline',
    set: { notice_deadline: '2087-03-17' },
    written: date('2087-03-17', '17. marts 2087', '17 March 2087'),
  },
  {
    kind: 'policy',
    field: 'premiumRate',
    set: { premium_rate: 7.3191 },
    written: ['7.3191', '7,3191', '7.319', '7,319', '7.32', '7,32'],
  },
  {
    kind: 'policy',
    field: 'minimumPremium',
    set: { minimum_premium_amount: '4317.29' },
    written: amount('4317.29'),
  },
  {
    kind: 'policy',
    field: 'claimThreshold',
    set: { claim_threshold_amount: '3719.83', claim_threshold_currency: 'DKK' },
    written: amount('3719.83'),
  },
  {
    kind: 'policy',
    field: 'maxCreditTermsDays',
    set: { max_credit_terms_days: 173 },
    written: ['173 da'],
  },
  {
    kind: 'buyer',
    field: 'ratingDate',
    set: { rating_date: '2011-08-23' },
    written: date('2011-08-23', '23. august 2011', '23 August 2011'),
  },
  {
    kind: 'claim',
    field: 'dateOfLoss',
    set: { date_of_loss: '2011-04-13' },
    written: date('2011-04-13', '13. april 2011', '13 April 2011'),
  },
  { kind: 'claim', field: 'handler', set: { handler: 'Plantine Skadesen' }, written: ['Plantine'] },
  {
    kind: 'claim',
    field: 'deductions',
    set: { deductions: '[{"reason":"credit_note","amount":{"amount":"613.79","currency":"DKK"}}]' },
    written: amount('613.79'),
  },
  {
    kind: 'collectionCase',
    field: 'fee',
    set: { fee: '{"basis":"planted_basis","amount":{"amount":"719.31","currency":"DKK"}}' },
    written: [...amount('719.31'), 'planted_basis'],
  },
  {
    kind: 'collectionCase',
    field: 'insuredShare',
    set: { insured_share: 67.43 },
    written: ['67.43', '67,43'],
  },
  { kind: 'collectionCase', field: 'handler', set: { handler: 'Planton Inkassoen' }, written: ['Planton'] },
  {
    kind: 'turnoverDeclaration',
    field: 'dueDate',
    set: { due_date: '2087-05-19' },
    written: date('2087-05-19', '19. maj 2087', '19 May 2087'),
  },
  {
    kind: 'invoice',
    field: 'description',
    set: { description: 'Plantet fakturatekst' },
    written: ['Plantet fakturatekst'],
  },
];

const tables: Record<Planted['kind'], string> = {
  policy: 'charterdesk_policies',
  buyer: 'charterdesk_buyers',
  limitApplication: 'charterdesk_limit_applications',
  limitDecision: 'charterdesk_limit_decisions',
  overdueNotification: 'charterdesk_overdue_notifications',
  claim: 'charterdesk_claims',
  collectionCase: 'charterdesk_collection_cases',
  turnoverDeclaration: 'charterdesk_turnover_declarations',
  invoice: 'charterdesk_invoices',
  contactPerson: 'charterdesk_contact_people',
};

/** Plants them in the demo's records. */
export async function plant(file: string): Promise<void> {
  const { kysely } = openSqlConnection(`sqlite:${file}`);
  for (const { kind, set } of planted)
    for (const [column, value] of Object.entries(set))
      await sql`update ${sql.table(tables[kind])} set ${sql.ref(column)} = ${value}`.execute(kysely);
  await kysely.destroy();
}

/** How those are written that the table denies to whoever has these parts and no others. */
export const plantedAndDenied = (parts: readonly Role[]): string[] =>
  planted.flatMap(({ kind, field, written }) => {
    const line: readonly string[] = (whoMayKnowWhat[kind] as Record<string, readonly string[]>)[field] ?? [];
    return parts.some((part) => line[roles.indexOf(part)] === 'allow' || line[roles.indexOf(part)] === 'if-rated')
      ? []
      : written;
  });
