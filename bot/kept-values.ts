import { type Database, statement } from '../adapters/database';

const valueOf = statement<{ name: string }>()((tables, value) =>
  tables.selectFrom('kept_value').select('value').where('name', '=', value('name')),
);
const put = statement<{ name: string; value: string }>()((tables, value) =>
  tables
    .insertInto('kept_value')
    .values({ name: value('name'), value: value('value') })
    .onConflict((conflict) => conflict.column('name').doNothing()),
);

/** What the shared store holds under a name; made and kept where there is none yet. Of replicas that make one at the same time, all get the same. */
export async function keptValue(
  database: Database,
  name: string,
  make: () => string | Promise<string>,
): Promise<string> {
  const known = await database.reading.first(valueOf, { name });
  if (known) return known.value;
  const made = await make();
  await database.write(async (transaction) => void (await transaction.change(put, { name, value: made })), 'own-rows');
  const kept = await database.reading.first(valueOf, { name });
  if (!kept) throw new Error(`What was just kept as ${name} is not there.`);
  return kept.value;
}

/** Where replicas share a store, the demo's key is kept in it; undefined: in a file. */
export const demoKeyIn = (database: Database): ((make: () => Promise<string>) => Promise<string>) | undefined =>
  database.isShared ? (make) => keptValue(database, 'demo-site-key', make) : undefined;
