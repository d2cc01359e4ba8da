import { createServer } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { DatabaseUnavailable, openPostgres } from '../adapters/database';
import type { Config } from './config';

const lookEveryMs = 2_000;

/**
 * Waits until the database answers, and meanwhile tells whoever asks why the service is not ready: a replica that starts while its database is away
 * comes up by itself.
 * @param say told once for each new reason
 * @throws what the database says that waiting does not mend: a wrong password, an older server
 */
export async function waitForDatabase(
  { databaseUrl, host, port }: Pick<Config, 'databaseUrl' | 'host' | 'port'>,
  say: (line: string) => void,
): Promise<void> {
  if (databaseUrl === undefined) return;
  let reason = await unreachable(databaseUrl);
  if (reason === undefined) return;
  const server = createServer((request, response) => {
    const isAlive = request.url === '/healthz';
    response.writeHead(isAlive ? 200 : 503, { 'Content-Type': 'application/json', 'Retry-After': '2' });
    response.end(JSON.stringify(isAlive ? { status: 'alive' } : { status: 'not ready', reason }));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  try {
    for (let said: string | undefined; reason !== undefined; reason = await unreachable(databaseUrl)) {
      if (said !== reason) say(reason);
      said = reason;
      await wait(lookEveryMs);
    }
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

/** Why the database cannot be had now; undefined where it can. */
async function unreachable(databaseUrl: string): Promise<string | undefined> {
  try {
    await (await openPostgres(databaseUrl)).close();
    return undefined;
  } catch (error) {
    if (error instanceof DatabaseUnavailable) return error.message;
    throw error;
  }
}
