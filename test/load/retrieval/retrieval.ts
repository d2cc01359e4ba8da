import type { Bench, Benchmark } from '../benchmark';
import { mean, median, percentile } from '../sampling';
import { figure, ratioLine, table } from '../tables';
import { type CorpusName, type Lap, places } from './contest';
import { type Challenge, type Contestant, enter } from './contestants';

const oursAlone = 'charterdesk';
const systemNames = [oursAlone, 'minisearch', 'orama', 'langchain'];

interface Measured {
  name: string;
  settings: string;
  laps: Lap[];
}

const over = (laps: Lap[], figureOf: (lap: Lap) => number): number => median(laps.map(figureOf));
const middle = ({ laps }: Measured): number => over(laps, ({ ms }) => percentile(ms, 0.5));
const average = ({ laps }: Measured): number => over(laps, ({ ms }) => mean(ms));
const processor = ({ laps }: Measured): number => over(laps, ({ ms, cpuMs }) => cpuMs / ms.length);
const asked = ({ laps }: Measured): number => laps[0]?.ms.length ?? 0;

/** The share of the questions found within each place, of one kind or of all. */
function recall({ laps: [lap] }: Measured, kind?: string): number[] {
  const counts = Object.entries(lap?.found ?? {}).flatMap(([name, count]) =>
    kind === undefined || name === kind ? count : [],
  );
  const total = counts.reduce((sum, count) => sum + count.asked, 0);
  return places.map((_, at) => counts.reduce((sum, count) => sum + (count.within[at] ?? 0), 0) / total);
}

const shares = (values: number[]): string => values.map((value) => value.toFixed(2).replace(/^0/, '')).join(' ');

interface Contest {
  corpus: CorpusName;
  /** Of each kind, at most. */
  questions: number;
  laps: number;
  /** A lap of a slow system ends early after this long. */
  lapSeconds: number;
}

async function enterAll(bench: Bench, challenges: Challenge[]): Promise<Contestant[]> {
  if (bench.quick) return Promise.all(challenges.map((challenge) => enter(bench, challenge)));
  const contestants: Contestant[] = [];
  // One after another, so that none is in the way of another's build.
  for (const challenge of challenges) contestants.push(await enter(bench, challenge));
  return contestants;
}

async function contest(bench: Bench, { corpus, questions, laps, lapSeconds }: Contest): Promise<void> {
  const lapMs = 1000 * lapSeconds;
  const contestants = await enterAll(
    bench,
    systemNames.map((system) => ({ system, corpus, questions, lapMs })),
  );
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
  const passages = contestants[0]?.ready.passages ?? 0;
  bench.print(
    `\n${passages} passages (${corpus === 'shipped' ? 'the shipped documents' : 'the shipped ones among made ones'}), medians of ${laps} laps in turn:`,
  );
  printTimes(bench, all);
  printRecall(bench, all);
  printIndexes(bench, contestants);
  printRatios(bench, all, corpus === 'shipped' ? undefined : { most: 1 });
  if (corpus !== 'shipped')
    bench.print(`Settings:\n${all.map(({ name, settings }) => `  ${name}: ${settings}`).join('\n')}`);
}

function printTimes(bench: Bench, all: Measured[]): void {
  bench.print(
    table(
      ['ms a question', 'mean', 'p50', 'p99', 'processor', 'asked'],
      all.map((each) => [
        each.name,
        figure(average(each)),
        figure(middle(each)),
        figure(over(each.laps, ({ ms }) => percentile(ms, 0.99))),
        figure(processor(each)),
        String(asked(each)),
      ]),
    ),
  );
}

function printRecall(bench: Bench, all: Measured[]): void {
  const kinds = Object.keys(all[0]?.laps[0]?.found ?? {}).sort();
  bench.print(
    table(
      [`recall@${places.join(' @')}`, 'all', ...kinds],
      all.map((each) => [each.name, shares(recall(each)), ...kinds.map((kind) => shares(recall(each, kind)))]),
    ),
  );
}

function printIndexes(bench: Bench, contestants: Contestant[]): void {
  bench.print(
    table(
      ['index', 'build ms', 'load ms', 'memory MB', 'of it heap MB'],
      contestants.map(({ ready, buildMs }) => [
        ready.ways[0]?.name ?? '',
        figure(buildMs),
        figure(ready.ms),
        figure(ready.residentMb),
        figure(ready.heapMb),
      ]),
    ),
  );
}

function printRatios(bench: Bench, all: Measured[], aim: { most: number } | undefined): void {
  const [own] = all;
  if (!own) throw new Error('Nobody took part.');
  for (const peer of all.filter(({ name }) => !name.startsWith(oursAlone))) {
    bench.print(ratioLine(`mean time a question, ${peer.name}`, average(own) / average(peer), aim));
    bench.print(ratioLine(`processor time, ${peer.name}`, processor(own) / processor(peer)));
  }
  for (const [at, place] of places.entries()) {
    const bestPeer = Math.max(
      ...all.filter(({ name }) => !name.startsWith(oursAlone)).map((peer) => recall(peer)[at] ?? 0),
    );
    const least = aim && { least: 1 };
    bench.print(ratioLine(`recall@${place}, the best of them`, (recall(own)[at] ?? 0) / bestPeer, least));
  }
}

const introduction =
  "Each system in a process of its own with the same passages and questions; the peers are told the question's language.";

export const retrieval: Benchmark = {
  name: 'retrieval',
  about: 'time and recall a question, against MiniSearch, Orama and LangChain on the same passages',
  async run(bench) {
    bench.print(introduction);
    const laps = bench.quick ? 1 : 5;
    await contest(bench, { corpus: 'shipped', questions: bench.quick ? 20 : 1000, laps, lapSeconds: 30 });
    // The same over more passages: retrieval-large has a quick run of it.
    if (!bench.quick) await contest(bench, { corpus: 10_000, questions: 400, laps: 3, lapSeconds: 30 });
  },
};

export const retrievalLarge: Benchmark = {
  name: 'retrieval-large',
  about: 'the same among 100,000 passages; takes a quarter of an hour',
  onlyByName: true,
  async run(bench) {
    bench.print(introduction);
    const corpus = bench.quick ? 500 : 100_000;
    await contest(bench, { corpus, questions: bench.quick ? 10 : 400, laps: bench.quick ? 1 : 2, lapSeconds: 60 });
  },
};
