import { randomUUID } from 'node:crypto';
import { type PostgresServer, startPostgres } from '../adapters/records/postgres-server';
import type { TestVisitor } from '../direct-line-client';
import { openAlways } from '../handoff/staffed-service';
import { startTestService, type TestService } from '../start-test-service';
import { databaseOn } from '../stores/test-store';

/** Replicas of the real service, each with a data directory of its own, on one PostgreSQL. */
export interface Replicas {
  databaseUrl: string;
  all: TestService[];
  stop(): Promise<void>;
}

export async function startReplicas(count: number, settings: Record<string, string> = {}): Promise<Replicas> {
  const server: PostgresServer = await startPostgres();
  const databaseUrl = await databaseOn(server, `replicas_${randomUUID().slice(0, 8)}`);
  // All at once: of those that find an empty database, one brings the schema.
  const all = await Promise.all(
    Array.from({ length: count }, () => startTestService({ ...openAlways(), ...settings, DATABASE_URL: databaseUrl })),
  );
  return {
    databaseUrl,
    all,
    async stop() {
      for (const service of all) await service.stop();
      await server.stop();
    },
  };
}

/** The same visitor, whose next requests go to another replica. */
export function atReplica(visitor: TestVisitor, { url }: { url: string }): TestVisitor {
  const stream = new URL(visitor.streamUrl);
  stream.host = new URL(url).host;
  return visitor.at(url, stream.toString());
}
