/** One search system in a process of its own: builds its index, then answers one lap of questions at a time, as it is told. */
import { readQuestions } from '../../../bot/commands/evaluate-questions';
import { shippedDocuments } from '../../../bot/commands/shipped-index';
import { type LoadedDocument, projectPath } from '../../../knowledge';
import { readDocuments } from '../../../knowledge/ingest';
import { timed } from '../sampling';
import { type ClauseName, Entry, type Lap, type Ready, type TestQuestion, type Way } from './contest';
import { madeCorpus } from './made-corpus';
import { systems } from './systems';

interface Corpus {
  documents: LoadedDocument[];
  questions: TestQuestion[];
}

async function corpusOf({ corpus, questions }: Entry): Promise<Corpus> {
  const { documents } = await readDocuments([shippedDocuments]);
  if (corpus !== 'shipped') return madeCorpus(documents, corpus, questions);
  const developmentSet = await readQuestions(projectPath('test', 'knowledge', 'questions.jsonl'));
  const works = [...new Set(documents.map(({ work }) => work))];
  const known = developmentSet.filter(
    ({ language, history, action, clauses }) =>
      (language === 'da' || language === 'en') && history.length === 0 && action === 'answer' && clauses.length > 0,
  );
  return {
    documents,
    questions: known.slice(0, questions).map(({ language, ask, clauses }) => ({
      kind: language,
      language,
      text: ask,
      expected: works.flatMap((work) => clauses.map((clause) => ({ work, clause }))),
    })),
  };
}

function residentMb(): number {
  globalThis.gc?.();
  return process.memoryUsage.rss() / 1e6;
}

/** The place of the first right clause, editions counted once; undefined when it is not there. */
function placeOf(expected: ClauseName[], found: ClauseName[]): number | undefined {
  const keyOf = ({ work, clause }: ClauseName): string => `${work}#${clause}`;
  const right = new Set(expected.map(keyOf));
  const place = [...new Set(found.map(keyOf))].findIndex((key) => right.has(key));
  return place < 0 ? undefined : place;
}

async function runLap(way: Way, questions: TestQuestion[]): Promise<Lap> {
  const lap: Lap = { ms: [], found: {} };
  for (const question of questions) {
    const { result, ms } = await timed(() => way.find(question));
    lap.ms.push(ms);
    const place = placeOf(question.expected, result);
    const count = (lap.found[question.kind] ??= { asked: 0, first: 0, amongThree: 0 });
    count.asked += 1;
    if (place === 0) count.first += 1;
    if (place !== undefined && place < 3) count.amongThree += 1;
  }
  return lap;
}

async function main(): Promise<void> {
  const entry = Entry.parse(JSON.parse(process.argv[2] ?? ''));
  const system = systems[entry.system];
  if (!system) throw new Error(`There is no system ${entry.system}.`);
  const { documents, questions } = await corpusOf(entry);
  const before = residentMb();
  const { result: ways, ms: buildMs } = await timed(() => system(documents));
  process.on('message', (name) => {
    const way = ways.find((each) => each.name === name);
    if (!way) throw new Error(`There is no way ${String(name)}.`);
    void runLap(way, questions).then((lap) => process.send?.(lap));
  });
  process.on('disconnect', () => process.exit());
  process.send?.({
    passages: documents.reduce((sum, { clauses }) => sum + clauses.length, 0),
    questions: questions.length,
    buildMs,
    grewMb: residentMb() - before,
    ways: ways.map(({ name, settings }) => ({ name, settings })),
  } satisfies Ready);
}

main().catch((error: unknown) => {
  process.stderr.write(`${String(error instanceof Error ? error.stack : error)}\n`);
  process.exit(1);
});
