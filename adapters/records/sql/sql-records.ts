import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { RecordKind, RecordOf } from '../kinds';
import { Customer, type CustomerId, Draft, Receipt } from '../schemas';
import type { RecordSource, Taken, Which } from '../source';
import { RecordsUnavailable } from '../unavailable';
import { sqlBuyers } from './sql-buyers';
import { recordFromRow } from './sql-columns';
import { policiesOf } from './sql-parties';
import type { RecordTables, SqlConnection } from './sql-connection';
import { inbox, views } from './sql-views';

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
  const rows = (view: keyof typeof views, asking: CustomerId, which: Which = {}) => {
    let query = kysely
      .selectFrom(views[view].name)
      .selectAll()
      .where('policy_number', 'in', policiesOf(kysely, asking));
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

  const findBuyers = sqlBuyers(kysely, async (id) => (await findCustomer(id))?.buyerId);

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
    buyers: (asking, search) => available('find buyers', () => findBuyers(asking, search)),
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
