import { type Kysely, sql } from 'kysely';
import { recordFromRow, rowFromRecord } from '../sql/sql-columns';
import type { RecordTables } from '../sql/sql-connection';
import type { TakeIn } from '../sql/sql-records';
import { type View, views } from '../sql/sql-views';
import {
  ApplicationId,
  CaseNumber,
  type Claim,
  type ClaimDraft,
  ClaimNumber,
  type CollectionDraft,
  type CustomerId,
  type DocumentType,
  type Money,
  Policy,
  type ReassessmentDraft,
} from '../schemas';
import { centsOf, money } from './cents';

const requiredDocuments: DocumentType[] = ['invoices', 'statement_of_account', 'proof_of_delivery', 'correspondence'];

/** What stands behind the counter of the demo: a draft becomes a record at once, in the transaction that takes it. */
export function demoTakeIn(now: () => Date): TakeIn {
  return async (transaction, asking, draft) => {
    const policy = await readPolicy(transaction, draft.policyNumber);
    const insuredId =
      asking !== policy.holderId && policy.coInsured.some(({ customerId }) => customerId === asking)
        ? asking
        : undefined;
    switch (draft.kind) {
      case 'claim': {
        const claimNumber = `CL-${await nextNumber(transaction, 'claim', 'claim_number')}`;
        await add(
          transaction,
          'claim',
          claimOf(draft, claimNumber, await buyerName(transaction, draft.buyerId), insuredId, now()),
        );
        return { claimNumber, reference: claimNumber };
      }
      case 'reassessment': {
        const reference = `A-${await nextNumber(transaction, 'limitApplication', 'application_id')}`;
        await add(transaction, 'limitApplication', applicationOf(draft, reference, now()));
        return { reference };
      }
      case 'collection': {
        const caseNumber = `CC-${await nextNumber(transaction, 'collectionCase', 'case_number')}`;
        const debtor = await buyerName(transaction, draft.buyerId);
        await add(transaction, 'collectionCase', caseOf(draft, caseNumber, debtor, policy, insuredId, now()));
        return { caseNumber, reference: caseNumber };
      }
      default:
        throw new Error(`Unhandled draft: ${JSON.stringify(draft satisfies never)}`);
    }
  };
}

const add = async (transaction: Kysely<RecordTables>, view: View, record: object): Promise<void> => {
  await transaction.insertInto(views[view].name).values(rowFromRecord(views[view].schema, record)).execute();
};

async function readPolicy(transaction: Kysely<RecordTables>, policyNumber: string): Promise<Policy> {
  const row = await transaction
    .selectFrom(views.policy.name)
    .selectAll()
    .where('policy_number', '=', policyNumber)
    .executeTakeFirstOrThrow();
  return Policy.parse(recordFromRow(Policy, row));
}

async function buyerName(transaction: Kysely<RecordTables>, buyerId: string): Promise<string> {
  const row = await transaction
    .selectFrom(views.buyer.name)
    .select('legal_name')
    .where('buyer_id', '=', buyerId)
    .executeTakeFirstOrThrow();
  return String(row['legal_name']);
}

/** The number after the highest given: all of the demo's have a letter or two, a hyphen and six digits. */
async function nextNumber(transaction: Kysely<RecordTables>, view: View, column: string): Promise<number> {
  const row = await transaction
    .selectFrom(views[view].name)
    .select(sql<string>`max(${sql.ref(column)})`.as('highest'))
    .executeTakeFirstOrThrow();
  return Number(String(row.highest).replace(/\D/g, '')) + 1;
}

function claimOf(
  draft: ClaimDraft,
  claimNumber: string,
  name: string,
  insuredId: CustomerId | undefined,
  now: Date,
): Claim {
  const receivedAt = now.toISOString();
  const missing = requiredDocuments.filter((type) => !draft.documents.includes(type));
  return {
    claimNumber: ClaimNumber.parse(claimNumber),
    policyNumber: draft.policyNumber,
    buyerId: draft.buyerId,
    buyerName: name,
    ...(insuredId && { insuredId }),
    cause: draft.cause,
    claimed: draft.claimed,
    vatExcluded: draft.vatExcluded,
    submittedAt: receivedAt,
    documents: [
      ...draft.documents.map((type) => ({ type, required: requiredDocuments.includes(type), receivedAt })),
      ...missing.map((type) => ({ type, required: true })),
    ],
    status: 'registered',
    deductions: [],
    rejectionCodes: [],
  };
}

const applicationOf = (draft: ReassessmentDraft, reference: string, now: Date) => ({
  applicationId: ApplicationId.parse(reference),
  policyNumber: draft.policyNumber,
  buyerId: draft.buyerId,
  requested: draft.requested,
  requestedTermsDays: draft.requestedTermsDays,
  submittedAt: now.toISOString(),
  channel: 'chat',
  status: 'received',
  missingInfo: [],
  mayContactBuyer: draft.mayContactBuyer,
});

/** What is still owed of the invoices. */
function owed({ invoices }: CollectionDraft, currency: string): Money {
  return money(
    invoices.reduce((sum, { gross, paid }) => sum + centsOf(gross) - centsOf(paid), 0),
    invoices[0]?.gross.currency ?? currency,
  );
}

function caseOf(
  draft: CollectionDraft,
  caseNumber: string,
  debtor: string,
  policy: Policy,
  insuredId: CustomerId | undefined,
  now: Date,
) {
  const principal = owed(draft, policy.currency);
  const today = now.toISOString().slice(0, 10);
  return {
    caseNumber: CaseNumber.parse(caseNumber),
    policyNumber: draft.policyNumber,
    buyerId: draft.buyerId,
    ...(insuredId && { insuredId }),
    creditor: policy.holderName,
    debtor,
    principal,
    interest: money(0, principal.currency),
    costs: money(0, principal.currency),
    openedAt: today,
    phase: 'received',
    ...(draft.disputed && { outcome: 'disputed' }),
    lastAction: { date: today, text: 'Case received.' },
    collected: money(0, principal.currency),
    recoveries: [],
    insuredShare: policy.insuredPercentage,
  };
}
