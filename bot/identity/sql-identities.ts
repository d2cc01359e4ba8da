import { type Database, statement, type Transaction } from '../../adapters/database';
import type { Identities, OnceOnly, ProvenCustomer, TeamsUser } from './identities';

const visitorOf = statement<{ conversation: string }>()((tables, value) =>
  tables
    .selectFrom('visitor')
    .select(['generation', 'user_id', 'customer_id', 'name'])
    .where('conversation_id', '=', value('conversation')),
);

const putVisitor = statement<{
  conversation: string;
  generation: number;
  userId: string;
  customerId: string | null;
  name: string | null;
}>()((tables, value) => {
  const changing = {
    generation: value('generation'),
    user_id: value('userId'),
    customer_id: value('customerId'),
    name: value('name'),
  };
  return tables
    .insertInto('visitor')
    .values({ conversation_id: value('conversation'), ...changing })
    .onConflict((conflict) => conflict.column('conversation_id').doUpdateSet(changing));
});

const conversationsOf = statement<{ customerId: string }>()((tables, value) =>
  tables
    .selectFrom('visitor')
    .innerJoin('conversation', 'conversation.id', 'visitor.conversation_id')
    .select('conversation_id')
    .where('customer_id', '=', value('customerId'))
    .orderBy('created_at', 'desc'),
);

const peopleOf = statement<{ customerId: string }>()((tables, value) =>
  tables.selectFrom('teams_link').select(['tenant_id', 'aad_object_id']).where('customer_id', '=', value('customerId')),
);

const forgetExpired = statement<{ now: string }>()((tables, value) =>
  tables.deleteFrom('used_statement').where('expires_at', '<', value('now')),
);

const useStatement = statement<{ id: string; expiresAt: string }>()((tables, value) =>
  tables
    .insertInto('used_statement')
    .values({ id: value('id'), expires_at: value('expiresAt') })
    .onConflict((conflict) => conflict.column('id').doNothing()),
);

type InTeams = Pick<TeamsUser, keyof TeamsUser>;
const linkOf = statement<InTeams>()((tables, value) =>
  tables
    .selectFrom('teams_link')
    .select(['customer_id', 'name'])
    .where('tenant_id', '=', value('tenantId'))
    .where('aad_object_id', '=', value('aadObjectId')),
);

const putLink = statement<{
  tenantId: string;
  aadObjectId: string;
  customerId: string;
  name: string | null;
  linkedAt: string;
}>()((tables, value) =>
  tables.insertInto('teams_link').values({
    tenant_id: value('tenantId'),
    aad_object_id: value('aadObjectId'),
    customer_id: value('customerId'),
    name: value('name'),
    linked_at: value('linkedAt'),
  }),
);

const dropLink = statement<InTeams>()((tables, value) =>
  tables
    .deleteFrom('teams_link')
    .where('tenant_id', '=', value('tenantId'))
    .where('aad_object_id', '=', value('aadObjectId')),
);

/** Every request of a widget asks for its conversation's generation: the newest ones are held, up to this many. */
const mostHeld = 20_000;
/** Where other replicas change them too, and news of it may get lost. */
const heldForMs = 15_000;

interface Kept {
  generation: number;
  /** The visitor as Direct Line names them; unknown while anonymous. */
  userId: string;
  customer: ProvenCustomer | undefined;
}
const anonymous: Kept = { generation: 0, userId: '', customer: undefined };

const customerOf = (row: { customer_id: string | null; name: string | null }): ProvenCustomer | undefined =>
  row.customer_id === null ? undefined : { customerId: row.customer_id, name: row.name ?? undefined };

async function read(store: Pick<Transaction, 'first'>, conversation: string): Promise<Kept> {
  const row = await store.first(visitorOf, { conversation });
  return row ? { generation: row.generation, userId: row.user_id, customer: customerOf(row) } : anonymous;
}

const put = (transaction: Transaction, conversation: string, { generation, userId, customer }: Kept): Promise<number> =>
  transaction.change(putVisitor, {
    conversation,
    generation,
    userId,
    customerId: customer?.customerId ?? null,
    name: customer?.name ?? null,
  });

