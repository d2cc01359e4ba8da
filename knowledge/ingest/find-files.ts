import { readdir, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { types } from 'node:util';
import { READABLE_EXTENSIONS, type Unreadable } from './unreadable';

/** A file to be read, one that cannot be, or one that lies in a folder of documents and is none. */
export type FoundFile =
  | { kind: 'file'; file: string; bytes: number }
  | { kind: 'failed'; file: string; problem: Unreadable }
  | { kind: 'no-document'; file: string };

/** Documents that can be read once they are saved anew: leaving one of them out is a failure. */
const OLD_FORMATS = new Set(['.doc', '.dot', '.rtf', '.odt', '.wpd', '.pages']);
/** Pictures, and what a saved web page or a system leaves beside documents: nobody expects these to be read. */
const BESIDE_DOCUMENTS = new Set(
  '.png .jpg .jpeg .gif .svg .webp .avif .bmp .tif .tiff .heic .ico .css .js .mjs .map .woff .woff2 .ttf .otf .db .ini .lnk'.split(
    ' ',
  ),
);
const READABLE = new Set<string>(READABLE_EXTENSIONS);

/**
 * The documents under the given files and folders, folders walked through, sorted by path, each once. In a folder only documents count: other
 * files are `no-document`, and pictures and files whose name begins with a dot or `~$` are nothing at all. A file that is named itself always counts. Links to files are followed, links to folders are not.
 */
export async function findFiles(paths: string[]): Promise<FoundFile[]> {
  const found = (await Promise.all(paths.map((given) => lookAt(given)))).flat();
  const once = new Map<string, FoundFile>();
  for (const entry of found) {
    const key = entry.kind === 'file' ? await realpath(entry.file) : path.resolve(entry.file);
    if (!once.has(key)) once.set(key, entry);
  }
  return [...once.values()].sort((a, b) => (a.file < b.file ? -1 : 1));
}

async function lookAt(given: string): Promise<FoundFile[]> {
  try {
    const info = await stat(given);
    if (info.isDirectory()) return await walk(given);
    if (!info.isFile()) return [{ kind: 'failed', file: given, problem: { kind: 'no-file' } }];
    const extension = path.extname(given).toLowerCase();
    if (READABLE.has(extension)) return [{ kind: 'file', file: given, bytes: info.size }];
    return [
      {
        kind: 'failed',
        file: given,
        problem: OLD_FORMATS.has(extension)
          ? { kind: 'old-format', extension }
          : { kind: 'unknown-extension', extension },
      },
    ];
  } catch (error) {
    return [{ kind: 'failed', file: given, problem: fileProblem(error) }];
  }
}

async function walk(folder: string): Promise<FoundFile[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const parts = entries.map(async (entry): Promise<FoundFile[]> => {
    const full = path.join(folder, entry.name);
    if (entry.name.startsWith('.') || entry.name.startsWith('~$')) return [];
    if (entry.isDirectory()) return walkGuarded(full);
    const extension = path.extname(entry.name).toLowerCase();
    if (READABLE.has(extension) || OLD_FORMATS.has(extension)) return lookAtFile(full);
    return isBesideDocuments(entry.name) || !(await isFile(full)) ? [] : [{ kind: 'no-document', file: full }];
  });
  return (await Promise.all(parts)).flat();
}

/** A folder within a folder that may not be opened is named; the others go in. */
async function walkGuarded(folder: string): Promise<FoundFile[]> {
  try {
    return await walk(folder);
  } catch (error) {
    return [{ kind: 'failed', file: folder, problem: fileProblem(error) }];
  }
}

async function lookAtFile(file: string): Promise<FoundFile[]> {
  const found = await lookAt(file);
  // A link to a folder would be walked here, perhaps in circles.
  return found.filter((entry) => entry.file === file);
}

/** Questions beside a document are read with it. */
const isBesideDocuments = (name: string): boolean =>
  BESIDE_DOCUMENTS.has(path.extname(name).toLowerCase()) || name.toLowerCase().endsWith('.questions.json');

/** False for a link to a folder or to nothing, a socket and the like. */
async function isFile(file: string): Promise<boolean> {
  return (await stat(file).catch(() => undefined))?.isFile() ?? false;
}

/** @throws what is no expected state of a file */
export function fileProblem(error: unknown): Unreadable {
  const code = types.isNativeError(error) && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'ELOOP') return { kind: 'missing' };
  if (code === 'EACCES' || code === 'EPERM') return { kind: 'no-permission' };
  throw error;
}
