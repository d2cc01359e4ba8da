import { createHash, randomBytes } from 'node:crypto';
import { open, rename } from 'node:fs/promises';
import path from 'node:path';

/** SHA-256, hexadecimal. */
export function sha256(content: Uint8Array | string): string {
  return createHash('sha256').update(content).digest('hex');
}

/** Writes a file and waits until it is on the disk. */
export async function writeDurably(file: string, content: Uint8Array | string): Promise<void> {
  const handle = await open(file, 'wx');
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Waits until a file that something else wrote, or a folder's list of files, is on the disk. */
export async function syncToDisk(fileOrFolder: string): Promise<void> {
  const handle = await open(fileOrFolder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Replaces a small file in one step: a reader, or a kill, sees the old content or the new. */
export async function replaceDurably(file: string, content: string): Promise<void> {
  const beside = `${file}.${process.pid}-${randomBytes(6).toString('hex')}.tmp`;
  await writeDurably(beside, content);
  await rename(beside, file);
  await syncToDisk(path.dirname(file));
}
