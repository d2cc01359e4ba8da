import { residentBytes } from '../../../knowledge/ingest/resident-memory';
import type { Bench, Benchmark } from '../benchmark';
import { percentile } from '../sampling';
import { figure, ratioLine, table } from '../tables';
import { cpuMs } from '../turn/server-process';
import { bareLine } from './bare-line';
import { deskLine } from './desk-line';
import { type Exchange, exchange, type Pace } from './exchange';
import type { Crowd, Line } from './line';

const settings = ({ conversations, staff }: Crowd, { leastMs, mostMs, forMs }: Pace): string =>
  `${conversations} conversations that were handed over, ${staff} members of staff, ${forMs / 1000} s; in each conversation either side writes a
  message every ${leastMs / 1000} to ${mostMs / 1000} s, whether or not the other has answered.
charterdesk: a process of its own, started by bot/run.js; log in SQLite, synchronous=FULL; LOG_LEVEL=error; rate limits lifted. Customers write by
  POST and read over the WebSocket; each member of staff is signed in to the desk's API, hears of news over server-sent events, reads what is new,
  and reads the queue anew at most every 0.8 s, as the desk's page does.
bare ws relay: a process of its own; both ends on WebSockets, from one to the other in memory: nothing is checked, kept or acknowledged.
One generator for all, on the same machine. Relayed: from sending to seen on the other side.`;

interface Measured extends Exchange {
  name: string;
  cpuMsPerMessage: number;
  cpuShare: number;
  rssMb: number;
}

async function measure(line: Line, pace: Pace): Promise<Measured> {
  const cpu = async (): Promise<number> => (await cpuMs(line.pid)) ?? Number.NaN;
  const before = await cpu();
  const exchanged = await exchange(line.pairs, pace);
  // What reading everything back takes is in it: a little more than the relay itself.
  const used = (await cpu()) - before;
  const rssMb = ((await residentBytes(line.pid)) ?? Number.NaN) / 1e6;
  await line.close();
  const { name } = line;
  return { ...exchanged, name, cpuMsPerMessage: used / count(exchanged), cpuShare: used / exchanged.ms, rssMb };
}

const count = ({ fromCustomers, fromStaff }: Exchange): number =>
  fromCustomers.relayMs.length + fromStaff.relayMs.length;

const row = (measured: Measured): string[] => [
  measured.name,
  figure((count(measured) / measured.ms) * 1000),
  ...[measured.fromCustomers, measured.fromStaff].flatMap(({ relayMs }) => [
    figure(percentile(relayMs, 0.5)),
    figure(percentile(relayMs, 0.99)),
  ]),
  figure(measured.cpuMsPerMessage),
  figure(measured.cpuShare * 100),
  figure(measured.rssMb),
  String(count(measured)),
];

const header = [
  'relay',
  'messages/s',
  'to staff p50 ms',
  'p99 ms',
  'to customer p50 ms',
  'p99 ms',
  'CPU ms/message',
  'CPU %',
  'RSS MB',
  'messages',
];

function ratios(bench: Bench, ours: Measured, peer: Measured): void {
  const ways = [
    ['to staff', ours.fromCustomers, peer.fromCustomers],
    ['to customer', ours.fromStaff, peer.fromStaff],
  ] as const;
  for (const [what, mine, theirs] of ways)
    for (const [name, share] of [['p50', 0.5] as const, ['p99', 0.99] as const])
      bench.print(ratioLine(`${what}, ${name}`, percentile(mine.relayMs, share) / percentile(theirs.relayMs, share)));
  bench.print(ratioLine('processor time a message', ours.cpuMsPerMessage / peer.cpuMsPerMessage));
}

export const relay: Benchmark = {
  name: 'relay',
  about: 'conversations between customers and staff, both ways, against two bare WebSockets (--seconds 120 for long)',
  async run(bench) {
    const crowd = bench.quick ? { conversations: 6, staff: 2 } : { conversations: 200, staff: 20 };
    const forMs = (bench.seconds ?? (bench.quick ? 1 : 20)) * 1000;
    const pace = bench.quick ? { leastMs: 100, mostMs: 300, forMs } : { leastMs: 2_000, mostMs: 6_000, forMs };
    bench.print(settings(crowd, pace));
    const ours = await measure(await deskLine(bench, crowd), pace);
    const peer = await measure(await bareLine(bench, crowd), { ...pace, forMs: Math.min(forMs, 20_000) });
    bench.print(`\n${table(header, [ours, peer].map(row))}`);
    ratios(bench, ours, peer);
    for (const { name, faults } of [ours, peer]) {
      bench.print(
        `  ${name}: ${faults.length === 0 ? 'nothing lost, doubled or out of order' : faults.join('\n    ')}`,
      );
      if (faults.length > 0) throw new Error(`${name} lost, doubled or swapped messages.`);
    }
  },
};
