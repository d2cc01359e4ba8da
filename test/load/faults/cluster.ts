import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { Client } from 'pg';
import { startPostgres } from '../../adapters/records/postgres-server';
import { openAlways } from '../../handoff/staffed-service';
import { freePort, KillableService } from '../../killable-service';
import { freshDataDirectory } from '../../start-test-service';
import { databaseOn } from '../../stores/test-store';
import { slowProxy, type SlowProxy } from './slow-proxy';

/** Replicas as processes of their own, and a PostgreSQL behind a proxy. */
export interface Cluster {
  replicas: KillableService[];
  proxy: SlowProxy;
  /** Past the proxy. */
  databaseUrl: string;
  /** Any replica's address, as a load balancer would choose it that has not noticed yet who is dead. */
  address(): string;
  /** Ends all connections of the replicas at the server. */
  terminateConnections(): Promise<number>;
  connections(): Promise<number>;
  stop(): Promise<void>;
}

export async function startCluster(count: number, settings: Record<string, string>): Promise<Cluster> {
  const server = await startPostgres();
  const databaseUrl = await databaseOn(server, `cluster_${randomUUID().slice(0, 8)}`);
  const proxy = await slowProxy(Number(new URL(databaseUrl).port));
  const behind = new URL(databaseUrl);
  behind.port = String(proxy.port);
  const folders = await Promise.all(Array.from({ length: count }, () => freshDataDirectory()));
  const replicas = await Promise.all(
    folders.map(
      async (folder) =>
        new KillableService(await freePort(), folder, {
          ...openAlways(),
          LOG_LEVEL: 'fatal',
          ...settings,
          DATABASE_URL: behind.toString(),
        }),
    ),
  );
  await Promise.all(replicas.map((replica) => replica.start()));

  const asked = async (statement: string): Promise<number> => {
    const client = new Client({ connectionString: databaseUrl });
    await client.connect();
    const { rows } = await client.query<{ n: string }>(statement);
    await client.end();
    return Number(rows[0]?.n ?? 0);
  };
  const ours = `from pg_stat_activity where application_name = 'charterdesk' and datname = current_database()`;

  return {
    replicas,
    proxy,
    databaseUrl,
    address: () => replicas[Math.floor(Math.random() * replicas.length)]?.url ?? '',
    terminateConnections: () => asked(`select count(*) as n from (select pg_terminate_backend(pid) ${ours}) as ended`),
    connections: () => asked(`select count(*) as n ${ours}`),
    async stop() {
      await Promise.all(replicas.map((replica) => replica.kill('SIGKILL')));
      await proxy.close();
      await server.stop();
      for (const folder of folders) await rm(folder, { recursive: true, force: true });
    },
  };
}
