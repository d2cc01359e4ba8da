import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
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
});

test('the figures are what they say', () => {
  const { all, byLanguage, confusion } = measure([
    outcome({}, 'answer', 1),
    outcome({}, 'answer', 2),
    outcome({}, 'suggest', 4),
    outcome({ language: 'en' }, 'abstain'),
    outcome({ action: 'abstain' }, 'abstain'),
    outcome({ action: 'abstain' }, 'answer', undefined),
    outcome({ action: 'chat' }, 'chat'),
  ]);
  expect(all).toMatchObject({
    answerable: 4,
    recallAt1: 1 / 4,
    recallAt3: 2 / 4,
    meanReciprocalRank: (1 + 1 / 2 + 1 / 4) / 4,
    answeredRight: 1 / 4,
    answerableRefused: 1 / 4,
    unanswerable: 2,
    unanswerableRefused: 1 / 2,
  });
  expect(byLanguage.map(({ name, answerable }) => [name, answerable])).toEqual([
    ['da', 3],
    ['en', 1],
  ]);
  expect(confusion.get('answer')).toEqual(new Map(Object.entries({ answer: 2, suggest: 1, abstain: 1 })));
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
  expect(stdout).toMatch(/^all +2 +1\.000 +1\.000 +1\.000/m);
  const html = await readFile(path.join(folder, 'evaluation.html'), 'utf8');
  expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt; hello');
  expect(html).toContain('&quot;quoted&quot; &amp; &lt;b&gt;bold&lt;/b&gt;');
  expect(html).not.toContain('<script>');
});

test('every bad line of a file is named', async () => {
  const file = path.join(folder, 'questions.jsonl');
  await writeFile(file, 'nonsense\n\n{"id":"q","language":"da","style":"plain","ask":"Hvad?"}\n');
  const { stderr, status } = await run('evaluate', [file, '--documents', shipped], '', { DATA_DIR: folder });
  expect(status).toBe(2);
  expect(stderr).toContain('line 1: not JSON');
  expect(stderr).toContain('line 3: an answerable question needs "clauses" or "text"');
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
