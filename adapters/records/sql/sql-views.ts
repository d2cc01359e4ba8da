import { z } from 'zod';
import { recordSchemas } from '../kinds';
import { Buyer, BuyerId, Customer, CustomerId, PolicyNumber } from '../schemas';
import { type Column, columnsOf } from './sql-columns';

/** A buyer's view lacks its policies: who knows whom stands in a view of its own. */
export const BuyerRow = Buyer.omit({ policyNumbers: true });
const PolicyParty = z.object({ policyNumber: PolicyNumber, customerId: CustomerId });
const PolicyBuyer = z.object({ policyNumber: PolicyNumber, buyerId: BuyerId });

/** The views that an insurer's database offers us, read-only, by what they hold. */
export const views = {
  policy: { name: 'charterdesk_policies', schema: recordSchemas.policy },
  limitApplication: { name: 'charterdesk_limit_applications', schema: recordSchemas.limitApplication },
  limitDecision: { name: 'charterdesk_limit_decisions', schema: recordSchemas.limitDecision },
  overdueNotification: { name: 'charterdesk_overdue_notifications', schema: recordSchemas.overdueNotification },
  claim: { name: 'charterdesk_claims', schema: recordSchemas.claim },
  collectionCase: { name: 'charterdesk_collection_cases', schema: recordSchemas.collectionCase },
  turnoverDeclaration: { name: 'charterdesk_turnover_declarations', schema: recordSchemas.turnoverDeclaration },
  invoice: { name: 'charterdesk_invoices', schema: recordSchemas.invoice },
  contactPerson: { name: 'charterdesk_contact_people', schema: recordSchemas.contactPerson },
  customer: { name: 'charterdesk_customers', schema: Customer },
  buyer: { name: 'charterdesk_buyers', schema: BuyerRow },
  /** Who has a part in which policy: holder, co-insured, assignee, broker. */
  policyParty: { name: 'charterdesk_policy_parties', schema: PolicyParty },
  /** Which buyers are known under which policy. */
  policyBuyer: { name: 'charterdesk_policy_buyers', schema: PolicyBuyer },
} as const satisfies Record<string, { name: string; schema: z.ZodObject }>;

export type View = keyof typeof views;

/** Where what customers send in is put, for the insurer's systems to take. The one table that we write to. */
export const inbox = 'charterdesk_inbox';

export const inboxColumns: readonly (Column & { what: string })[] = [
  { name: 'draft_id', type: 'text', required: true, what: 'primary key: what makes a draft once only' },
  { name: 'kind', type: 'text', required: true, what: 'claim, reassessment or collection' },
  { name: 'customer_id', type: 'text', required: true, what: 'who sent it' },
  { name: 'policy_number', type: 'text', required: true, what: 'under which policy' },
  { name: 'buyer_id', type: 'text', required: true, what: 'about which buyer' },
  { name: 'body', type: 'text', required: true, what: 'the draft as JSON, as in openapi.json' },
  { name: 'reference', type: 'text', required: true, what: 'what the customer was told to quote' },
  {
    name: 'claim_number',
    type: 'text',
    required: false,
    what: "the claim's number; a trigger of yours may fill it at once",
  },
  { name: 'case_number', type: 'text', required: false, what: "the collection case's number, likewise" },
  { name: 'received_at', type: 'text', required: true, what: 'when, as ISO text in UTC' },
];

const storage: Record<Column['type'], { sqlite: string; postgres: string }> = {
  text: { sqlite: 'text', postgres: 'text' },
  number: { sqlite: 'real', postgres: 'numeric' },
  boolean: { sqlite: 'integer', postgres: 'boolean' },
  date: { sqlite: 'text', postgres: 'date' },
  instant: { sqlite: 'text', postgres: 'timestamptz' },
  json: { sqlite: 'text', postgres: 'jsonb' },
  // Never a floating point number: SQLite keeps the digits as text.
  amount: { sqlite: 'text', postgres: 'numeric(17,2)' },
};

const table = (name: string, columns: readonly Column[], dialect: 'sqlite' | 'postgres', key?: string): string =>
  `create table ${name} (\n${columns
    .map(
      (column) =>
        `  ${column.name} ${storage[column.type][dialect]}${column.required ? ' not null' : ''}${column.name === key ? ' primary key' : ''}`,
    )
    .join(',\n')}\n)`;

/** The statements that make tables with the views' names and columns: the demo's store, and a start for an insurer's own. */
export function schemaStatements(dialect: 'sqlite' | 'postgres'): string[] {
  const made = Object.values(views).map(({ name, schema }) => table(name, columnsOf(schema), dialect));
  const indexes = Object.values(views).flatMap(({ name, schema }) =>
    ['policy_number', 'buyer_id', 'customer_id']
      .filter((column) => columnsOf(schema).some((candidate) => candidate.name === column))
      .map((column) => `create index ${name}_by_${column} on ${name} (${column})`),
  );
  return [...made, ...indexes, table(inbox, inboxColumns, dialect, 'draft_id')];
}
