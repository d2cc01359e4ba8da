import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { Language, type LoadedDocument } from '../../knowledge';
import { readDocuments } from '../../knowledge/ingest';
import { projectPath } from '../../knowledge/project-path';

/** A line of the question files, with no field left unsaid: a misspelt one would silently not count. */
const Case = z.strictObject({
  id: z.string().regex(/^(da|en|sv|no|de|nl)-[ufh]?\d+$/),
  language: Language,
  style: z.enum([
    'plain',
    'keywords',
    'typo',
    'no-special-letters',
    'story',
    'follow-up',
    'cross-language',
    'unanswerable',
  ]),
  ask: z.string().trim().min(1),
  history: z.array(z.string().trim().min(1)).min(1).max(4).optional(),
  leans: z.boolean().optional(),
  action: z.enum(['answer', 'abstain', 'handoff', 'record', 'chat', 'refuse']),
  also: z
    .array(z.enum(['answer', 'abstain', 'handoff', 'record', 'chat', 'refuse']))
    .min(1)
    .optional(),
  document: z.string().optional(),
  clauses: z.array(z.string()).min(1).optional(),
  why: z.string().trim().min(1),
});
type Case = z.infer<typeof Case>;

const read = (name: string): Case[] =>
  readFileSync(projectPath('test', 'knowledge', name), 'utf8')
    .trim()
    .split('\n')
    .map((line) => Case.parse(JSON.parse(line)));

const sets = {
  questions: read('questions.jsonl'),
  unanswerable: read('answer/unanswerable.jsonl'),
  followUps: read('follow-ups.jsonl'),
  heldOut: read('held-out.jsonl'),
};
const development = [...sets.questions, ...sets.unanswerable, ...sets.followUps];
const all = [...development, ...sets.heldOut];
const isAnswerable = ({ action }: Case): boolean => action === 'answer';
const idsWhere = (holds: (one: Case) => boolean): string[] => all.filter(holds).map(({ id }) => id);

/** What is left of a question when case, punctuation and the spelling of Danish and German letters do not count. */
const folded = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[æä]/g, 'ae')
    .replace(/[øö]/g, 'oe')
    .replace(/å/g, 'aa')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
/** A question in its conversation: "and then?" may be asked in many. */
const asked = ({ ask, history = [] }: Case): string => [...history, ask].map(folded).join(' | ');

let documents: LoadedDocument[];
beforeAll(async () => {
  const folders = ['documents', 'guides']
    .map((name) => projectPath('knowledge', name))
    .filter((path) => existsSync(path));
  documents = (await readDocuments(folders)).documents;
});

describe('the question sets', () => {
  it('give every case an id of its own', () => {
    expect(all.length - new Set(all.map(({ id }) => id)).size).toBe(0);
    expect(sets.heldOut.filter(({ id }) => !/-h/.test(id))).toEqual([]);
    expect(development.filter(({ id }) => /-h/.test(id))).toEqual([]);
  });

  it('ask nothing twice, the held-out set nothing of the development set', () => {
    const times = new Map<string, string[]>();
    for (const one of all) times.set(asked(one), [...(times.get(asked(one)) ?? []), one.id]);
    expect([...times.values()].filter(({ length }) => length > 1)).toEqual([]);
  });

  it('name clauses for what has an answer, and for nothing else', () => {
    const mayBeAnswered = (one: Case): boolean => isAnswerable(one) || (one.also ?? []).includes('answer');
    expect(idsWhere((one) => mayBeAnswered(one) !== (one.clauses !== undefined))).toEqual([]);
    expect(idsWhere(({ action, also = [] }) => also.includes(action))).toEqual([]);
    expect(idsWhere((one) => isAnswerable(one) && one.style === 'unanswerable')).toEqual([]);
  });

  it('name clauses that the shipped documents have, and the document of the best', () => {
    const workOf = new Map(documents.flatMap(({ work, clauses }) => clauses.map(({ id }) => [id, work])));
    const unknown = all.flatMap(({ id, clauses = [] }) =>
      clauses.filter((clause) => !workOf.has(clause)).map((clause) => `${id}: ${clause}`),
    );
    expect(unknown).toEqual([]);
    expect(idsWhere(({ document, clauses: [best] = [] }) => document !== (best && workOf.get(best)))).toEqual([]);
  });

  it('expect every clause of the shipped documents in Danish and in English', () => {
    const missing = documents
      .flatMap(({ clauses }) => clauses.map(({ id }) => id))
      .flatMap((clause) =>
        (['da', 'en'] as const)
          .filter((language) => !development.some((one) => one.language === language && one.clauses?.includes(clause)))
          .map((language) => `${clause} ${language}`),
      );
    expect([...new Set(missing)]).toEqual([]);
  });

  it('mark how a follow-up stands to what came before it', () => {
    expect(idsWhere(({ style, history }) => style === 'follow-up' && history === undefined)).toEqual([]);
    expect(idsWhere(({ leans, history }) => leans !== undefined && history === undefined)).toEqual([]);
    expect(sets.followUps.filter(({ leans, history }) => leans === undefined || history === undefined)).toEqual([]);
  });

  it('write without special letters where that is the style', () => {
    expect(idsWhere(({ style, ask }) => style === 'no-special-letters' && /[æøåäöüß]/i.test(ask))).toEqual([]);
  });

  it('mark as cross-language what is asked in a language that no document has', () => {
    const isAcross = ({ language, action, style }: Case): boolean =>
      language !== 'da' && language !== 'en' && action === 'answer' && style !== 'follow-up';
    expect(idsWhere((one) => isAcross(one) !== (one.style === 'cross-language'))).toEqual([]);
  });

  it('are as large as they should be', () => {
    const answerable = (language: Language): number =>
      development.filter((one) => one.language === language && isAnswerable(one)).length;
    expect(answerable('da')).toBeGreaterThanOrEqual(200);
    expect(answerable('en')).toBeGreaterThanOrEqual(120);
    for (const language of ['sv', 'no', 'de', 'nl'] as const) expect(answerable(language)).toBeGreaterThanOrEqual(15);
    expect(development.filter((one) => !isAnswerable(one)).length).toBeGreaterThanOrEqual(80);
    expect(sets.followUps.length).toBeGreaterThanOrEqual(40);
    expect(sets.heldOut.length).toBeGreaterThanOrEqual(150);
  });

  it.each(Object.entries({ development, 'held out': sets.heldOut }))(
    '%s: every language, style and action',
    (_name, cases) => {
      const seen = <Key extends keyof Case>(key: Key): Set<Case[Key]> => new Set(cases.map((one) => one[key]));
      expect([...seen('language')].sort()).toEqual([...Language.options].sort());
      expect([...seen('style')].sort()).toEqual([...Case.shape.style.options].sort());
      expect([...seen('action')].sort()).toEqual([...Case.shape.action.options].sort());
    },
  );

  // An example question is searched: asked as it stands, it would only be found again.
  it('ask nothing that is an example question of the index', () => {
    const examples = new Set(
      documents.flatMap(({ questions = {} }) =>
        Object.values(questions).flatMap((byLanguage) => Object.values(byLanguage).flat().map(folded)),
      ),
    );
    expect(examples.size).toBeGreaterThan(1000);
    expect(idsWhere(({ ask, history }) => history === undefined && examples.has(folded(ask)))).toEqual([]);
  });
});
