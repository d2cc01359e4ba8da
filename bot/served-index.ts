import path from 'node:path';
import { followIndex, type SearchIndex } from '../knowledge/index/index';
import type { Locks } from '../adapters/database';
import { openServedIndex } from './commands/shipped-index';
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
 * Opens the index under `dataDirectory`, building the shipped one when needed, and follows it from then on.
 * @param shared where replicas share a store: the index is built by one of them, and all of them serve the version that was published last
 */
export function serveIndex(dataDirectory: string, serviceLog: ServiceLog, shared?: SharedIndex): ServedIndex {
  const directory = path.join(dataDirectory, 'index');
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
  const openHere = (): Promise<SearchIndex> => openServedIndex(directory, (line) => serviceLog.info({}, line));
  /** One replica after the other: of those that start together one builds, and the others find it built. */
  const openShared = ({ store, locks }: SharedIndex): Promise<SearchIndex> =>
    locks.alone('index', async () => {
      await store.bring(directory);
      const opened = await openHere();
      await store.publish(directory);
      return opened;
    });
  const bring = (): void => {
    shared?.store
      .bring(directory)
      .catch((error: unknown) =>
        serviceLog.error({ err: error }, 'a new index could not be fetched; it is tried again'),
      );
  };
  const looking = shared ? setInterval(bring, lookEveryMs) : undefined;
  looking?.unref();
  shared?.store.onPublished(bring);

  const opening = (shared ? openShared(shared) : openHere()).then(serve, fail).finally(() => {
    // Also after a failure: a new ingest mends it without a restart.
    if (!stopped)
      stopFollowing = followIndex(directory, serve, fail, {
        onUnwatched: (error) => serviceLog.warn({ err: error }, 'a new index will be noticed a little later'),
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
