import { type Database, statement } from '../../adapters/database';
import { hashOfSecret, newSecret } from './secrets';

/** Things that were handed out and are good for one use within a few minutes, whichever replica the second request comes to. */
export interface IssuedOnce<Kept> {
  /** @returns the name under which it can be had back, which nobody can guess */
  issue(kept: Kept): Promise<string>;
  put(name: string, kept: Kept): Promise<void>;
  /** The first time what was kept; then, and when it is too late, undefined. */
  use(name: string): Promise<Kept | undefined>;
}

const add = statement<{ name: string; body: string; expiresAt: string }>()((tables, value) =>
  tables
    .insertInto('issued')
    .values({ name: value('name'), body: value('body'), expires_at: value('expiresAt') })
    .onConflict((conflict) =>
      conflict.column('name').doUpdateSet({ body: value('body'), expires_at: value('expiresAt') }),
    ),
);
const bodyOf = statement<{ name: string; now: string }>()((tables, value) =>
  tables.selectFrom('issued').select('body').where('name', '=', value('name')).where('expires_at', '>', value('now')),
);
const drop = statement<{ name: string }>()((tables, value) =>
  tables.deleteFrom('issued').where('name', '=', value('name')),
);
const forgetExpired = statement<{ now: string }>()((tables, value) =>
  tables.deleteFrom('issued').where('expires_at', '<=', value('now')),
);

/**
 * In a SQL database.
 * @param kind what it is for: a name of one kind is none of another
 * @param ttlMs how long one is good
 * @param now the clock
 */
export function sqlIssued<Kept>(database: Database, kind: string, ttlMs: number, now: () => Date): IssuedOnce<Kept> {
  const keyOf = (name: string): string => `${kind}:${hashOfSecret(name)}`;
  const put = (name: string, kept: Kept): Promise<void> =>
    database.write(async (transaction) => {
      const expiresAt = new Date(now().getTime() + ttlMs).toISOString();
      await transaction.change(forgetExpired, { now: now().toISOString() });
      await transaction.change(add, { name: keyOf(name), body: JSON.stringify(kept), expiresAt });
    }, 'own-rows');
  return {
    put,
    async issue(kept) {
      const name = newSecret();
      await put(name, kept);
      return name;
    },
    use: (name) =>
      database.write(async (transaction) => {
        const found = await transaction.first(bodyOf, { name: keyOf(name), now: now().toISOString() });
        // Of two who use it at the same time, one removes it.
        const removed = await transaction.change(drop, { name: keyOf(name) });
        return found && removed > 0 ? (JSON.parse(found.body) as Kept) : undefined;
      }, 'own-rows'),
  };
}
