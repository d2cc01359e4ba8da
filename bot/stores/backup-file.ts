import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { z } from 'zod';
import {
  eachRow,
  fillStore,
  isEmpty,
  type OpenedCopyable,
  schemaVersion,
  type TableRows,
} from '../../adapters/database';

/*
 * A backup is one gzipped file of JSON lines: a heading, the rows of every table, the files that customers and staff sent, and an end with the
 * counts, without which the file is not whole.
 */
const Heading = z.object({ charterdesk: z.literal('backup'), schema: z.string(), at: z.string() });
const Line = z.union([
  z.object({ table: z.string(), rows: z.array(z.record(z.string(), z.union([z.string(), z.number(), z.null()]))) }),
  z.object({ file: z.string().regex(/^[a-z0-9]+$/i), base64: z.string() }),
  z.object({ end: z.object({ rows: z.number(), files: z.number() }) }),
]);

/** Why it cannot be done; the message is for whoever asked. */
export class BackupError extends Error {
  override name = 'BackupError';
}

export interface Counts {
  rows: number;
  files: number;
}

const isThere = (folder: string): Promise<string[]> =>
  readdir(folder).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  });

/**
 * Writes all that a store holds at one moment, while the service goes on, and the files that were sent.
 * @param attachments the folder of the files
 */
export async function writeBackup(
  store: OpenedCopyable,
  attachments: string,
  file: string,
  now: Date,
): Promise<Counts> {
  const counts: Counts = { rows: 0, files: 0 };
  const beside = `${file}.part`;
  const lines: AsyncIterable<string> = linesOf();
  await pipeline(lines, createGzip(), createWriteStream(beside, { mode: 0o600, flush: true }));
  await rename(beside, file);
  return counts;

  async function* linesOf(): AsyncGenerator<string> {
    const heading: z.infer<typeof Heading> = { charterdesk: 'backup', schema: schemaVersion(), at: now.toISOString() };
    yield `${JSON.stringify(heading)}\n`;
    // Rows are handed over one lot at a time: the snapshot waits for the disk, and not the disk for memory.
    const lots: TableRows[] = [];
    let wake: () => void = () => undefined;
    let goOn: () => void = () => undefined;
    let isDone = false;
    const reading = eachRow(store, async (rows) => {
      lots.push(rows);
      wake();
      await new Promise<void>((resolve) => (goOn = resolve));
    }).finally(() => {
      isDone = true;
      wake();
    });
    reading.catch(() => undefined);
    while (!isDone || lots.length > 0) {
      const lot = lots.shift();
      if (lot) {
        counts.rows += lot.rows.length;
        yield `${JSON.stringify(lot)}\n`;
        goOn();
      } else await new Promise<void>((resolve) => (wake = resolve));
    }
    await reading;
    for (const name of (await isThere(attachments)).filter((one) => /^[a-z0-9]+$/i.test(one)).sort()) {
      counts.files += 1;
      yield `${JSON.stringify({ file: name, base64: (await readFile(path.join(attachments, name))).toString('base64') })}\n`;
    }
    yield `${JSON.stringify({ end: counts })}\n`;
  }
}

/**
 * Brings a backup into an empty store: all of it or nothing.
 * @throws BackupError for a store in use, and for a file that is no whole backup of this version
 */
export async function readBackup(store: OpenedCopyable, attachments: string, file: string): Promise<Counts> {
  if (!(await isEmpty(store)))
    throw new BackupError(
      'The store holds conversations or accounts already. Restore into an empty one: another DATA_DIR or DATABASE_URL.',
    );
  const counts: Counts = { rows: 0, files: 0 };
  let end: Counts | undefined;
  await fillStore(store, async (take) => {
    const unpacked = createReadStream(file).pipe(createGunzip());
    let isFirst = true;
    for await (const line of createInterface({ input: unpacked, crlfDelay: Infinity })) {
      if (isFirst) checkHeading(file, line);
      else {
        const read = Line.parse(JSON.parse(line));
        if ('end' in read) end = read.end;
        else if ('file' in read) {
          counts.files += 1;
          await mkdir(attachments, { recursive: true, mode: 0o700 });
          const place = path.join(attachments, read.file);
          await rm(place, { force: true });
          await writeFile(place, Buffer.from(read.base64, 'base64'), { mode: 0o600 });
        } else {
          counts.rows += read.rows.length;
          await take(read as TableRows);
        }
      }
      isFirst = false;
    }
    if (end?.rows !== counts.rows || end.files !== counts.files)
      throw new BackupError(
        `${file} is not whole: its end is missing or tells of something else. Nothing was restored.`,
      );
  });
  return counts;
}

function checkHeading(file: string, line: string): void {
  const heading = Heading.safeParse(JSON.parse(line));
  if (!heading.success) throw new BackupError(`${file} is no backup of this service.`);
  if (heading.data.schema !== schemaVersion())
    throw new BackupError(
      `${file} was made by another version of the service (${heading.data.schema}, this one is ${schemaVersion()}). Restore it with that version, then start this one.`,
    );
}
