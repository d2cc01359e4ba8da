import { mkdirSync, watch } from 'node:fs';
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
}

const defaultPollMs = 5000;

/**
 * Opens every new version of the index as it comes into use. A version that cannot be opened goes to `onProblem`, once; the one open
 * before stays good. Returns stop.
 */
export function followIndex(
  directory: string,
  onNew: (index: SearchIndex) => void,
  onProblem: (error: Error) => void,
  { since, pollMs = defaultPollMs, ...parts }: FollowOptions = {},
): () => void {
  let seen = since;
  let stopped = false;
  let looking = false;
  let lookAgain = false;

  async function look(): Promise<void> {
    const version = await currentVersion(directory);
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
        if (!stopped) onProblem(error instanceof Error ? error : new Error(String(error)));
      })
      .finally(() => {
        looking = false;
        if (lookAgain) {
          lookAgain = false;
          trigger();
        }
      });
  }

  mkdirSync(directory, { recursive: true });
  const watcher = watch(directory, { persistent: false }, (_event, file) => {
    if (file === null || file === currentFile) trigger();
  });
  // The poll goes on without the watcher.
  watcher.on('error', onProblem);
  const timer = setInterval(trigger, pollMs);
  timer.unref();
  trigger();

  return () => {
    stopped = true;
    watcher.close();
    clearInterval(timer);
  };
}
