import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { openIndex } from '../../../knowledge/index/index';
import { projectPath } from '../../../knowledge/project-path';
import { workspace } from './workspace';

const { folder, put } = workspace();
const directory = path.join(folder, 'state', 'index');

/** Runs `npm run ingest -- …` as its script does, with an index of this test's own. */
function ingest(...args: string[]): Promise<{ status: number; out: string; err: string }> {
  const command = [projectPath('bot', 'run.js'), 'commands/ingest', ...args];
  const env = { ...process.env, DATA_DIR: path.join(folder, 'state') };
  return new Promise((resolve) =>
    execFile(process.execPath, command, { env }, (error, out, err) =>
      resolve({ status: error ? Number(error.code) : 0, out, err }),
    ),
  );
}

async function indexed(): Promise<string[]> {
  const index = await openIndex(directory);
  index?.close();
  return (index?.documents ?? []).map((document) => document.name).sort();
}

const guide = '# Guide\n\nWe answer every letter on the day it arrives.\n\nWe pay as soon as the claim is due.\n';

test('indexes what it can, shows it in a table, names what it cannot and exits 1', async () => {
  const docs = path.dirname(put('docs/guide.md', guide));
  put('docs/hello.md', '---\nlayout: page\n---\nVi svarer altid på breve, når de kommer.\n');
  put('docs/empty.pdf', '');
  const { status, out, err } = await ingest(docs);
  expect(status).toBe(1);
  expect(out).toMatch(/\| document +\| title +\| language +\| clauses +\| pages +\| warnings +\|/);
  expect(out).toMatch(/\| guide +\| Guide +\| en +\| +2 \| +\| +\|/);
  expect(out).toMatch(/\| hello +\| Hello +\| da +\| +1 \| +\| front matter "layout" is not known/);
  expect(out).toContain(`Not indexed (1):\n  ${path.join(docs, 'empty.pdf')} is empty`);
  expect(out).toContain('/documents/<name>');
  expect(out).toContain(path.relative(process.cwd(), directory));
  expect(out).not.toContain('\x1b');
  expect(err.split('\n').filter((line) => line.startsWith('read '))).toHaveLength(3);
  expect(await indexed()).toEqual(['guide', 'hello']);
});

test('of two files of one name the first goes in with the rest, the second is named', async () => {
  put('twins/a/terms.md', guide);
  put('twins/b/terms.txt', 'Another text, which no citation could be told apart from.\n');
  put('twins/c/rates.md', guide);
  const twins = path.join(folder, 'twins');
  const { status, out } = await ingest(twins);
  expect(status).toBe(1);
  expect(out).toContain(
    `Not indexed (1):\n  ${path.join(twins, 'b/terms.txt')} has the name of ${path.join(twins, 'a/terms.md')}`,
  );
  expect(await indexed()).toEqual(['rates', 'terms']);
});

test('exits 0 when everything went in', async () => {
  const { status, out } = await ingest(put('one/only.md', guide));
  expect(status).toBe(0);
  expect(out).not.toContain('Not indexed');
  expect(await indexed()).toEqual(['only']);
});

test('says who may see a document where not everybody may, and names what is no document without failing', async () => {
  const docs = path.dirname(put('mixed/guide.md', guide));
  put('mixed/desk.md', `---\naudience: staff\n---\n${guide}`);
  put('mixed/sheet.xlsx', 'PK');
  put('mixed/.hidden.zip', 'PK');
  put('mixed/logo.png', 'picture');
  const { status, out } = await ingest(docs);
  expect(status).toBe(0);
  expect(out).toMatch(/\| document +\| title +\| language +\| audience +\|/);
  expect(out).toMatch(/\| desk +\| Guide +\| en +\| staff +\|/);
  expect(out.match(/left out.*/g)).toEqual([
    `left out (not a document that can be read): ${path.join(docs, 'sheet.xlsx')}`,
  ]);
});

test('exits 2 and keeps the index in use when nothing can be read', async () => {
  await ingest(put('kept/kept.md', guide));
  const current = readFileSync(path.join(directory, 'current'), 'utf8');
  put('pictures/logo.png', 'picture');
  put('broken/zero.md', '');
  for (const [name, reason] of [
    ['pictures', /No document in/],
    ['broken', /is empty/],
    ['nowhere', /no such file/],
  ] as const) {
    const { status, out, err } = await ingest(path.join(folder, name));
    expect([status, out + err]).toEqual([2, expect.stringMatching(reason)]);
    expect(err).toContain('is left as it was');
  }
  expect(readFileSync(path.join(directory, 'current'), 'utf8')).toBe(current);
  expect(await indexed()).toEqual(['kept']);
});

test('explains itself', async () => {
  const help = await ingest('--help');
  expect([help.status, help.out]).toEqual([0, expect.stringContaining('Usage: npm run ingest')]);
  const wrong = await ingest('--everything');
  expect([wrong.status, wrong.err]).toEqual([2, expect.stringContaining("Unknown option '--everything'")]);
});
