import { existsSync, linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * What the file holds; made and kept, readable by the service's user only, where there is none yet. Of processes that make one at the same time,
 * all get the same.
 */
export function keptOnce(file: string, made: string): string {
  if (existsSync(file)) return readFileSync(file, 'utf8');
  mkdirSync(path.dirname(file), { recursive: true });
  const beside = `${file}.${process.pid}`;
  writeFileSync(beside, made, { mode: 0o600 });
  try {
    // A link never replaces what is there: the first one stays, and the others read it.
    linkSync(beside, file);
    rmSync(beside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') rmSync(beside);
    // Some file systems have no links; there the last one stays.
    else renameSync(beside, file);
  }
  return readFileSync(file, 'utf8');
}
