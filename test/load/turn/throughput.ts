import { residentBytes } from '../../../knowledge/ingest/resident-memory';
import type { Bench } from '../benchmark';
import { within } from '../patience';
import { median, percentile } from '../sampling';
import { figure, ratioLine, table } from '../tables';
import { load, type Round, type RoundSize } from './load';
import type { NextQuestion } from './questions';
import { cpuMs } from './server-process';
import type { Conversation, Target } from './target';

/** A way of having conversations with a running server. */
export interface Line {
  target: Target;
  pid: number;
  questions: NextQuestion;
}

interface Measured extends Line {
  rounds: (Round & { cpuMsPerTurn: number })[];
}

/** What a round may take beyond its own time before it counts as stuck. */
const patienceMs = 30_000;

async function measureRound(
  { pid, questions, rounds }: Measured,
  conversations: Conversation[],
  size: RoundSize,
): Promise<void> {
  const before = (await cpuMs(pid)) ?? Number.NaN;
  const round = await within(size.mostMs + patienceMs, 'A round', load(conversations, questions, size));
  rounds.push({ ...round, cpuMsPerTurn: (((await cpuMs(pid)) ?? Number.NaN) - before) / round.turns });
}

/** The lines take turns, so that whatever else the machine does hits them alike. */
async function alternate(
  lines: readonly Line[],
  conversations: number,
  size: RoundSize,
  rounds: number,
): Promise<Measured[]> {
  const open = async ({ target }: Line): Promise<Conversation[]> => {
    const opening = Promise.all(Array.from({ length: conversations }, () => target.open()));
    return within(patienceMs, `Opening conversations with ${target.name}`, opening);
  };
  const all: { measured: Measured; opened: Conversation[] }[] = [];
  for (const line of lines) all.push({ measured: { ...line, rounds: [] }, opened: await open(line) });
  for (let round = 0; round < rounds; round += 1)
    for (const { measured, opened } of all) await measureRound(measured, opened, size);
  for (const { opened } of all) for (const conversation of opened) conversation.close();
  return all.map(({ measured }) => measured);
}

const perSecond = ({ rounds }: Measured): number => median(rounds.map(({ turns, ms }) => (turns / ms) * 1000));
const latency = ({ rounds }: Measured, share: number): number =>
  median(rounds.map(({ turnMs }) => percentile(turnMs, share)));
const processorMs = ({ rounds }: Measured): number => median(rounds.map(({ cpuMsPerTurn }) => cpuMsPerTurn));

async function row(measured: Measured): Promise<string[]> {
  return [
    measured.target.name,
    figure(perSecond(measured)),
    figure(latency(measured, 0.5)),
    figure(latency(measured, 0.99)),
    figure(processorMs(measured)),
    figure(((await residentBytes(measured.pid)) ?? Number.NaN) / 1e6),
    String(measured.rounds.reduce((sum, { turns }) => sum + turns, 0)),
  ];
}

/** Turns that are not counted, until the servers run compiled code. */
export async function warmUp(bench: Bench, lines: readonly Line[]): Promise<void> {
  const size = bench.quick ? { turns: 16, mostMs: 2_000 } : { turns: 2_000, mostMs: 6_000 };
  await alternate(lines, 8, size, 1);
}

/** Turns per second with so many conversations at once: the first line is ours, the others are what it is held against. */
export async function compareThroughput(bench: Bench, lines: readonly Line[], conversations: number): Promise<void> {
  const rounds = bench.quick ? 1 : 5;
  const turns = conversations === 1 ? 400 : 800;
  const size = { turns: bench.quick ? 32 : turns, mostMs: 2_000 };
  const [ours, ...peers] = await alternate(lines, conversations, size, rounds);
  if (!ours) throw new Error('Nothing was measured.');
  bench.print(`\n${conversations} at once, medians of ${rounds} rounds in turn:`);
  bench.print(
    table(
      ['conversations', 'turns/s', 'p50 ms', 'p99 ms', 'server CPU ms/turn', 'RSS MB', 'turns'],
      await Promise.all([ours, ...peers].map(row)),
    ),
  );
  for (const peer of peers) {
    const { name } = peer.target;
    bench.print(
      ratioLine(
        `turns a second, ${name}`,
        perSecond(ours) / perSecond(peer),
        peer === peers[0] ? { least: 0.8 } : undefined,
      ),
    );
    bench.print(ratioLine(`p50, ${name}`, latency(ours, 0.5) / latency(peer, 0.5)));
    bench.print(ratioLine(`p99, ${name}`, latency(ours, 0.99) / latency(peer, 0.99)));
    bench.print(ratioLine(`processor time a turn, ${name}`, processorMs(ours) / processorMs(peer)));
  }
}
