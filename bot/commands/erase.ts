import path from 'node:path';
import { parseArgs } from 'node:util';
import { openDatabase } from '../../adapters/database';
import { ConfigError, loadConfig } from '../config';
import { DataDirectoryError, prepareDataDirectory } from '../data-directory';
import { added, erasing, type ErasureReport } from '../retention';

const usage = `Usage: npm run erase -- --customer ID             all that is known of one customer, by the id that the site signs them in with
       npm run erase -- --older-than-days NUMBER  conversations without a sign of life for so long, and files and feedback of that age

Erases at once and for good, also while the service runs, and tells what went. What stays: the insurer's own records, complaints that have not been
delivered yet, and in the audit that staff looked at something. Backups are not touched.
`;

class UsageError extends Error {}

const options = {
  customer: { type: 'string' },
  'older-than-days': { type: 'string' },
  help: { type: 'boolean' },
} as const;

function daysIn(text: string): number {
  if (!/^\d{1,5}$/.test(text) || Number(text) < 1)
    throw new UsageError('--older-than-days takes a whole number of days, 1 or more.');
  return Number(text);
}

/** One line for each kind. */
const lines = (report: ErasureReport): string =>
  Object.entries(report)
    .map(([kind, count]) => `  ${String(count).padStart(8)}  ${kind}`)
    .join('\n');

async function main(): Promise<void> {
  const { customer, 'older-than-days': days, help } = parseArgs({ options }).values;
  if (help) return void process.stdout.write(usage);
  if ((customer === undefined) === (days === undefined)) throw new UsageError('Say --customer or --older-than-days.');
  process.umask(0o077);
  const { databaseUrl, dataDirectory } = loadConfig(process.env);
  prepareDataDirectory(dataDirectory);
  const then = days === undefined ? undefined : new Date(Date.now() - daysIn(days) * 24 * 3_600_000);
  const database = await openDatabase(databaseUrl, dataDirectory);
  try {
    const eraser = erasing(database, path.join(dataDirectory, 'attachments'));
    const reports =
      customer !== undefined
        ? [await eraser.customer(customer)]
        : then
          ? [await eraser.conversationsBefore(then), await eraser.filesBefore(then), await eraser.feedbackBefore(then)]
          : [];
    const report = lines(added(reports));
    process.stdout.write(report === '' ? 'Nothing was there to erase.\n' : `Erased:\n${report}\n`);
  } finally {
    await database.close();
  }
}

main().catch((error: unknown) => {
  const { code, message } = error as NodeJS.ErrnoException;
  const isUsage = error instanceof UsageError || code?.startsWith('ERR_PARSE_ARGS') === true;
  if (!isUsage && !(error instanceof ConfigError) && !(error instanceof DataDirectoryError)) throw error;
  process.stderr.write(`${message}\n${isUsage ? usage : ''}`);
  process.exitCode = isUsage ? 2 : 1;
});
