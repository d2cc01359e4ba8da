import { mkdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { projectPath } from '../../knowledge';
import type { Bench } from './benchmark';

/**
 * A folder that is gone after the run. It lies on the project's own disk: the system's folder for temporary files is memory on many machines,
 * where waiting for the disk costs nothing and a log would look faster than it is.
 */
export async function temporaryFolder(bench: Bench): Promise<string> {
  mkdirSync(projectPath('dist'), { recursive: true });
  const folder = await mkdtemp(projectPath('dist', 'bench-'));
  bench.atEnd(() => rm(folder, { recursive: true, force: true }));
  return folder;
}
