import type { Database, Transaction } from '../../adapters/database';
import type { Identities, OnceOnly, ProvenCustomer } from './identities';

/** Every request of a widget asks for its conversation's generation: the newest ones are held, up to this many. */
const mostHeld = 20_000;

interface Kept {
  generation: number;
  /** The visitor as Direct Line names them; unknown while anonymous. */
  userId: string;
  customer: ProvenCustomer | undefined;
}
const anonymous: Kept = { generation: 0, userId: '', customer: undefined };

const customerOf = (row: { customer_id: string | null; name: string | null }): ProvenCustomer | undefined =>
  row.customer_id === null ? undefined : { customerId: row.customer_id, name: row.name ?? undefined };

/**
 * Who is asking, in a SQL database.
 * @param now the clock, for forgetting statements that have expired
 */
export function sqlIdentities(database: Database, now: () => Date): Identities {
  const held = new Map<string, Kept>();

  const hold = (conversation: string, kept: Kept): Kept => {
    held.delete(conversation);
    held.set(conversation, kept);
    // A Map lists its oldest entry first.
    for (const oldest of held.keys()) {
      if (held.size <= mostHeld) break;
      held.delete(oldest);
    }
    return kept;
  };

  const read = async (db: Transaction, conversation: string): Promise<Kept> => {
    const row = await db
      .selectFrom('visitor')
      .select(['generation', 'user_id', 'customer_id', 'name'])
      .where('conversation_id', '=', conversation)
      .executeTakeFirst();
    return row ? { generation: row.generation, userId: row.user_id, customer: customerOf(row) } : anonymous;
  };

  const kept = async (conversation: string): Promise<Kept> =>
    held.get(conversation) ?? hold(conversation, await read(database.reading, conversation));

  const write = (db: Transaction, conversation: string, { generation, userId, customer }: Kept) => {
    const values = {
      generation,
      user_id: userId,
      customer_id: customer?.customerId ?? null,
      name: customer?.name ?? null,
    };
    return db
      .insertInto('visitor')
      .values({ conversation_id: conversation, ...values })
      .onConflict((conflict) => conflict.column('conversation_id').doUpdateSet(values))
      .execute();
  };

  /** `false` when the statement had been used before. */
  const use = async (db: Transaction, statement: OnceOnly): Promise<boolean> => {
    await db.deleteFrom('used_statement').where('expires_at', '<', now().toISOString()).execute();
    const { numInsertedOrUpdatedRows } = await db
      .insertInto('used_statement')
      .values({ id: statement.id, expires_at: statement.expiresAt.toISOString() })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .executeTakeFirst();
    return (numInsertedOrUpdatedRows ?? 0n) > 0n;
  };

  return {
    customerOf: async (conversation) => (await kept(conversation)).customer,
    generationOf: async (conversation) => (await kept(conversation)).generation,

    async prove({ conversation, userId }, customer, statement) {
      const outcome = await database.write(async (transaction) => {
        if (!(await use(transaction, statement))) return 'replayed';
        const before = await read(transaction, conversation);
        if (before.customer?.customerId === customer.customerId) return { kept: before, anew: false };
        if (before.customer) return 'another-customer';
        const kept: Kept = { generation: before.generation + 1, userId, customer };
        await write(transaction, conversation, kept);
        return { kept, anew: true };
      });
      if (typeof outcome === 'string') return { kind: outcome };
      hold(conversation, outcome.kept);
      const { generation, userId: keptUser } = outcome.kept;
      return { kind: 'proven', generation, userId: keptUser, anew: outcome.anew };
    },

    async signOut(conversation) {
      const kept = await database.write(async (transaction) => {
        const before = await read(transaction, conversation);
        const next: Kept = { ...before, generation: before.generation + 1 };
        await write(transaction, conversation, next);
        return next;
      });
      hold(conversation, kept);
    },

    async customerInTeams({ tenantId, aadObjectId }) {
      const row = await database.reading
        .selectFrom('teams_link')
        .select(['customer_id', 'name'])
        .where('tenant_id', '=', tenantId)
        .where('aad_object_id', '=', aadObjectId)
        .executeTakeFirst();
      return row && customerOf(row);
    },

    linkTeams: ({ tenantId, aadObjectId }, customer, statement) =>
      database.write(async (transaction) => {
        if (!(await use(transaction, statement))) return 'replayed';
        const before = await transaction
          .selectFrom('teams_link')
          .select('customer_id')
          .where('tenant_id', '=', tenantId)
          .where('aad_object_id', '=', aadObjectId)
          .executeTakeFirst();
        if (before) return before.customer_id === customer.customerId ? 'linked' : 'linked-to-another';
        await transaction
          .insertInto('teams_link')
          .values({
            tenant_id: tenantId,
            aad_object_id: aadObjectId,
            customer_id: customer.customerId,
            name: customer.name ?? null,
            linked_at: now().toISOString(),
          })
          .execute();
        return 'linked';
      }),

    unlinkTeams: ({ tenantId, aadObjectId }) =>
      database.write(async (transaction) => {
        const { numDeletedRows } = await transaction
          .deleteFrom('teams_link')
          .where('tenant_id', '=', tenantId)
          .where('aad_object_id', '=', aadObjectId)
          .executeTakeFirst();
        return numDeletedRows > 0n;
      }),
  };
}
