import { openDatabase } from '../../adapters/database';
import { ConfigError, loadConfig } from '../config';
import { prepareDataDirectory } from '../data-directory';
import { feedbackBook } from '../feedback';

/** Lists what customers thought of answers and conversations: one JSON object a line, oldest first. */
async function main(): Promise<void> {
  const { databaseUrl, dataDirectory } = loadConfig(process.env);
  process.umask(0o077);
  prepareDataDirectory(dataDirectory);
  const database = await openDatabase(databaseUrl, dataDirectory);
  const book = feedbackBook({ database, now: () => new Date(), onTaken: () => undefined });
  for (const { value, ...given } of await book.list())
    process.stdout.write(`${JSON.stringify({ ...given, value: value > 0 ? 'up' : 'down' })}\n`);
  await database.close();
}

main().catch((error: unknown) => {
  if (!(error instanceof ConfigError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
