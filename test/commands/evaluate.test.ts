import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { deal } from '../../bot/commands/chance';
import { estimate } from '../../bot/commands/evaluate-intervals';
import { fitLogistic } from '../../bot/commands/evaluate-logistic';
import { measure, type Outcome } from '../../bot/commands/evaluate-measure';
import { ExpectedQuestion } from '../../bot/commands/evaluate-questions';
import { projectPath } from '../../knowledge';
import { run } from './ask-process';

const shipped = projectPath('knowledge', 'documents');
let folder: string;
beforeEach(async () => void (folder = await mkdtemp(path.join(tmpdir(), 'evaluate-'))));
afterEach(() => rm(folder, { recursive: true, force: true }));

const outcome = (question: object, action: Outcome['action'], rank?: number): Outcome => ({
  question: ExpectedQuestion.parse({
    id: 'q',
    language: 'da',
    style: 'plain',
    ask: 'Hvad?',
    clauses: ['a'],
    ...question,
  }),
  action,
  rank,
  shown: 'a',
  first: undefined,
});

const means = (row: object): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]: [string, unknown]) => [
      name,
      typeof value === 'object' && value && 'mean' in value ? value.mean : value,
    ]),
  );

test('the figures are what they say', () => {
  const { all, groupings, confusion } = measure([
    outcome({}, 'answer', 1),
    outcome({}, 'answer', 2),
    outcome({}, 'suggest', 4),
    outcome({ language: 'en' }, 'abstain'),
    outcome({ action: 'abstain' }, 'abstain'),
    outcome({ action: 'abstain' }, 'answer', undefined),
    outcome({ action: 'chat' }, 'chat'),
    outcome({ action: 'record', also: ['handoff'], leans: false }, 'handoff'),
  ]);
  expect(means(all)).toMatchObject({
    answerable: 4,
    recallAt1: 1 / 4,
    recallAt3: 2 / 4,
    meanReciprocalRank: (1 + 1 / 2 + 1 / 4) / 4,
    answerableRefused: 1 / 4,
    unanswerable: 2,
    unanswerableRefused: 1 / 2,
    questions: 8,
    asWanted: 4 / 8,
  });
  const byLanguage = groupings.find(({ by }) => by === 'language')?.groups ?? [];
  expect(byLanguage.map(({ name, answerable }) => [name, answerable])).toEqual([
    ['da', 3],
    ['en', 1],
  ]);
  // No question stands in a named document: nothing is told by it.
  expect(groupings.map(({ by }) => by)).toEqual(['language', 'style', 'kind', 'follow-up']);
  expect(confusion.get('answer')).toEqual(new Map(Object.entries({ answer: 2, suggest: 1, abstain: 1 })));
});

test('an interval covers what other sets of such questions give, and is the same every time', () => {
  const questions = Array.from({ length: 200 }, (_, at) => (at % 5 === 0 ? 0 : 1));
  const first = estimate(questions);
  expect(first).toEqual(estimate(questions));
  // The normal approximation of a share of 0.8 of 200: 0.8 ± 0.055.
  expect(first?.mean).toBeCloseTo(0.8, 10);
  expect(first?.low).toBeCloseTo(0.745, 1.5);
  expect(first?.high).toBeCloseTo(0.855, 1.5);
  expect(estimate([])).toBeUndefined();
});

test('every question is dealt into one of the parts, which are of equal size', () => {
  const parts = deal(103, 5);
  const sizes = [0, 1, 2, 3, 4].map((part) => parts.filter((own) => own === part).length);
  expect(sizes.sort()).toEqual([20, 20, 21, 21, 21]);
  // Not in turn: neighbours in the file are about the same clause.
  expect(parts.slice(0, 10)).not.toEqual([0, 1, 2, 3, 4, 0, 1, 2, 3, 4]);
});

