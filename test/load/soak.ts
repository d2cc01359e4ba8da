import { readdir } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { residentBytes } from '../../knowledge/ingest/resident-memory';
import { Client } from 'pg';
import { benchPostgres, startServices } from './replicas/cluster';
import { askOn } from './replicas/turns';
import { startRun } from './run';
import { median } from './sampling';
import { figure, table } from './tables';

const usage = `Usage: npm run soak [-- --minutes N]

Two replicas on a PostgreSQL under steady conversations for so long (30 minutes without it), and looks every so often at their memory, file handles and
database connections. Exit status 1 where one of them has grown between the second and the last quarter of the time.
`;

interface Sample {
  minute: number;
  rssMb: number;
  handles: number;
  connections: number;
}

/** More than noise: the second quarter against the last one. */
const mostGrowth = { rssMb: 1.15, handles: 1.1, connections: 1.1 };

function growthOf(samples: readonly Sample[], what: 'rssMb' | 'handles' | 'connections'): number {
  const quarter = Math.max(1, Math.floor(samples.length / 4));
  const of = (part: readonly Sample[]): number => median(part.map((sample) => sample[what]));
  return of(samples.slice(-quarter)) / of(samples.slice(quarter, 2 * quarter));
}

async function main(): Promise<void> {
  const { minutes: given, help } = parseArgs({
    options: { minutes: { type: 'string' }, help: { type: 'boolean' } },
  }).values;
  if (help) return void process.stdout.write(usage);
  const minutes = Number(given ?? 30);
  if (!(minutes > 0)) throw new Error('--minutes takes a number above 0.');
  const { bench, end } = startRun({ quick: false });
  process.once('SIGINT', () => void end().finally(() => process.exit(130)));
  try {
    const databaseUrl = await (await benchPostgres(bench))();
    const services = await startServices(bench, 2, databaseUrl);
    const database = new Client({ connectionString: databaseUrl });
    await database.connect();
    bench.atEnd(() => database.end());
    const startedAt = Date.now();
    const samples: Sample[] = [];
    let turns = 0;
    const rounds = Math.max(8, Math.min(60, Math.round(minutes * 2)));
    for (let round = 0; round < rounds; round += 1) {
      // Conversations begin and end in every round, as they do.
      const { answerMs } = await askOn(services, 16, (minutes * 60_000) / rounds);
      turns += answerMs.length;
      const rss = await Promise.all(services.map(async ({ pid }) => (await residentBytes(pid)) ?? Number.NaN));
      const handles = await Promise.all(services.map(async ({ pid }) => (await readdir(`/proc/${pid}/fd`)).length));
      const { rows } = await database.query<{ n: string }>(
        `select count(*) as n from pg_stat_activity where application_name = 'charterdesk'`,
      );
      samples.push({
        minute: (Date.now() - startedAt) / 60_000,
        rssMb: rss.reduce((sum, bytes) => sum + bytes, 0) / 1e6,
        handles: handles.reduce((sum, count) => sum + count, 0),
        connections: Number(rows[0]?.n ?? 0),
      });
    }
    const shown = samples.filter((_, at) => at % Math.ceil(samples.length / 12) === 0 || at === samples.length - 1);
    const rows = shown.map((one) => [
      figure(one.minute),
      figure(one.rssMb),
      String(one.handles),
      String(one.connections),
    ]);
    bench.print(
      `${turns} turns over two replicas\n${table(['minute', 'RSS MB', 'file handles', 'connections'], rows)}`,
    );
    for (const what of ['rssMb', 'handles', 'connections'] as const) {
      const growth = growthOf(samples, what);
      const isFlat = growth <= mostGrowth[what];
      bench.print(`  ${what}, last quarter to second: ${figure(growth)} (${isFlat ? 'flat' : 'GROWS'})`);
      if (!isFlat) process.exitCode = 1;
    }
  } finally {
    await end();
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n${usage}`);
  process.exitCode = 1;
});
