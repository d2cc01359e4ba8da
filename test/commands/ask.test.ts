import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { projectPath } from '../../knowledge';
import { jsonLines, run, start } from './ask-process';

const shipped = projectPath('knowledge', 'documents');
/** The index that was made of the shipped documents before the tests: reading them anew costs each run a second. */
const indexed = { DATA_DIR: projectPath('dist', 'test-data') };
let folder: string;
beforeEach(async () => void (folder = await mkdtemp(path.join(tmpdir(), 'ask-'))));
afterEach(() => rm(folder, { recursive: true, force: true }));

const replyKeys = ['kind', 'action', 'language', 'text', 'citations', 'passages'];

test('in an empty data folder, a question is answered as one line of JSON and nothing else', async () => {
  const { stdout, status } = await run('ask', ['--json', 'Hvornår får vi svar, hvis sagen trækker ud?'], '', {
    DATA_DIR: folder,
  });
  expect(status).toBe(0);
  expect(stdout.split('\n')).toHaveLength(2);
  const reply = JSON.parse(stdout) as { citations: object[]; passages: object[] };
  expect(Object.keys(reply)).toEqual(replyKeys);
  expect(reply).toMatchObject({ kind: 'answered', action: 'answer', language: 'da' });
  expect(reply.citations).toEqual([
    {
      document: 'charter.da',
      edition: expect.any(String),
      clause: 'administration-enquiries',
      heading: expect.any(String),
      quote: expect.any(String),
      link: '/documents/charter.da#administration-enquiries',
    },
  ]);
  expect(reply.passages).toHaveLength(10);
  for (const passage of reply.passages) expect(Object.keys(passage)).toEqual(['document', 'clause', 'text', 'score']);
});

test('the same question in English cites the same clause', async () => {
  const { stdout } = await run('ask', [
    '--json',
    '--documents',
    shipped,
    'When do we get an answer if the case drags on?',
  ]);
  expect(JSON.parse(stdout)).toMatchObject({
    language: 'en',
    citations: [{ document: 'charter.en', clause: 'administration-enquiries' }],
  });
});

test('on a terminal the answer is followed by its source', async () => {
  const { stdout, status } = await run('ask', ['Hvornår får vi svar, hvis sagen trækker ud?'], '', indexed);
  expect(status).toBe(0);
  expect(stdout).toMatch(/^Det står i »Kundeservice-charter«/);
  expect(stdout).toMatch(
    /\n {2}\[1\] Kundeservice-charter \(.+\), .+: \/documents\/charter\.da#administration-enquiries\n$/,
  );
});

test('--lang decides the language', async () => {
  const { stdout } = await run('ask', ['--json', '--lang', 'en', 'Hvornår får vi svar?'], '', indexed);
  expect(JSON.parse(stdout)).toMatchObject({ language: 'en' });
});

test('a batch is answered line by line, in order, whatever the lines are', async () => {
  const lines: (string | Buffer)[] = [
    '{"id":"1","question":"Hvornår får vi svar, hvis sagen trækker ud?"}',
    'not json',
    '',
    '[]',
    '{"id":"5"}',
    '{"id":"6","question":""}',
    '{"id":"7","question":7}',
    '{"id":"8","question":"hej","history":"hej"}',
    '{"id":"9","question":"hej","language":"fi"}',
    JSON.stringify({ id: '10', question: 'a'.repeat(4001) }),
    Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d]),
    JSON.stringify({ id: '12', question: 'a'.repeat(1_000_000) }),
    '{"question":"without an id"}',
    '{"id":"14","question":"Tak\u2028for hjælpen","more":"is passed over"}',
    '{"id":15,"question":"and how long does that take?","history":["How do I make a claim?"],"language":"en"}',
  ];
  const input = Buffer.concat(lines.flatMap((line) => [Buffer.from(line), Buffer.from('\n')]));
  const { stdout, status } = await run('ask', ['--batch'], input, indexed);
  const replies = jsonLines(stdout);
  expect(status).toBe(1);
  expect(replies).toHaveLength(lines.length);
  expect(replies.map(({ id }) => id)).toEqual([
    '1',
    undefined,
    undefined,
    undefined,
    '5',
    '6',
    '7',
    '8',
    '9',
    '10',
    undefined,
    undefined,
    undefined,
    '14',
    15,
  ]);
  expect(replies.map((reply) => 'error' in reply)).toEqual([false, ...new Array<boolean>(12).fill(true), false, false]);
  expect(replies[8]?.error).toContain('"language" must be one of da, en, sv, no, de, nl');
  expect(replies[0]).toMatchObject({ action: 'answer' });
  expect(Object.keys(replies[0] ?? {})).toEqual(['id', ...replyKeys]);
  expect(replies[13]).toMatchObject({ action: 'chat' });
});