test('a file of questions is evaluated, by clause and by text, and the misses are in the report, harmless', async () => {
  const file = path.join(folder, 'questions.jsonl');
  const questions = [
    {
      id: 'q1',
      language: 'da',
      style: 'plain',
      ask: 'Hvornår får vi svar, hvis sagen trækker ud?',
      clauses: ['administration-enquiries'],
    },
    {
      id: 'q2',
      language: 'en',
      style: 'plain',
      ask: 'When do we hear from you if there are delays?',
      text: 'If there are delays',
    },
    {
      id: 'q3',
      language: 'en',
      style: 'hostile',
      ask: '<script>alert(1)</script> hello',
      action: 'refuse',
      why: '"quoted" & <b>bold</b>',
    },
  ];
  await writeFile(file, questions.map((question) => JSON.stringify(question)).join('\n'));
  const { stdout, status } = await run('evaluate', [file, '--documents', shipped], '', { DATA_DIR: folder });
  expect(status).toBe(0);
  expect(stdout).toMatch(/^all +2 +1\.000 1\.00–1\.00 +1\.000 1\.00–1\.00 +1\.000/m);
  const html = await readFile(path.join(folder, 'evaluation.html'), 'utf8');
  expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt; hello');
  expect(html).toContain('&quot;quoted&quot; &amp; &lt;b&gt;bold&lt;/b&gt;');
  expect(html).not.toContain('<script>');
});

test('every bad line of a file is named', async () => {
  const file = path.join(folder, 'questions.jsonl');
  await writeFile(
    file,
    [
      'nonsense',
      '',
      '{"id":"q","language":"da","style":"plain","ask":"Hvad?"}',
      '{"id":"r","language":"da","style":"plain","ask":"Hvad?","clauses":["a"]}',
      '{"id":"r","language":"da","style":"plain","ask":"Hvornår?","clauses":["a"]}',
    ].join('\n'),
  );
  const { stderr, status } = await run('evaluate', [file, '--documents', shipped], '', { DATA_DIR: folder });
  expect(status).toBe(2);
  expect(stderr).toContain('line 1: not JSON');
  expect(stderr).toContain('line 3: an answerable question needs "clauses" or "text"');
  expect(stderr).toContain('line 5: the id "r" is that of line 4');
});

test('nothing is fitted on the held-out questions', async () => {
  const { stderr, status } = await run('evaluate', ['--fit', path.join(folder, 'held-out.jsonl')], '', {
    DATA_DIR: folder,
  });
  expect(status).toBe(2);
  expect(stderr).toContain('Nothing is fitted on the held-out questions');
});

test('questions that name our clauses are asked of documents with clause ids of their own', async () => {
  const file = path.join(folder, 'questions.jsonl');
  const question = { language: 'da', style: 'plain', ask: 'Hvornår får vi svar, hvis sagen trækker ud?' };
  await writeFile(
    file,
    [
      { ...question, id: 'q1', clauses: ['administration-enquiries'] },
      { ...question, id: 'q2', clauses: ['contact-address'] },
    ]
      .map((line) => JSON.stringify(line))
      .join('\n'),
  );
  const map = path.join(folder, 'clauses.json');
  await writeFile(map, JSON.stringify({ 'administration-enquiries': 'trækker det ud, siger vi hvorfor' }));
  const documents = path.join(folder, 'documents');
  await mkdir(documents);
  await writeFile(
    path.join(documents, 'other.md'),
    '# Service\n\n- Vi svarer straks, og trækker det ud, siger vi hvorfor og hvornår I hører fra os.\n- Fakturaer viser, hvad I betaler for.\n',
  );
  const { stdout, status } = await run('evaluate', [file, '--documents', documents, '--clauses', map], '', {
    DATA_DIR: folder,
  });
  expect(status).toBe(0);
  // The other question's clause is not in the map: these documents may not answer it.
  expect(stdout).toMatch(/^all +1 +1\.000/m);
});

test('logistic regression finds the weights that made the observations', () => {
  // Chances of 1 − 2x: at each x, so many of a thousand are true.
  const observations = [-1, -0.5, 0, 0.5, 1, 1.5].flatMap((x) => {
    const chance = 1 / (1 + Math.exp(-(1 - 2 * x)));
    return [
      { numbers: [1, x], isTrue: true, weight: 1000 * chance },
      { numbers: [1, x], isTrue: false, weight: 1000 * (1 - chance) },
    ];
  });
  const [bias = NaN, weight = NaN] = fitLogistic(observations, 1e-6);
  expect(bias).toBeCloseTo(1, 5);
  expect(weight).toBeCloseTo(-2, 5);
});