/**
 * Who is asking, in a SQL database.
 * @param now the clock, for forgetting statements that have expired
 */
export function sqlIdentities(database: Database, now: () => Date): Identities {
  const held = new Map<string, Kept & { until: number }>();
  database.others.hear('visitor', (conversation) => void held.delete(conversation));
  database.others.onGap(() => held.clear());

  const hold = (conversation: string, kept: Kept): Kept => {
    held.delete(conversation);
    held.set(conversation, { ...kept, until: database.isShared ? now().getTime() + heldForMs : Infinity });
    // A Map lists its oldest entry first.
    for (const oldest of held.keys()) {
      if (held.size <= mostHeld) break;
      held.delete(oldest);
    }
    return kept;
  };

  const kept = async (conversation: string): Promise<Kept> => {
    const known = held.get(conversation);
    if (known && known.until > now().getTime()) return known;
    return hold(conversation, await read(database.reading, conversation));
  };
  /** It has changed here: the other replicas forget what they hold of it. */
  const holdNew = (conversation: string, changed: Kept): void => {
    hold(conversation, changed);
    database.others.tell('visitor', conversation);
  };

  /** `false` when the statement had been used before. */
  const use = async (transaction: Transaction, { id, expiresAt }: OnceOnly): Promise<boolean> => {
    await transaction.change(forgetExpired, { now: now().toISOString() });
    return (await transaction.change(useStatement, { id, expiresAt: expiresAt.toISOString() })) > 0;
  };

  return {
    customerOf: async (conversation) => (await kept(conversation)).customer,
    conversationsOf: async (customerId) =>
      (await database.reading.all(conversationsOf, { customerId })).map((row) => row.conversation_id),
    generationOf: async (conversation) => (await kept(conversation)).generation,

    async prove({ conversation, userId }, customer, given) {
      const outcome = await database.write(async (transaction) => {
        if (!(await use(transaction, given))) return 'replayed';
        const before = await read(transaction, conversation);
        if (before.customer?.customerId === customer.customerId) return { now: before, anew: false };
        if (before.customer) return 'another-customer';
        const proven: Kept = { generation: before.generation + 1, userId, customer };
        await put(transaction, conversation, proven);
        return { now: proven, anew: true };
      });
      if (typeof outcome === 'string') return { kind: outcome };
      holdNew(conversation, outcome.now);
      const { generation, userId: speaksAs } = outcome.now;
      return { kind: 'proven', generation, userId: speaksAs, anew: outcome.anew };
    },

    useOnce: (given) => database.write((transaction) => use(transaction, given)),

    async signOut(conversation) {
      const next = await database.write(async (transaction): Promise<Kept> => {
        const before = await read(transaction, conversation);
        const revoked = { ...before, generation: before.generation + 1 };
        await put(transaction, conversation, revoked);
        return revoked;
      });
      holdNew(conversation, next);
    },

    async customerInTeams({ tenantId, aadObjectId }) {
      const row = await database.reading.first(linkOf, { tenantId, aadObjectId });
      return row && customerOf(row);
    },

    peopleInTeams: async (customerId) =>
      (await database.reading.all(peopleOf, { customerId })).map(({ tenant_id, aad_object_id }) => ({
        tenantId: tenant_id,
        aadObjectId: aad_object_id,
      })),

    linkTeams: ({ tenantId, aadObjectId }, customer, given) =>
      database.write(async (transaction) => {
        if (!(await use(transaction, given))) return 'replayed';
        const before = await transaction.first(linkOf, { tenantId, aadObjectId });
        if (before) return before.customer_id === customer.customerId ? 'linked' : 'linked-to-another';
        await transaction.change(putLink, {
          tenantId,
          aadObjectId,
          customerId: customer.customerId,
          name: customer.name ?? null,
          linkedAt: now().toISOString(),
        });
        return 'linked';
      }),

    unlinkTeams: ({ tenantId, aadObjectId }) =>
      database.write(async (transaction) => (await transaction.change(dropLink, { tenantId, aadObjectId })) > 0),
  };
}
