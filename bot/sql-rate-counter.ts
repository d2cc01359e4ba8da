import { sql } from 'kysely';
import { type Database, statement } from '../adapters/database';
import type { Limit, RateCounter } from './rate-counter';

const count = statement<{ key: string; now: number; until: number }>()((tables, value) =>
  tables
    .insertInto('rate_count')
    .values({ key: value('key'), points: 1, until_ms: value('until') })
    .onConflict((conflict) =>
      conflict.column('key').doUpdateSet({
        // A time that has passed is counted anew.
        points: sql<number>`case when rate_count.until_ms <= ${value('now')} then 1 else rate_count.points + 1 end`,
        until_ms: sql<number>`case when rate_count.until_ms <= ${value('now')} then excluded.until_ms else rate_count.until_ms end`,
      }),
    )
    .returning(['points', 'until_ms']),
);
const drop = statement<{ key: string }>()((tables, value) =>
  tables.deleteFrom('rate_count').where('key', '=', value('key')),
);
const takeOff = statement<{ key: string }>()((tables, value) =>
  tables
    .updateTable('rate_count')
    .set((column) => ({ points: column('points', '-', 1) }))
    .where('key', '=', value('key'))
    .where('points', '>', 0),
);
const forgetPassed = statement<{ now: number }>()((tables, value) =>
  tables.deleteFrom('rate_count').where('until_ms', '<=', value('now')),
);

/** Every so many counts what has passed is cleared away. */
const clearEvery = 500;

export function sqlRateCounter(database: Database, name: string, limit: Limit, now: () => Date): RateCounter {
  let counts = 0;
  const changed = (statementOf: typeof drop, key: string): Promise<void> =>
    database.write(
      async (transaction) => void (await transaction.change(statementOf, { key: `${name}:${key}` })),
      'own-rows',
    );
  return {
    async take(key) {
      const at = now().getTime();
      counts += 1;
      const row = await database.write(async (transaction) => {
        if (counts % clearEvery === 0) await transaction.change(forgetPassed, { now: at });
        return transaction.first(count, { key: `${name}:${key}`, now: at, until: at + limit.duration * 1000 });
      }, 'own-rows');
      return row && row.points > limit.points ? Math.max(1, row.until_ms - at) : undefined;
    },
    forget: (key) => changed(drop, key),
    giveBack: (key) => changed(takeOff, key),
  };
}
