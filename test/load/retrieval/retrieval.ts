import { type ChildProcess, fork } from 'node:child_process';
import path from 'node:path';
import type { Bench, Benchmark } from '../benchmark';
import { within } from '../patience';
import { mean, median, percentile } from '../sampling';
import { figure, ratioLine, table } from '../tables';
import { type CorpusName, type Entry, Lap, Ready } from './contest';

const oursAlone = 'charterdesk';

interface Contestant {
  ready: Ready;
  lap(way: string): Promise<Lap>;
  leave(): void;
}

const patienceMs = 120_000;

function nextMessage(child: ChildProcess, system: string): Promise<unknown> {
  const message = new Promise((resolve, reject) => {
    const over = (code: number | null): void => reject(new Error(`${system} ended with ${String(code)}.`));
    child.once('exit', over);
    child.once('message', (message) => {
      child.off('exit', over);
      resolve(message);
    });
  });
  return within(patienceMs, `A step of ${system}`, message);
}

/** A process for each system: none has another's garbage to collect, and each one's memory can be seen. */
async function enter(bench: Bench, entry: Entry): Promise<Contestant> {
  const child = fork(path.join(__dirname, 'contestant.js'), [JSON.stringify(entry)], { execArgv: ['--expose-gc'] });
  bench.atEnd(() => void child.kill('SIGKILL'));
  const ready = Ready.parse(await nextMessage(child, entry.system));
  return {
    ready,
    async lap(way) {
      const lap = nextMessage(child, entry.system);
      child.send(way);
      return Lap.parse(await lap);
    },
    leave: () => child.disconnect(),
  };
}

async function enterAll(bench: Bench, entries: Entry[]): Promise<Contestant[]> {
  if (bench.quick) return Promise.all(entries.map((entry) => enter(bench, entry)));
  const contestants: Contestant[] = [];
  // One after another, so that none is in the way of another's build.
  for (const entry of entries) contestants.push(await enter(bench, entry));
  return contestants;
}

interface Measured {
  name: string;
  settings: string;
  laps: Lap[];
}

const over = (laps: Lap[], figureOf: (ms: number[]) => number): number => median(laps.map(({ ms }) => figureOf(ms)));
const middle = ({ laps }: Measured): number => over(laps, (ms) => percentile(ms, 0.5));
const average = ({ laps }: Measured): number => over(laps, mean);

function recallCells({ laps }: Measured, kinds: string[]): string[] {
  return kinds.map((kind) => {
    const { asked = 0, first = 0, amongThree = 0 } = laps[0]?.found[kind] ?? {};
    return `${(first / asked).toFixed(2)} / ${(amongThree / asked).toFixed(2)}`;
  });
}

async function contest(bench: Bench, corpus: CorpusName, questions: number, laps: number): Promise<void> {
  const entries = [oursAlone, 'minisearch', 'orama'].map((system) => ({ system, corpus, questions }));
  const contestants = await enterAll(bench, entries);
  const runs = contestants.flatMap((contestant) =>
    contestant.ready.ways.map((way) => ({ contestant, measured: { ...way, laps: [] } as Measured })),
  );
  // The first lap, which warms everything up, is not counted.
  for (let lap = -1; lap < laps; lap += 1)
    for (const { contestant, measured } of runs) {
      const result = await contestant.lap(measured.name);
      if (lap >= 0) measured.laps.push(result);
    }

  for (const contestant of contestants) contestant.leave();

  const all = runs.map(({ measured }) => measured);
  const [own] = all;
  const first = contestants[0]?.ready;
  if (!own || !first) throw new Error('Nobody took part.');
  const kinds = Object.keys(own.laps[0]?.found ?? {});
  bench.print(
    `\n${first.passages} passages (${corpus === 'shipped' ? 'the shipped documents' : 'made, half Danish, half English'}), ${first.questions} questions, medians of ${laps} laps in turn:`,
  );
  bench.print(
    table(
      ['ms a question; recall@1 / @3', 'mean', 'p50', 'p99', ...kinds],
      all.map((each) => [
        each.name,
        figure(average(each)),
        figure(middle(each)),
        figure(over(each.laps, (ms) => percentile(ms, 0.99))),
        ...recallCells(each, kinds),
      ]),
    ),
  );
  bench.print(
    table(
      ['index', 'build ms', 'memory MB'],
      contestants.map(({ ready }) => [ready.ways[0]?.name ?? '', figure(ready.buildMs), figure(ready.grewMb)]),
    ),
  );
  const aim = corpus === 'shipped' ? undefined : { most: 1 };
  for (const peer of all.filter(({ name }) => !name.startsWith(oursAlone))) {
    bench.print(ratioLine(`mean time a question, ${peer.name}`, average(own) / average(peer), aim));
    bench.print(ratioLine(`p50, ${peer.name}`, middle(own) / middle(peer)));
  }
  if (corpus !== 'shipped')
    bench.print(`Settings:\n${all.map(({ name, settings }) => `  ${name}: ${settings}`).join('\n')}`);
}

export const retrieval: Benchmark = {
  name: 'retrieval',
  about: 'time and recall a question, against MiniSearch and Orama on the same passages',
  async run(bench) {
    bench.print(
      "Each system in a process of its own with the same passages and questions; the peers are told the question's language.",
    );
    await contest(bench, 'shipped', bench.quick ? 20 : 1000, bench.quick ? 1 : 5);
    await contest(bench, bench.quick ? 200 : 10_000, bench.quick ? 10 : 200, bench.quick ? 1 : 5);
  },
};
