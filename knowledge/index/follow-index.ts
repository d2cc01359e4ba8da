import { type FSWatcher, mkdirSync, watch } from 'node:fs';
import { currentFile } from './manifest';
import { openIndex } from './open-index';
import type { IndexParts } from './parts';
import type { SearchIndex } from './search-index';
import { currentVersion } from './versions';

export interface FollowOptions extends IndexParts {
  /** The version that is open already (`manifest.version`); without it the version in use is reported first. */
  since?: string;
  /** Some file systems report no changes: look this often anyway. */
  pollMs?: number;
  /** Told when the folder cannot be watched (the system has no more watchers to give, say): a new version is then found by looking. */
  onUnwatched?: (error: Error) => void;
}

const defaultPollMs = 5000;

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));

/** Makes the folder where it is missing, and watches it; undefined where that cannot be. */
function watchFolder(directory: string, onChange: () => void, onFailure: (error: Error) => void) {
  let watcher: FSWatcher | undefined;
  try {
    mkdirSync(directory, { recursive: true });
    watcher = watch(directory, { persistent: false }, (_event, file) => {
      if (file === null || file === currentFile) onChange();
    });
  } catch (error) {
    onFailure(asError(error));
  }
  watcher?.on('error', onFailure);
  return watcher;
}

/**
 * Opens every new version of the index as it comes into use. A version that cannot be opened goes to `onProblem`, once; the one open
 * before stays good. Returns stop.
 */
export function followIndex(
  directory: string,
  onNew: (index: SearchIndex) => void,
  onProblem: (error: Error) => void,
  { since, pollMs = defaultPollMs, onUnwatched, ...parts }: FollowOptions = {},
): () => void {
  let seen = since;
  let stopped = false;
  let looking = false;
  let lookAgain = false;
  let told: string | undefined;

  async function look(): Promise<void> {
    const version = await currentVersion(directory);
    told = undefined;
    if (stopped || version === undefined || version === seen) return;
    // Remembered before opening, so that a damaged version is reported once and not at every look.
    seen = version;
    const index = await openIndex(directory, parts);
    if (!index) return;
    seen = index.manifest.version;
    if (stopped) index.close();
    else onNew(index);
  }

  /** One look at a time; what happens meanwhile is looked at afterwards. */
  function trigger(): void {
    if (stopped) return;
    if (looking) {
      lookAgain = true;
      return;
    }
    looking = true;
    look()
      .catch((error: unknown) => {
        const problem = asError(error);
        // A folder that cannot be read fails at every look: once is enough.
        if (!stopped && problem.message !== told) onProblem(problem);
        told = problem.message;
      })
      .finally(() => {
        looking = false;
        if (lookAgain) {
          lookAgain = false;
          trigger();
        }
      });
  }

  // The poll goes on without the watcher.
  const watcher = watchFolder(directory, trigger, (cause) => {
    const remedy = `it is looked at every ${pollMs / 1000} seconds instead`;
    onUnwatched?.(new Error(`The folder ${directory} cannot be watched, so ${remedy}.`, { cause }));
  });
  const timer = setInterval(trigger, pollMs);
  timer.unref();
  trigger();

  return () => {
    stopped = true;
    watcher?.close();
    clearInterval(timer);
  };
}
