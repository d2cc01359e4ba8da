import { randomUUID } from 'node:crypto';
import { startPostgres } from '../../adapters/records/postgres-server';
import { openAlways } from '../../handoff/staffed-service';
import { databaseOn } from '../../stores/test-store';
import type { Bench } from '../benchmark';
import { temporaryFolder } from '../temporary-folder';
import { type ServerProcess, startServer } from '../turn/server-process';

export const lifted = {
  LOG_LEVEL: 'error',
  RATE_LIMIT_MESSAGES_PER_MINUTE: '1000000',
  RATE_LIMIT_CONVERSATIONS_PER_MINUTE: '1000000',
  RATE_LIMIT_REQUESTS_PER_MINUTE: '10000000',
};

/** A PostgreSQL for the run. Unlike that of the tests it waits for the disk. */
export async function benchPostgres(bench: Bench): Promise<() => Promise<string>> {
  const server = await startPostgres({ isDurable: true });
  bench.atEnd(() => server.stop());
  return () => databaseOn(server, `bench_${randomUUID().slice(0, 8)}`);
}

const isReady = (url: string): Promise<boolean> =>
  fetch(`${url}/readyz`).then(
    (response) => response.ok,
    () => false,
  );

/** @param databaseUrl absent: each on a file of its own */
export async function startServices(
  bench: Bench,
  count: number,
  databaseUrl: string | undefined,
): Promise<ServerProcess[]> {
  const services: ServerProcess[] = [];
  for (let at = 0; at < count; at += 1) {
    const folder = await temporaryFolder(bench);
    services.push(
      await startServer(bench, 'main', {
        ...openAlways(),
        ...lifted,
        DATA_DIR: folder,
        ...(databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl }),
      }),
    );
  }
  for (const { url } of services)
    while (!(await isReady(url))) await new Promise((resolve) => setTimeout(resolve, 100));
  return services;
}
