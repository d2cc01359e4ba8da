import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { replaceDurably, syncToDisk, writeDurably } from './files';
import { currentFile } from './manifest';
import { currentVersion, isVersionName, markSuperseded, removeOldVersions, supersededFile } from './versions';

/** A version of an index as files, to be carried to another machine. */
export interface CarriedVersion {
  version: string;
  files: ReadonlyMap<string, Buffer>;
}

const fileName = /^[a-z0-9][a-z0-9.-]*$/i;

/** The version in use, to be carried elsewhere; undefined when there is none. */
export async function readCurrentVersion(directory: string): Promise<CarriedVersion | undefined> {
  const version = await currentVersion(directory);
  if (version === undefined) return undefined;
  const folder = path.join(directory, version);
  const names = (await readdir(folder)).filter((name) => name !== supersededFile).sort();
  const files = new Map<string, Buffer>();
  for (const name of names) files.set(name, await readFile(path.join(folder, name)));
  return { version, files };
}

/** Writes the files beside and renames the folder: a version is there whole or not at all. */
async function write(directory: string, { version, files }: CarriedVersion): Promise<void> {
  const folder = path.join(directory, version);
  // Of its own: a look and news of the same version may bring it at the same time.
  const beside = path.join(directory, `${version}.${randomBytes(4).toString('hex')}.arriving`);
  await mkdir(beside, { recursive: true });
  for (const [name, content] of files) {
    if (!fileName.test(name)) throw new Error('An index that was carried here has a file whose name is none of ours.');
    await writeDurably(path.join(beside, name), content);
  }
  await rename(beside, folder).catch(async (error: unknown) => {
    // Somebody else on this machine carried the same one here meanwhile.
    if (!existsSync(folder)) throw error;
    await rm(beside, { recursive: true, force: true });
  });
  await syncToDisk(directory);
}

/**
 * Puts a version that was built on another machine in use here. Whoever follows the folder takes it up.
 * @param fetch gets the files, where they are not here already
 */
export async function useCarriedVersion(
  directory: string,
  version: string,
  fetch: () => Promise<CarriedVersion>,
  now: Date,
): Promise<void> {
  // It becomes the name of a folder.
  if (!isVersionName(version)) throw new Error('The version of an index that was to be carried here is none of ours.');
  await mkdir(directory, { recursive: true });
  if (!existsSync(path.join(directory, version))) await write(directory, await fetch());
  const before = await currentVersion(directory);
  await rm(path.join(directory, version, supersededFile), { force: true });
  await replaceDurably(path.join(directory, currentFile), `${version}\n`);
  if (before !== undefined && before !== version) await markSuperseded(directory, before);
  await removeOldVersions(directory, [version, before], now);
}
