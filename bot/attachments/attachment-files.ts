import { createHash } from 'node:crypto';
import { createReadStream, type ReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat, statfs } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';

/** A file that has come in and that nothing refers to yet. */
export interface IncomingFile {
  id: string;
  /** Where it lies until it is kept. */
  path: string;
  bytes: number;
  sha256: string;
}

/** What is left free on the disk: the conversations themselves are kept there too. */
const leastFreeBytes = 256 * 1024 * 1024;

const isFull = (error: unknown): boolean => {
  const { code } = error as NodeJS.ErrnoException;
  return code === 'ENOSPC' || code === 'EDQUOT';
};

/**
 * The bytes of attachments, one file each in a folder of their own, named by their ids: never by anything that came from outside.
 * @param folder made when the first file comes
 */
export function attachmentFiles(folder: string) {
  const keptAt = (id: string): string => path.join(folder, id);
  const incomingAt = (id: string): string => path.join(folder, `${id}.incoming`);

  const hasSpace = async (): Promise<boolean> => {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize > leastFreeBytes;
  };

  /** Writes what comes until it ends or is too much. */
  const write = async (
    file: string,
    content: Readable,
    mostBytes: number,
  ): Promise<{ bytes: number; sha256: string } | 'too-large'> => {
    const handle = await open(file, 'wx', 0o600);
    try {
      const hash = createHash('sha256');
      let bytes = 0;
      // Left whole where we stop reading: it may be a request, whose answer is still to be sent.
      for await (const chunk of content.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
        bytes += chunk.length;
        if (bytes > mostBytes) return 'too-large';
        hash.update(chunk);
        await handle.writeFile(chunk);
      }
      await handle.sync();
      return { bytes, sha256: hash.digest('hex') };
    } finally {
      await handle.close();
    }
  };

  return {
    /** Takes a file in. What is refused leaves nothing behind. */
    async receive(id: string, content: Readable, mostBytes: number): Promise<IncomingFile | 'too-large' | 'no-space'> {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      if (!(await hasSpace())) return 'no-space';
      const file = incomingAt(id);
      try {
        const written = await write(file, content, mostBytes);
        if (written !== 'too-large') return { id, path: file, ...written };
        await rm(file, { force: true });
        return written;
      } catch (error) {
        await rm(file, { force: true });
        if (isFull(error)) return 'no-space';
        throw error;
      }
    },

    /** From now on they are there whatever happens: under their own names, on the disk. */
    async keep(files: readonly IncomingFile[]): Promise<void> {
      for (const file of files) await rename(file.path, keptAt(file.id));
      const directory = await open(folder, 'r');
      try {
        await directory.sync();
      } finally {
        await directory.close();
      }
    },

    /** Removes files, kept or not. One that is not there is fine. */
    async remove(ids: readonly string[]): Promise<void> {
      for (const id of ids) for (const file of [incomingAt(id), keptAt(id)]) await rm(file, { force: true });
    },

    read: (id: string): ReadStream => createReadStream(keptAt(id)),

    /** The ids of all files that were last written before `then`, kept or not. */
    async olderThan(then: Date): Promise<string[]> {
      const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return [];
        throw error;
      });
      const old: string[] = [];
      for (const name of names) {
        const found = await stat(path.join(folder, name)).catch(() => undefined);
        if (found && found.mtime < then) old.push(name.replace(/\.incoming$/, ''));
      }
      return old;
    },
  };
}
