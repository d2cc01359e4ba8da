import { residentBytes } from '../../../knowledge/ingest/resident-memory';
import type { Bench } from '../benchmark';
import { within } from '../patience';
import { median } from '../sampling';
import { figure, ratioLine, table } from '../tables';
import type { Contender } from './contenders';
import { cpuMs } from './server-process';

const patienceMs = 60_000;

interface Start {
  /** From the start of the process to its taking connections. */
  listeningMs: number;
  /** From the start of the process to the first reply seen. */
  answerMs: number;
  /** The processor's share of it, without the waiting. */
  cpuMs: number;
  residentMb: number;
}

/** Starts a server, asks it one question, stops it. */
async function timeStart(bench: Bench, contender: Contender, question: string): Promise<Start> {
  const server = await contender.start(bench);
  await server.listening();
  const listeningMs = performance.now() - server.startedAt;
  const conversation = await within(patienceMs, 'The first conversation', contender.target(server.url).open());
  await within(patienceMs, 'The first answer', conversation.turn(question));
  const answerMs = performance.now() - server.startedAt;
  const cpu = (await cpuMs(server.pid)) ?? Number.NaN;
  const resident = await residentBytes(server.pid);
  conversation.close();
  await server.stop();
  return { listeningMs, answerMs, cpuMs: cpu, residentMb: (resident ?? Number.NaN) / 1e6 };
}

const row = (name: string, starts: Start[]): string[] => [
  name,
  figure(median(starts.map(({ listeningMs }) => listeningMs))),
  figure(median(starts.map(({ answerMs }) => answerMs))),
  figure(median(starts.map((start) => start.cpuMs))),
  figure(median(starts.map(({ residentMb }) => residentMb))),
];

const toAnswer = (starts: Start[]): number => median(starts.map(({ answerMs }) => answerMs));

/** How long both take from the start of the process to the first answer; ours once more on an empty data folder. */
export async function compareStarts(bench: Bench, ours: Contender, peer: Contender, question: string): Promise<void> {
  const first = await timeStart(bench, ours, question);
  const starts = { ours: [] as Start[], peer: [] as Start[] };
  const rounds = bench.quick ? 1 : 5;
  for (let round = 0; round < rounds; round += 1) {
    starts.ours.push(await timeStart(bench, ours, question));
    starts.peer.push(await timeStart(bench, peer, question));
  }
  bench.print(`\nFrom the start of the process, medians of ${rounds} starts in turn:`);
  bench.print(
    table(
      ['', 'listening ms', 'first answer ms', 'CPU ms till then', 'RSS MB then'],
      [
        row(ours.name, starts.ours),
        row(`${ours.name}, the very first start (indexes)`, [first]),
        row(peer.name, starts.peer),
      ],
    ),
  );
  bench.print(ratioLine('start to first answer', toAnswer(starts.ours) / toAnswer(starts.peer), { most: 1.3 }));
}
