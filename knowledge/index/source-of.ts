import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { manifestFile } from './manifest';
import { currentVersion } from './versions';

const Source = z.object({ source: z.enum(['shipped', 'given']) });

/** What the index in use was made of, as far as its manifest can still be read; it may be damaged, or of an older format, otherwise. */
export async function sourceOf(directory: string): Promise<'shipped' | 'given' | undefined> {
  const version = await currentVersion(directory);
  if (version === undefined) return undefined;
  try {
    const manifest: unknown = JSON.parse(await readFile(path.join(directory, version, manifestFile), 'utf8'));
    return Source.parse(manifest).source;
  } catch {
    // Nothing to be learnt from it: whoever asked has the error that says why.
    return undefined;
  }
}
