import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import { z } from 'zod';
import { rankBuyers } from '../buyer-search';
import { type RecordKind, type RecordOf, recordSchemas } from '../kinds';
import { type Buyer, Customer, type CustomerId, Draft, Receipt } from '../schemas';
import type { RecordSource, Taken, Which } from '../source';
import { RecordsUnavailable } from '../unavailable';
import { recordFromRow } from './sql-columns';
import type { RecordTables, SqlConnection } from './sql-connection';
import { BuyerRow, inbox, views } from './sql-views';

/** What the insurer's side makes of a draft at once, in the same transaction. */
export type TakeIn = (
  transaction: Kysely<RecordTables>,
  asking: CustomerId,
  draft: Draft,
) => Promise<{ claimNumber?: string; caseNumber?: string; reference?: string }>;

export interface SqlRecordsOptions {
  now: () => Date;
  /** Absent: the draft waits in the inbox for the insurer's systems. */
  takeIn?: TakeIn;
}

/** Records in an insurer's database, read through views (`sql-views.md`); what customers send in goes into an inbox table. */
export function sqlRecords({ kysely }: SqlConnection, { now, takeIn }: SqlRecordsOptions): RecordSource {
  const policiesOf = (asking: CustomerId) =>
    kysely.selectFrom(views.policyParty.name).select('policy_number').where('customer_id', '=', asking);

  const rows = (view: keyof typeof views, asking: CustomerId, which: Which = {}) => {
    let query = kysely.selectFrom(views[view].name).selectAll().where('policy_number', 'in', policiesOf(asking));
    if (which.policyNumber !== undefined) query = query.where('policy_number', '=', which.policyNumber);
    if (which.buyerId !== undefined) query = query.where('buyer_id', '=', which.buyerId);
    return query.execute();
  };

  const findCustomer = async (id: CustomerId): Promise<Customer | undefined> => {
    const found = await kysely
      .selectFrom(views.customer.name)
      .selectAll()
      .where('customer_id', '=', id)
      .executeTakeFirst();
    return found && Customer.parse(recordFromRow(Customer, found));
  };

  const buyersOf = async (asking: CustomerId): Promise<Buyer[]> => {
    const known = await rows('policyBuyer', asking);
    const itself = (await findCustomer(asking))?.buyerId;
    const ids = [...new Set([...known.map(({ buyer_id }) => buyer_id), ...(itself ? [itself] : [])])];
    if (ids.length === 0) return [];
    const found = await kysely
      .selectFrom(views.buyer.name)
      .selectAll()
      .where((where) =>
        where.or([
          where(
            'buyer_id',
            'in',
            kysely
              .selectFrom(views.policyBuyer.name)
              .select('buyer_id')
              .where('policy_number', 'in', policiesOf(asking)),
          ),
          where('buyer_id', '=', itself ?? ''),
        ]),
      )
      .execute();
    return found.map((row) => {
      const buyer = BuyerRow.parse(recordFromRow(BuyerRow, row));
      const under = known
        .filter(({ buyer_id }) => buyer_id === buyer.buyerId)
        .map(({ policy_number }) => policy_number);
      return { ...buyer, policyNumbers: z.array(recordSchemas.policy.shape.policyNumber).parse(under) };
    });
  };

  const submit = (asking: CustomerId, written: Draft): Promise<Taken> =>
    kysely.transaction().execute(async (transaction) => {
      const draft = Draft.parse(written);
      const body = JSON.stringify(draft);
      const added = await transaction
        .insertInto(inbox)
        .values({
          draft_id: draft.draftId,
          kind: draft.kind,
          customer_id: asking,
          policy_number: draft.policyNumber,
          buyer_id: draft.buyerId,
          body,
          reference: referenceOf(draft.draftId),
          received_at: now().toISOString(),
        })
        .onConflict((conflict) => conflict.column('draft_id').doNothing())
        .returning('draft_id')
        .executeTakeFirst();
      if (added && takeIn) {
        const { claimNumber, caseNumber, reference } = await takeIn(transaction, asking, draft);
        await transaction
          .updateTable(inbox)
          .set({
            ...(claimNumber !== undefined && { claim_number: claimNumber }),
            ...(caseNumber !== undefined && { case_number: caseNumber }),
            ...(reference !== undefined && { reference }),
          })
          .where('draft_id', '=', draft.draftId)
          .execute();
      }
      const kept = await transaction
        .selectFrom(inbox)
        .selectAll()
        .where('draft_id', '=', draft.draftId)
        .executeTakeFirstOrThrow();
      if (kept['body'] !== body || kept['customer_id'] !== asking) return { kind: 'draft-changed' };
      return { kind: 'received', receipt: Receipt.parse(recordFromRow(Receipt, kept)) };
    });

  return {
    customer: (id) => available('read customer', () => findCustomer(id)),
    list: <Kind extends RecordKind>(kind: Kind, asking: CustomerId, which?: Which) =>
      available(`list ${kind}`, async () => {
        const { schema } = views[kind];
        const found = await rows(kind, asking, which);
        return found.map((row) => schema.parse(recordFromRow(schema, row)) as RecordOf[Kind]);
      }),
    buyers: (asking, search) => available('find buyers', async () => rankBuyers(await buyersOf(asking), search)),
    submit: (asking, draft) => available(`submit ${draft.kind}`, () => submit(asking, draft)),
    close: () => kysely.destroy(),
  };
}

/** What the customer quotes until the insurer's own number is there: short, and the same for the same draft. */
const referenceOf = (draftId: string): string =>
  `R-${createHash('sha256').update(draftId).digest('hex').slice(0, 8).toUpperCase()}`;

/** SQLSTATE of a statement that was cut off for its time. */
const canceled = '57014';

async function available<T>(operation: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof z.ZodError || error instanceof SyntaxError)
      throw new RecordsUnavailable('nonsense', operation, { cause: error });
    const { code, message } = error as { code?: unknown; message?: unknown };
    const late = code === canceled || (typeof message === 'string' && /timeout/i.test(message));
    throw new RecordsUnavailable(late ? 'slow' : 'down', operation, { cause: error });
  }
}
