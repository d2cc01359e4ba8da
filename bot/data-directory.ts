import { accessSync, constants, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** The folder for all that is kept cannot be used. The message is for whoever starts the service. */
export class DataDirectoryError extends Error {
  constructor(directory: string, reason: string, cause: unknown) {
    super(`DATA_DIR must be a folder that the service can write to, and ${directory} is not: ${reason}.`, { cause });
    this.name = 'DataDirectoryError';
  }
}

const reasons: Record<string, string> = {
  EEXIST: 'a file is in its place',
  ENOTDIR: 'a file stands where one of its folders should be',
  EACCES: 'this user may not write there',
  EPERM: 'this user may not write there',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
  ENOENT: 'folders cannot be made there',
};

/** One folder after the other: Node's own way of making all of them never ends under /proc. */
function makeFolder(directory: string): void {
  const found = statSync(directory, { throwIfNoEntry: false });
  if (found?.isDirectory()) return;
  const parent = path.dirname(directory);
  if (!found && parent !== directory) makeFolder(parent);
  mkdirSync(directory);
}

/**
 * Makes the folder where it is missing, and sees that files can be made in it.
 * @throws DataDirectoryError
 */
export function prepareDataDirectory(directory: string): void {
  try {
    makeFolder(directory);
    accessSync(directory, constants.R_OK | constants.W_OK | constants.X_OK);
    // Rights are not all: the disk may be full or read-only.
    const trial = path.join(directory, `.trial-${process.pid}`);
    writeFileSync(trial, 'x');
    rmSync(trial);
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    throw new DataDirectoryError(directory, reasons[code] ?? message, error);
  }
}