test('each reply is there before the next line is sent', async () => {
  const child = start('ask', ['--batch'], indexed);
  const replies = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  for (const id of ['a', 'b', 'c']) {
    child.stdin.write(`${JSON.stringify({ id, question: 'Hvornår får vi svar?' })}\n`);
    const { value } = await replies.next();
    expect(JSON.parse(String(value))).toMatchObject({ id });
  }
  const ended = new Promise((resolve) => child.on('close', resolve));
  child.stdin.end();
  expect(await ended).toBe(0);
});

test('a last line without its newline is answered too', async () => {
  const { stdout, status } = await run('ask', ['--batch'], '{"id":"1","question":"Hej"}', indexed);
  expect(status).toBe(0);
  expect(jsonLines(stdout)).toMatchObject([{ id: '1', action: 'chat' }]);
});

test('--documents replaces the shipped documents, and knows no telephone number of ours', async () => {
  await writeFile(
    path.join(folder, 'house.md'),
    '# Husregler\n\n## Kaffe\n\nKaffemaskinen bliver renset hver fredag.\n',
  );
  const questions = [
    'Hvornår bliver kaffemaskinen renset?',
    'Må jeg tale med et menneske?',
    'Hvad koster en bilforsikring?',
  ];
  const { stdout } = await run(
    'ask',
    ['--batch', '--documents', folder],
    questions.map((question, id) => `${JSON.stringify({ id, question })}\n`).join(''),
  );
  const replies = jsonLines(stdout);
  expect(replies.map(({ action }) => action)).toEqual(['answer', 'handoff', 'abstain']);
  expect(replies[0]).toMatchObject({
    citations: [{ document: 'house', quote: 'Kaffemaskinen bliver renset hver fredag.' }],
  });
  for (const reply of replies.slice(1)) expect(reply.text).not.toMatch(/\d/);
});

test('two files of one stem are an error that names both', async () => {
  await writeFile(path.join(folder, 'terms.md'), '# A\n\nWords enough to be read as a document.\n');
  await writeFile(path.join(folder, 'terms.txt'), 'Other words, enough to be read as a document.\n');
  const { stdout, stderr, status } = await run('ask', ['--batch', '--documents', folder]);
  expect(status).toBe(2);
  expect(stdout).toBe('');
  expect(stderr).toContain('terms.md');
  expect(stderr).toContain('terms.txt');
});

test.each([
  ['no question', []],
  ['an unknown option', ['--nonsense', 'Hej']],
  ['an unknown language', ['--lang', 'fi', 'Hej']],
  ['a question beside --batch', ['--batch', 'Hej']],
  ['a folder that is not there', ['--documents', '/nowhere/at/all', 'Hej']],
])('wrong usage ends with 2 and nothing on standard output: %s', async (_, args) => {
  const { stdout, stderr, status } = await run('ask', args);
  expect(status).toBe(2);
  expect(stdout).toBe('');
  expect(stderr).not.toMatch(/\n\s+at /);
});

test('--help prints how to use it', async () => {
  const { stdout, status } = await run('ask', ['--help']);
  expect(status).toBe(0);
  expect(stdout).toMatch(/^Usage: npm run ask/);
});

test('a batch line that fails without an id is told by its number', async () => {
  const { stdout } = await run('ask', ['--batch'], '\nnot json\n{"id":"3"}\n', indexed);
  expect(jsonLines(stdout)).toMatchObject([{ line: 1 }, { line: 2 }, { id: '3' }]);
});

test('"language" is the answer’s, whatever language the question is in', async () => {
  const line = JSON.stringify({ id: 1, question: 'Hvordan rejser vi et krav?', language: 'en' });
  const { stdout } = await run('ask', ['--batch'], `${line}\n`, indexed);
  expect(jsonLines(stdout)).toMatchObject([
    { kind: 'answered', language: 'en', citations: [{ document: 'charter.en', clause: 'claims-guidance' }] },
  ]);
});
