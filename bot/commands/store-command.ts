import path from 'node:path';
import { DatabaseUnavailable, openCopyable, type OpenedCopyable } from '../../adapters/database';
import { type Config, ConfigError, loadConfig } from '../config';
import { DataDirectoryError, prepareDataDirectory } from '../data-directory';
import { BackupError } from '../stores';

/** Wrong usage. */
export class UsageError extends Error {}

/** Where the settings keep everything: `postgres://…`, or a file. */
export const placeOf = ({ databaseUrl, dataDirectory }: Config): string =>
  databaseUrl ?? path.join(dataDirectory, 'charterdesk.db');

/** The folder of the files that customers and staff sent. */
export const attachmentsOf = ({ dataDirectory }: Config): string => path.join(dataDirectory, 'attachments');

/** Runs a command over stores, closes them, and says what went wrong in words. */
export function runStoreCommand(
  usage: string,
  work: (config: Config, args: string[], open: (place: string) => Promise<OpenedCopyable>) => Promise<string>,
): void {
  const opened: OpenedCopyable[] = [];
  const open = async (place: string): Promise<OpenedCopyable> => {
    const store = await openCopyable(place);
    opened.push(store);
    return store;
  };
  const run = async (): Promise<void> => {
    process.umask(0o077);
    const args = process.argv.slice(2);
    if (args.includes('--help')) return void process.stdout.write(usage);
    const config = loadConfig(process.env);
    prepareDataDirectory(config.dataDirectory);
    try {
      process.stdout.write(`${await work(config, args, open)}\n`);
    } finally {
      for (const store of opened) await store.close();
    }
  };
  run().catch((error: unknown) => {
    const isUsage = error instanceof UsageError || (error as NodeJS.ErrnoException).code?.startsWith('ERR_PARSE_ARGS');
    const isExpected = [ConfigError, DataDirectoryError, BackupError, DatabaseUnavailable].some(
      (kind) => error instanceof kind,
    );
    const message =
      error instanceof Error ? (isUsage || isExpected ? error.message : (error.stack ?? error.message)) : String(error);
    process.stderr.write(`${message}\n${isUsage ? usage : ''}`);
    process.exitCode = isUsage ? 2 : 1;
  });
}
