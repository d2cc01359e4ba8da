/** One search system in a process of its own: builds its index in a folder, or loads it and answers a lap of questions at a time, as it is told. */
import { timed } from '../sampling';
import {
  type Built,
  type ClauseName,
  Entry,
  type Lap,
  places,
  type Ready,
  type TestQuestion,
  type Way,
} from './contest';
import { systems } from './systems';
import { testCorpus, type TestCorpus } from './test-corpus';

/** The place, from 1, of the first right clause, editions counted once; Infinity when it is not there. */
function placeOf(expected: ClauseName[], found: ClauseName[]): number {
  const keyOf = ({ work, clause }: ClauseName): string => `${work}#${clause}`;
  const right = new Set(expected.map(keyOf));
  const place = [...new Set(found.map(keyOf))].findIndex((key) => right.has(key));
  return place < 0 ? Infinity : place + 1;
}

const processorMs = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

async function runLap(way: Way, questions: TestQuestion[], lapMs: number): Promise<Lap> {
  const lap: Lap = { ms: [], cpuMs: 0, found: {} };
  const ends = performance.now() + lapMs;
  const before = processorMs();
  for (const question of questions) {
    const { result, ms } = await timed(() => way.find(question));
    lap.ms.push(ms);
    const place = placeOf(question.expected, result);
    const count = (lap.found[question.kind] ??= { asked: 0, within: places.map(() => 0) });
    count.asked += 1;
    count.within = count.within.map((found, at) => found + (place <= (places[at] ?? 0) ? 1 : 0));
    if (performance.now() > ends) break;
  }
  lap.cpuMs = processorMs() - before;
  return lap;
}

function memoryMb(): { resident: number; heap: number } {
  globalThis.gc?.();
  const { rss, heapUsed } = process.memoryUsage();
  return { resident: rss / 1e6, heap: heapUsed / 1e6 };
}

async function answer({ documents, questions }: TestCorpus, { system: name, folder, lapMs }: Entry): Promise<void> {
  const system = systems[name];
  if (!system) throw new Error(`There is no system ${name}.`);
  const before = memoryMb();
  const { result: ways, ms } = await timed(() => system.load(folder, documents));
  const after = memoryMb();
  process.on('message', (asked) => {
    const way = ways.find((each) => each.name === asked);
    if (!way) throw new Error(`There is no way ${String(asked)}.`);
    void runLap(way, questions, lapMs).then((lap) => process.send?.(lap));
  });
  process.on('disconnect', () => process.exit());
  process.send?.({
    passages: documents.reduce((sum, { clauses }) => sum + clauses.length, 0),
    ms,
    residentMb: after.resident - before.resident,
    heapMb: after.heap - before.heap,
    ways: ways.map(({ name: way, settings }) => ({ name: way, settings })),
  } satisfies Ready);
}

async function main(): Promise<void> {
  const entry = Entry.parse(JSON.parse(process.argv[2] ?? ''));
  const corpus = await testCorpus(entry.corpus, entry.questions);
  if (entry.task === 'answer') return answer(corpus, entry);
  const { ms } = await timed(() => systems[entry.system]?.build?.(corpus.documents, entry.folder));
  process.send?.({ ms } satisfies Built);
  process.disconnect();
}

main().catch((error: unknown) => {
  process.stderr.write(`${String(error instanceof Error ? error.stack : error)}\n`);
  process.exit(1);
});
