import { followIndex, type SearchIndex } from '../knowledge/index/index';
import type { Locks } from '../adapters/database';
import { openServedIndex } from './commands/shipped-index';
import type { Config } from './config';
import { indexPlace, type IndexPlace, usualPlace } from './index-place';
import type { ServiceLog } from './log';
import type { IndexStore } from './sql-index-store';

/** The index that answers are given from, replaced while the service runs when a new one is ingested. */
export interface ServedIndex {
  /** @throws Error when none is loaded yet */
  current(): SearchIndex;
  /** Why there is none; `undefined` when there is one. */
  problem(): string | undefined;
  /** Resolves when there is one. @throws Error when there is none after the patience of a customer */
  ready(): Promise<void>;
  stop(): Promise<void>;
}

const patienceMs = 15_000;

/** Where other replicas serve the same: a version that was published is brought here now and then, also where news of it was lost. */
const lookEveryMs = 60_000;

/** Replicas that share the documents. */
export interface SharedIndex {
  store: IndexStore;
  locks: Locks;
}

/**
 * Opens the index under `DATA_DIR`, building the shipped one when needed, and follows it from then on.
 * @param shared where replicas share a store: the index is built by one of them, and all of them serve the version that was published last
 */
export function serveIndex(
  config: Pick<Config, 'dataDirectory' | 'models'>,
  serviceLog: ServiceLog,
  shared?: SharedIndex,
): ServedIndex {
  let served: SearchIndex | undefined;
  let problem: string | undefined = 'the index is being loaded';
  let waiting: (() => void)[] = [];

  const serve = (index: SearchIndex): void => {
    // The one before is not closed but left to be collected: a question may be in the middle of it.
    served = index;
    problem = undefined;
    for (const wake of waiting) wake();
    waiting = [];
    serviceLog.info({ version: index.manifest.version, count: index.documents.length }, 'index loaded');
  };

  const fail = (error: unknown): void => {
    if (!served) problem = `the index cannot be loaded (${String(error)})`;
    serviceLog.error(
      { err: error },
      served ? 'the new index cannot be loaded; the old one stays' : 'the index cannot be loaded',
    );
  };

  let stopFollowing = (): void => undefined;
  let stopped = false;
  // Without its embedding model the service answers from the vectors that come with the project; the next start tries again.
  let sharing = shared;
  const placed = indexPlace(config, (error) =>
    serviceLog.warn({ err: error }, 'searched without the embedding model'),
  ).catch((error: unknown) => {
    serviceLog.error(
      { err: error },
      'the embedding model cannot be reached: search goes without it until the next start',
    );
    // What this replica searches meanwhile is not what the others are to have.
    sharing = undefined;
    return usualPlace(config);
  });
  const openHere = (place: IndexPlace): Promise<SearchIndex> =>
    openServedIndex(place, (line) => serviceLog.info({}, line));
  /** One replica after the other: of those that start together one builds, and the others find it built. */
  const openShared = (place: IndexPlace, { store, locks }: SharedIndex): Promise<SearchIndex> =>
    locks.alone('index', async () => {
      await store.bring(place.directory);
      const opened = await openHere(place);
      await store.publish(place.directory);
      return opened;
    });
  const bring = (): void => {
    placed
      .then(({ directory }) => sharing?.store.bring(directory))
      .catch((error: unknown) =>
        serviceLog.error({ err: error }, 'a new index could not be fetched; it is tried again'),
      );
  };
  const looking = shared ? setInterval(bring, lookEveryMs) : undefined;
  looking?.unref();
  shared?.store.onPublished(bring);

  const opening = placed
    .then((place) => (sharing ? openShared(place, sharing) : openHere(place)))
    .then(serve, fail)
    .then(() => placed)
    .then(({ directory, serving }) => {
      // Also after a failure: a new ingest mends it without a restart.
      if (!stopped)
        stopFollowing = followIndex(directory, serve, fail, {
          onUnwatched: (error) => serviceLog.warn({ err: error }, 'a new index will be noticed a little later'),
          ...serving,
          ...(served ? { since: served.manifest.version } : {}),
        });
    });

  return {
    current() {
      if (!served) throw new Error(`No index is loaded: ${problem ?? 'unknown'}.`);
      return served;
    },
    problem: () => problem,
    async ready() {
      if (served) return;
      let timer: NodeJS.Timeout | undefined;
      await new Promise<void>((resolve, reject) => {
        waiting.push(resolve);
        timer = setTimeout(() => reject(new Error(`No index is loaded: ${problem ?? 'unknown'}.`)), patienceMs);
      }).finally(() => clearTimeout(timer));
    },
    async stop() {
      stopped = true;
      clearInterval(looking);
      await opening;
      stopFollowing();
      served?.close();
    },
  };
}
