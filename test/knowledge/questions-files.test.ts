import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readDocuments } from '../../knowledge/ingest';
import { projectPath } from '../../knowledge/project-path';
import { readQuestionFile, shippedQuestions } from '../../knowledge/questions';

const folderWith = (files: Record<string, string>): string => {
  const folder = mkdtempSync(path.join(tmpdir(), 'questions-'));
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text);
  return folder;
};
const terms = '# Terms\n\nWe answer every letter. {#letters}\n\nWe pay on Fridays. {#fridays}\n';
const questions = (document: string, byClause: unknown): string => JSON.stringify({ document, questions: byClause });

describe('example questions beside a document', () => {
  it('go in with it, by its name', async () => {
    const folder = folderWith({
      'terms.md': terms,
      'terms.questions.json': questions('terms', {
        letters: { en: ['Do you write back?'], da: ['Skriver I tilbage?'] },
      }),
    });
    const { documents, failures } = await readDocuments([folder]);
    expect(failures).toEqual([]);
    expect(documents[0]?.questions).toEqual({ letters: { en: ['Do you write back?'], da: ['Skriver I tilbage?'] } });
  });

  it('go in with all language editions of a work, by the work’s name', async () => {
    const edition = (language: string): string => `---\ndocument: terms\nlanguage: ${language}\n---\n\n${terms}`;
    const folder = folderWith({
      'first.md': edition('en'),
      'second.md': edition('da'),
      'terms.questions.json': questions('terms', { fridays: { en: ['When do I get my money?'] } }),
    });
    const { documents } = await readDocuments([folder]);
    expect(documents.map((document) => Object.keys(document.questions ?? {}))).toEqual([['fridays'], ['fridays']]);
  });

  it.each<[string, string, RegExp]>([
    ['that are not JSON', '{', /terms\.questions\.json are not JSON/],
    ['of another document', questions('other', {}), /for "other".*"terms"/],
    [
      'of a clause that is not there',
      questions('terms', { mondays: { en: ['When?'] } }),
      /no clause "mondays" in terms/,
    ],
    [
      'with an empty question',
      questions('terms', { fridays: { en: ['When?', ' '] } }),
      /clause "fridays", "en", question 2/,
    ],
    ['in an unknown language', questions('terms', { fridays: { fr: ['Quand ?'] } }), /clause "fridays"/],
    ['with a field too many', JSON.stringify({ document: 'terms', questions: {}, note: '' }), /note/],
  ])('%s are named with the reason, and the document goes in', async (_what, text, reason) => {
    const folder = folderWith({ 'terms.md': terms, 'terms.questions.json': text });
    const { documents, failures } = await readDocuments([folder]);
    expect(documents).toHaveLength(1);
    expect(failures).toEqual([
      { file: path.join(folder, 'terms.questions.json'), reason: expect.stringMatching(reason) as string },
    ]);
  });
});

describe('the example questions that come with the project', () => {
  const folder = projectPath('knowledge', 'questions');
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'));

  it.each(files)('%s has eight or more in Danish and in English for each clause, none twice', async (name) => {
    const file = await readQuestionFile(path.join(folder, name));
    expect(file?.document).toBe(path.basename(name, '.json'));
    for (const [clause, { da = [], en = [] }] of Object.entries(file?.questions ?? {})) {
      expect([clause, da.length >= 8, en.length >= 8]).toEqual([clause, true, true]);
      expect([clause, new Set([...da, ...en]).size]).toEqual([clause, da.length + en.length]);
    }
  });

  it('are written for every clause of every document', async () => {
    const { documents, failures } = await readDocuments([projectPath('knowledge', 'documents')]);
    expect(failures).toEqual([]);
    for (const { name, clauses, questions: its = {} } of documents)
      expect([name, clauses.map(({ id }) => id).filter((id) => !its[id])]).toEqual([name, []]);
    // Clauses that borrow questions read the documents in a way of their own: it must find the same clauses.
    expect(shippedQuestions()).toHaveLength(documents.reduce((sum, { clauses }) => sum + clauses.length, 0));
    const texts = new Set(documents.flatMap(({ clauses }) => clauses.map(({ text }) => text)));
    expect(shippedQuestions().filter(({ text }) => !texts.has(text))).toEqual([]);
  });

  it('are none of the development questions', () => {
    const asked = new Set(
      readFileSync(projectPath('test', 'knowledge', 'questions.jsonl'), 'utf8')
        .trim()
        .split('\n')
        .map((line) => (JSON.parse(line) as { ask: string }).ask.toLowerCase()),
    );
    const same = shippedQuestions()
      .flatMap(({ questions: its }) => Object.values(its).flat())
      .filter((text) => asked.has(text.toLowerCase()));
    expect(same).toEqual([]);
  });
});
