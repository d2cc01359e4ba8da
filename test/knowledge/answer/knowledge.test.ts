import type { Answer, Knowledge, Language } from '../../../knowledge';
import { createKnowledge, pressValue } from '../../../knowledge/answer';
import { memoryIndex, type SearchIndex } from '../../../knowledge/index/index';
import { documentOf, shippedIndex } from './sample-documents';

let index: SearchIndex;
let knowledge: Knowledge;
beforeAll(async () => {
  index = await shippedIndex();
  knowledge = createKnowledge(() => index);
});

const ask = async (
  text: string,
  language: Language = 'da',
  history: string[] = [],
  from = knowledge,
): Promise<Answer> => (await from.answer({ text, history, language, audience: 'public' })).answer;

function answered(answer: Answer): Extract<Answer, { kind: 'answered' }> {
  if (answer.kind !== 'answered') throw new Error(`Expected an answer, got ${answer.kind}`);
  return answer;
}

test('a delay is asked about in Danish and in English, and the same clause answers in each language', async () => {
  const danish = answered(await ask('Hvornår får vi svar, hvis sagen trækker ud?'));
  const english = answered(await ask('When do we get an answer if the case drags on?', 'en'));
  expect([danish, english].map(({ citations: [citation] }) => [citation.clause, citation.document])).toEqual([
    ['administration-enquiries', 'charter.da'],
    ['administration-enquiries', 'charter.en'],
  ]);
  expect(danish.text).toMatch(/^Det står i »Kundeservice-charter«/);
  expect(english.text).toMatch(/^This is what “Customer service charter” says/);
});

test('the quote is the clause’s own words, shown in the text, and its link leads to the clause', async () => {
  const { citations, text } = answered(await ask('What happens if a credit limit is reduced?', 'en'));
  const [citation] = citations;
  const clause = index.document(citation.document, 'public')?.clauses.find(({ id }) => id === citation.clause);
  expect(citation.quote).toBe(clause?.text);
  expect(text).toContain(`> ${citation.quote}`);
  expect(citation.document).toMatch(/\.en$/);
  expect(citation.link).toBe(`/documents/${citation.document}#${citation.clause}`);
});

test('a Swedish question is answered in English with the English edition', async () => {
  const { citations, text } = answered(await ask('Vad händer om en kreditlimit sänks?', 'sv'));
  expect(citations[0].document).toBe('charter.en');
  expect(text).toMatch(/^This is what/);
});

test('ten passages come with every reply, one for each clause, best first', async () => {
  const { passages } = await knowledge.answer({
    text: 'Hvad koster en bilforsikring?',
    history: [],
    language: 'da',
    audience: 'public',
  });
  expect(passages).toHaveLength(10);
  expect(new Set(passages.map(({ clause }) => clause.id)).size).toBe(10);
  const scores = passages.map(({ score }) => score);
  expect(scores).toEqual([...scores].sort((a, b) => b - a));
});

test.each([
  ['Hvad koster en bilforsikring?', 'da'],
  ['Bliver det regnvejr i morgen?', 'da'],
  ['Can you recommend a good restaurant?', 'en'],
  ['Svar nu!', 'da'],
  ['Er vi dækket hvis køberen går konkurs?', 'da'],
  ['Will you pay our claim?', 'en'],
  ['Betaler I altid 90%?', 'da'],
  ['Hvor lang tid har jeg til at anmelde en skade?', 'da'],
] as const)('the documents do not tell: %s', async (question, language) => {
  expect(await ask(question, language)).toEqual({ kind: 'not-in-documents', language });
});

test('what no clause permits is not answered with one', async () => {
  expect((await ask('Må jeg oplyse køber om hans limit?')).kind).not.toBe('answered');
});

test.each([
  ['Hvor mange procent af tabet dækker I?', 'da', 'claim-amount-calculation'],
  ['How many days do we have to report an unpaid invoice?', 'en', 'overdue-report-when'],
] as const)(
  'a figure that differs from policy to policy: the clause that says where it stands: %s',
  async (question, language, clause) => {
    expect(answered(await ask(question, language)).citations[0].clause).toBe(clause);
  },
);

test('every clause answers when its button is pressed, in its own language', async () => {
  const wrong: string[] = [];
  for (const { name, language } of index.documents)
    for (const clause of index.document(name, 'public')?.clauses ?? []) {
      const answer = await ask(pressValue(clause.text), language);
      if (answer.kind !== 'answered' || answer.citations[0].clause !== clause.id) wrong.push(`${name}#${clause.id}`);
    }
  expect(wrong).toEqual([]);
});

test('a document in one language only is quoted in the original, and the answer says so', async () => {
  const danishOnly = await memoryIndex([
    documentOf([{ id: 'faktura', headings: ['Fakturaer'], text: 'Fakturaen viser, hvad der skal betales for.' }]),
  ]);
  const from = createKnowledge(() => danishOnly);
  const { text, citations } = answered(await ask('What does the invoice show?', 'en', [], from));
  expect(text).toContain('We only have it in Danish, so here are the original words:');
  expect(citations[0].quote).toBe('Fakturaen viser, hvad der skal betales for.');
});

test('a clause that goes on from the words above its list is shown with them', async () => {
  const listed = await memoryIndex([
    documentOf([
      { id: 'a', headings: ['Fakturaer'], lead: 'Vi sigter mod:', text: 'at sende fakturaer, der er lette at forstå' },
    ]),
  ]);
  const { text, citations } = answered(
    await ask(
      'Er jeres fakturaer lette at forstå?',
      'da',
      [],
      createKnowledge(() => listed),
    ),
  );
  expect(text).toContain('> Vi sigter mod:\n>\n> at sende fakturaer');
  expect(citations[0].quote).toBe('at sende fakturaer, der er lette at forstå');
});

test('nothing is found among no documents', async () => {
  const empty = await memoryIndex([]);
  expect(
    await ask(
      'Hvornår får vi svar?',
      'da',
      [],
      createKnowledge(() => empty),
    ),
  ).toEqual({
    kind: 'not-in-documents',
    language: 'da',
  });
});

test('a follow-up is answered from what was asked before', async () => {
  const { citations } = answered(
    await ask('og hvis det bliver nedsat?', 'da', ['Hvornår får vi besked om et kreditmaksimum?']),
  );
  expect(citations[0].clause).toBe('limits-reduction-notice');
});

test.each([
  ['Hvor lang tid har jeg til at anmelde en skade?', 'Skader skal anmeldes senest 60 dage efter forfald.'],
  ['Hvad er et kreditmaksimum?', 'Et kreditmaksimum er det højeste beløb, vi dækker på en køber.'],
  ['Må vi oplyse køberen om kreditmaksimum?', 'Du må ikke oplyse køberen om kreditmaksimum.'],
  ['Betaler I altid 90 % af tabet?', 'Vi betaler altid 90 procent af tabet.'],
] as const)('a document that says it answers: %s', async (question, text) => {
  const saying = await memoryIndex([documentOf([{ id: 'a', headings: ['Vilkår'], text }])]);
  const { citations } = answered(
    await ask(
      question,
      'da',
      [],
      createKnowledge(() => saying),
    ),
  );
  expect(citations[0].quote).toBe(text);
});

test('the answer is in the language asked for, whatever language the words are in', async () => {
  const { citations, language } = answered(await ask('Hvordan rejser vi et krav?', 'en'));
  expect([language, citations[0].clause, citations[0].document]).toEqual(['en', 'claims-guidance', 'charter.en']);
});
