import { randomBytes } from 'node:crypto';
import { readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { currentFile } from './manifest';

/*
 * The folder of an index:
 *
 *   current                       the name of the version in use, replaced in one step
 *   20260131T101500123-4711-9f…/  a version: manifest.json, documents.json, lexicon, vectors, graphs
 *     superseded                  another version has taken this one's place
 *
 * A version is complete and checked before `current` names it, and is named once only. Whoever replaces it marks it, and only marked
 * versions are removed as old: a build never removes what another build has just put in use or is about to. What a killed build left is
 * removed after an hour.
 */

export const supersededFile = 'superseded';
const versionName = /^\d{8}T\d{9}-\d+-[0-9a-f]{8}$/;

/** Whether it may name a version's folder. */
export const isVersionName = (name: string): boolean => versionName.test(name);
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

/** Removes superseded versions but the ones to keep, and what killed builds left. */
export async function removeOldVersions(
  directory: string,
  keep: readonly (string | undefined)[],
  now: Date,
): Promise<void> {
  for (const name of await readdir(directory)) {
    const isVersion = versionName.test(name) && !keep.includes(name);
    const isLeftover = name.startsWith(`${currentFile}.`) && name.endsWith('.tmp');
    const isArriving = name.endsWith('.arriving');
    if (!isVersion && !isLeftover && !isArriving) continue;
    const whole = path.join(directory, name);
    const isSuperseded = isVersion && (await modifiedMs(path.join(whole, supersededFile))) !== undefined;
    const ageMs = now.getTime() - ((await modifiedMs(whole)) ?? now.getTime());
    const isAbandoned = ageMs > abandonedAfterMs && name !== (await currentVersion(directory));
    if (isSuperseded || isAbandoned) await rm(whole, { recursive: true, force: true });
  }
}

/** Marks a version whose place another has taken. */
export async function markSuperseded(directory: string, version: string): Promise<void> {
  try {
    await writeFile(path.join(directory, version, supersededFile), '');
  } catch (error) {
    // Two builds may have replaced it at once, and the other one is already done with removing it.
    if (!isMissing(error)) throw error;
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
