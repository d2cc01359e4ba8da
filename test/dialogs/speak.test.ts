import { filesReply, greeting, replies, speak, type Reply } from '../../dialogs';
import type { Citation } from '../../knowledge';
import { respondTo } from './conversation';

const citation = (clause: string, heading: string, quote: string): Citation => ({
  document: 'guide',
  title: 'Guide',
  edition: '1',
  language: 'en',
  clause,
  heading,
  quote,
  link: `/documents/guide#${clause}`,
});

test('without contact details no number is ever given', () => {
  const all: Reply[] = [
    { kind: 'not-in-documents', language: 'da' },
    { kind: 'not-in-documents', language: 'en' },
    { kind: 'needs-a-person', language: 'da', reason: 'asked' },
    { kind: 'needs-a-person', language: 'en', reason: 'complaint' },
    { kind: 'needs-a-person', language: 'en', reason: 'dispute' },
    { kind: 'record', language: 'da', topic: 'claim' },
    { kind: 'record', language: 'en', topic: 'limit' },
    { kind: 'small-talk', language: 'en', about: 'who-are-you' },
  ];
  for (const reply of all) expect(speak(reply, undefined).text).not.toMatch(/\d/);
});

test('every way to a person is offered, as a sentence', () => {
  const contact = { company: 'Nordlys', telephone: '70 10 20 30', email: 'service@nordlys.example' };
  expect(speak({ kind: 'needs-a-person', language: 'en', reason: 'asked' }, contact).text).toBe(
    'Of course. I cannot put you through from here. You can contact your account manager, call 70 10 20 30 or write to service@nordlys.example.',
  );
});

test('the nearest are listed by number, and their buttons leave out what all clauses begin with', () => {
  const formula = 'Our aim is always to ';
  const spoken = speak(
    {
      kind: 'which-of-these',
      language: 'en',
      nearest: [
        citation(
          'a',
          'Claims',
          `${formula}give you clear guidance on how to make a claim and whom to ask about it, ${'and so on, '.repeat(9)}`,
        ),
        citation('b', 'Claims', `${formula}settle quickly.`),
        citation('c', 'Contact', `${formula}answer the telephone in time.`),
      ],
    },
    undefined,
  );
  const [, , first = '', second] = spoken.text.split('\n');
  expect(first).toMatch(/^1\. Our aim is always to give you clear guidance .*… \[1\]$/);
  expect(second).toBe('2. Our aim is always to settle quickly. [2]');
  expect(spoken.suggestions).toEqual([
    {
      title: '1. Give you clear guidance on how to make a claim and whom…',
      value: 'Give you clear guidance on how to make a claim and whom',
    },
    // Too few words to know the clause by: it is asked for whole.
    { title: '2. Settle quickly.', value: 'Our aim is always to settle quickly.' },
    { title: '3. Answer the telephone in time.', value: 'Answer the telephone in time.' },
  ]);
  for (const { title } of spoken.suggestions) expect(title.length).toBeLessThanOrEqual(60);
});

test('a button that is pressed gets exactly its clause', async () => {
  const { passages } = await respondTo('Hvordan klager man?');
  const nearest = passages.slice(0, 3).map(({ document, clause }) => ({
    ...citation(clause.id, clause.headings.at(-1) ?? '', clause.text),
    document: document.name,
    language: document.language,
  }));
  const [first, ...others] = nearest;
  if (!first) throw new Error('nothing was found');
  const { suggestions } = speak({ kind: 'which-of-these', language: 'da', nearest: [first, ...others] }, undefined, {
    passages,
  });
  for (const [at, { value }] of suggestions.entries()) {
    const { reply, spoken } = await respondTo(value, ['Hvordan klager man?']);
    expect(reply.kind).toBe('answered');
    expect(spoken.citations[0]?.clause).toBe(nearest[at]?.clause);
  }
});

test('a record that cannot be looked up comes with what the documents say on the matter', async () => {
  const { reply, spoken } = await respondTo('Hvor langt er I med vores skade 20481, og hvorfor er den ikke udbetalt?');
  expect(reply).toMatchObject({ kind: 'record', topic: 'claim' });
  expect(spoken.text).toMatch(/^Jeg kan ikke slå op/);
  for (const { quote } of spoken.citations) expect(spoken.text).toContain(quote);
});

test('the words are Danish for a Danish conversation and English for every other', () => {
  expect(greeting('da').language).toBe('da');
  for (const language of ['en', 'sv', 'no', 'de', 'nl'] as const) expect(greeting(language).language).toBe('en');
});

test('nothing that is said is left in one language', () => {
  const words = (language: 'da' | 'en'): string[] => [
    replies.tooLong(language, 4000),
    replies.notUnderstood(language),
    filesReply('kept', language, { company: 'Prøve' }).text,
    filesReply('not-taken', language, { company: 'Prøve' }).text,
    replies.failed(language, 'r-1'),
    replies.notInDocuments(language),
    replies.whichOfThese(language, 3),
  ];
  words('da').forEach((text, at) => expect(text).not.toBe(words('en')[at]));
});
