import { gunzipSync, gzipSync } from 'node:zlib';
import { type Database, statement } from '../adapters/database';
import {
  type CarriedVersion,
  currentIndexVersion,
  readCurrentVersion,
  useCarriedVersion,
} from '../knowledge/index/index';

/** Characters in a row: small enough for any server's limits, and for memory. */
const partCharacters = 400_000;
/** The one in use, and the one before for replicas that are still fetching it. */
const versionsKept = 2;

const newest = statement<{ limit: number }>()((tables, value) =>
  tables.selectFrom('index_version').select(['number', 'version']).orderBy('number', 'desc').limit(value('limit')),
);
const addVersion = statement<{ version: string; at: string }>()((tables, value) =>
  tables
    .insertInto('index_version')
    .values({ version: value('version'), made_at: value('at') })
    .onConflict((conflict) => conflict.column('version').doNothing()),
);
const addPart = statement<{ version: string; file: string; part: number; body: string }>()((tables, value) =>
  tables
    .insertInto('index_part')
    .values({ version: value('version'), file: value('file'), part: value('part'), body: value('body') }),
);
const partsOf = statement<{ version: string }>()((tables, value) =>
  tables
    .selectFrom('index_part')
    .select(['file', 'part', 'body'])
    .where('version', '=', value('version'))
    .orderBy('file')
    .orderBy('part'),
);
const dropParts = statement<{ before: number }>()((tables, value) =>
  tables
    .deleteFrom('index_part')
    .where('version', 'in', (query) =>
      query.selectFrom('index_version').select('version').where('number', '<', value('before')),
    ),
);
const dropVersions = statement<{ before: number }>()((tables, value) =>
  tables.deleteFrom('index_version').where('number', '<', value('before')),
);

/** The index of the documents in the shared store: built once, loaded by every replica. */
export interface IndexStore {
  /** The version that all replicas are to serve. */
  newest(): Promise<string | undefined>;
  /** Puts the newest version in use in a folder, where it is not. @returns whether that changed anything */
  bring(directory: string): Promise<boolean>;
  /** Makes the version that a folder has in use the newest, where it is not there yet, and tells the other replicas. */
  publish(directory: string): Promise<void>;
  onPublished(listener: () => void): void;
}

/** @param now the clock */
export function sqlIndexStore(database: Database, now: () => Date): IndexStore {
  const newestVersion = async (): Promise<string | undefined> =>
    (await database.reading.first(newest, { limit: 1 }))?.version;

  const fetch = async (version: string): Promise<CarriedVersion> => {
    const bodies = new Map<string, string[]>();
    for (const { file, body } of await database.reading.all(partsOf, { version }))
      bodies.set(file, [...(bodies.get(file) ?? []), body]);
    const files = [...bodies].map(
      ([name, parts]) => [name, gunzipSync(Buffer.from(parts.join(''), 'base64'))] as const,
    );
    if (files.length === 0) throw new Error('The index was replaced while it was being fetched.');
    return { version, files: new Map(files) };
  };

  const add = ({ version, files }: CarriedVersion): Promise<void> =>
    database.write(async (transaction) => {
      if ((await transaction.change(addVersion, { version, at: now().toISOString() })) === 0) return;
      for (const [file, content] of files) {
        const text = gzipSync(content).toString('base64');
        for (let part = 0; part * partCharacters < text.length; part += 1)
          await transaction.change(addPart, {
            ...{ version, file, part },
            body: text.slice(part * partCharacters, (part + 1) * partCharacters),
          });
      }
      const added = await transaction.first(newest, { limit: 1 });
      const before = (added?.number ?? 0) - versionsKept + 1;
      await transaction.change(dropParts, { before });
      await transaction.change(dropVersions, { before });
    }, 'own-rows');

  const bringOnce = async (directory: string): Promise<boolean> => {
    const version = await newestVersion();
    if (version === undefined || version === (await currentIndexVersion(directory))) return false;
    await useCarriedVersion(directory, version, () => fetch(version), now());
    return true;
  };
  let bringing: Promise<unknown> = Promise.resolve();

  return {
    newest: newestVersion,
    bring(directory) {
      // One after the other: a start and the news of what was published come at the same time.
      const brought = bringing.then(() => bringOnce(directory));
      bringing = brought.catch(() => undefined);
      return brought;
    },
    async publish(directory) {
      const carried = await readCurrentVersion(directory);
      if (!carried || carried.version === (await newestVersion())) return;
      await add(carried);
      database.others.tell('index', carried.version);
    },
    onPublished: (listener) => database.others.hear('index', listener),
  };
}
