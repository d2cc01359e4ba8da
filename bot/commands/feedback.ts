import { existsSync } from 'node:fs';
import path from 'node:path';
import { openSqlite } from '../../adapters/database';
import { ConfigError, loadConfig } from '../config';
import { feedbackBook } from '../feedback';

/** Lists what customers thought of answers and conversations: one JSON object a line, oldest first. */
async function main(): Promise<void> {
  const file = path.join(loadConfig(process.env).dataDirectory, 'charterdesk.db');
  process.umask(0o077);
  if (!existsSync(file)) return;
  const database = await openSqlite(file);
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
