import { residentBytes } from '../../../knowledge/ingest/resident-memory';
import { TestVisitor } from '../../direct-line-client';
import type { Bench, Benchmark } from '../benchmark';
import { percentile } from '../sampling';
import { figure, ratioLine, table } from '../tables';
import type { ServerProcess } from '../turn/server-process';
import { benchPostgres, startServices } from './cluster';
import { relayed } from './relayed';
import { askOn, type Turns } from './turns';

const settings = `charterdesk: processes of their own, started by bot/run.js; SQLite with synchronous=FULL, PostgreSQL with fsync, each on this machine, and so is the
generator. Turns: conversations at once, each asks its next question when the last is answered; posts go to the replicas by turns. Processor time is
the replicas' own, without the database server's and the generator's.`;

const stopAll = async (services: readonly ServerProcess[]): Promise<void> => {
  for (const service of services) await service.stop();
};

async function measureTurns(bench: Bench, newDatabase: () => Promise<string>): Promise<void> {
  const [conversations, forMs] = bench.quick ? [4, 1_000] : [32, (bench.seconds ?? 20) * 1000];
  const cases: [string, number, boolean][] = [
    ['SQLite, 1 process', 1, false],
    ['PostgreSQL, 1 replica', 1, true],
    ['PostgreSQL, 2 replicas', 2, true],
    ['PostgreSQL, 4 replicas', 4, true],
  ];
  const measured: [string, Turns][] = [];
  for (const [name, count, isShared] of bench.quick ? cases.slice(0, 3) : cases) {
    const services = await startServices(bench, count, isShared ? await newDatabase() : undefined);
    // What the first turns load and compile is not what is measured.
    await askOn(services, 4, bench.quick ? 200 : 3_000);
    measured.push([name, await askOn(services, conversations, forMs)]);
    await stopAll(services);
  }
  const rows = measured.map(([name, { perSecond, answerMs, cpuMsPerTurn }]) => [
    name,
    figure(perSecond),
    figure(percentile(answerMs, 0.5)),
    figure(percentile(answerMs, 0.99)),
    figure(cpuMsPerTurn),
  ]);
  bench.print(
    `\n${table([`turns, ${conversations} conversations`, 'turns/s', 'p50 ms', 'p99 ms', 'CPU ms/turn'], rows)}`,
  );
  const [sqlite, postgres] = measured;
  if (sqlite && postgres)
    bench.print(
      ratioLine('processor time a turn, PostgreSQL to SQLite', postgres[1].cpuMsPerTurn / sqlite[1].cpuMsPerTurn),
    );
}

async function measureRelay(bench: Bench, newDatabase: () => Promise<string>): Promise<void> {
  const databaseUrl = await newDatabase();
  const [one, other] = await startServices(bench, 2, databaseUrl);
  if (!one || !other) throw new Error('There are no two replicas.');
  const messages = bench.quick ? 5 : 200;
  const within = await relayed(databaseUrl, one.url, one.url, messages);
  const across = await relayed(databaseUrl, one.url, other.url, messages);
  const row = (name: string, ms: number[]): string[] => [
    name,
    figure(percentile(ms, 0.5)),
    figure(percentile(ms, 0.99)),
  ];
  bench.print(
    `\n${table(['from staff to customer', 'p50 ms', 'p99 ms'], [row('within a replica', within), row('across two', across)])}`,
  );
  bench.print(ratioLine('p50 across to within', percentile(across, 0.5) / percentile(within, 0.5)));
  await stopAll([one, other]);
}

async function measureMemory(bench: Bench, newDatabase: () => Promise<string>): Promise<void> {
  const count = bench.quick ? 100 : 10_000;
  const [service] = await startServices(bench, 1, await newDatabase());
  if (!service) throw new Error('There is no replica.');
  const rssMb = async (): Promise<number> => ((await residentBytes(service.pid)) ?? Number.NaN) / 1e6;
  const atOnce = 50;
  const openAll = async (): Promise<(() => void)[]> => {
    const closing: (() => void)[] = [];
    for (let from = 0; from < count; from += atOnce)
      closing.push(
        ...(await Promise.all(
          Array.from({ length: Math.min(atOnce, count - from) }, async () => {
            const visitor = await TestVisitor.arrive(service.url);
            const listener = visitor.listen();
            await listener.opened;
            return () => listener.close();
          }),
        )),
      );
    return closing;
  };
  const ended = async (closing: (() => void)[]): Promise<void> => {
    for (const close of closing) close();
    await new Promise((resolve) => setTimeout(resolve, bench.quick ? 100 : 70_000));
    // A process to which nothing happens does not look for memory that it could give back.
    for (let visitors = 0; visitors < (bench.quick ? 1 : 20); visitors += 1) {
      const visitor = await TestVisitor.arrive(service.url);
      for (let asked = 0; asked < 20; asked += 1) await visitor.ask(`Hvad er en kreditgrænse ${asked}?`);
    }
  };
  const rows: [string, number][] = [['before', await rssMb()]];
  for (let round = 1; round <= 3; round += 1) {
    const closing = await openAll();
    rows.push([`round ${round}: ${count} conversations open, a socket each`, await rssMb()]);
    await ended(closing);
    rows.push([`round ${round}: after they have ended`, await rssMb()]);
  }
  const [before = Number.NaN, open = Number.NaN, after = Number.NaN] = rows.map(([, mb]) => mb);
  const last = rows.at(-1)?.[1] ?? Number.NaN;
  bench.print(
    `\n${table(
      ['memory of one replica', 'RSS MB'],
      rows.map(([name, mb]) => [name, figure(mb)]),
    )}`,
  );
  bench.print(`  a conversation that is open: ${figure(((open - before) * 1000) / count)} kB`);
  // The first round finds what a process keeps anyway: what is compiled, and the room that its memory has grown to.
  bench.print(ratioLine('after the last round to after the first', last / after));
  await stopAll([service]);
}

export const replicas: Benchmark = {
  name: 'replicas',
  about: 'SQLite and PostgreSQL with 1, 2 and 4 replicas: turns; relay within a replica and across two',
  onlyByName: true,
  async run(bench) {
    bench.print(settings);
    const newDatabase = await benchPostgres(bench);
    await measureTurns(bench, newDatabase);
    await measureRelay(bench, newDatabase);
  },
};

export const memory: Benchmark = {
  name: 'memory',
  about: 'memory of a replica with 10,000 conversations open, and after they have ended, three times',
  onlyByName: true,
  run: async (bench) => measureMemory(bench, await benchPostgres(bench)),
};
