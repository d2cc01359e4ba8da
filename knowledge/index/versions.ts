import { randomBytes } from 'node:crypto';
import { readFile, readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { currentFile } from './manifest';

/*
 * The folder of an index:
 *
 *   current                       the name of the version in use, replaced in one step
 *   20260131T101500123-4711-9f…/  a version: manifest.json, documents.json, vectors, graphs
 *     swapped                     this version has been the current one
 *
 * A version is complete and checked before `current` names it. Only versions that have been current are removed as old, so that a build
 * never removes what another build is about to put in use; what a killed build left is removed after an hour.
 */

export const swappedFile = 'swapped';
const versionName = /^\d{8}T\d{9}-\d+-[0-9a-f]{8}$/;
const abandonedAfterMs = 60 * 60 * 1000;

/** A name that no other build has, and that sorts by time. */
export function newVersion(now: Date): string {
  const time = now.toISOString().replace(/[-:.Z]/g, '');
  return `${time}-${process.pid}-${randomBytes(4).toString('hex')}`;
}

/** The version in use; undefined when there is none. */
export async function currentVersion(directory: string): Promise<string | undefined> {
  const text = await readIfThere(path.join(directory, currentFile));
  const name = text?.trim();
  // Anything else in the file is not ours, and must not become a path.
  return name !== undefined && versionName.test(name) ? name : undefined;
}

/** Removes what was in use before `previous`, and what killed builds left. */
export async function removeOldVersions(
  directory: string,
  keep: readonly (string | undefined)[],
  now: Date,
): Promise<void> {
  for (const name of await readdir(directory)) {
    const isVersion = versionName.test(name) && !keep.includes(name);
    const isLeftover = name.startsWith(`${currentFile}.`) && name.endsWith('.tmp');
    if (!isVersion && !isLeftover) continue;
    const whole = path.join(directory, name);
    const wasUsed = isVersion && (await modifiedMs(path.join(whole, swappedFile))) !== undefined;
    const ageMs = now.getTime() - ((await modifiedMs(whole)) ?? now.getTime());
    if (wasUsed || ageMs > abandonedAfterMs) await rm(whole, { recursive: true, force: true });
  }
}

async function modifiedMs(file: string): Promise<number | undefined> {
  try {
    return (await stat(file)).mtimeMs;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/** True for the error of a file or folder that is not there. */
export function isMissing(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT';
}
