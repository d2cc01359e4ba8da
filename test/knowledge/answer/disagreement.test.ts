import { createKnowledge } from '../../../knowledge/answer';
import { memoryIndex } from '../../../knowledge/index/index';
import type { LoadedDocument } from '../../../knowledge';
import { documentOf } from './sample-documents';

const clause = (id: string, text: string): LoadedDocument['clauses'][number] => ({ id, text, headings: ['Service'] });
const others = [
  clause('contact', 'You can phone our desk or write to it.'),
  clause('papers', 'Send the invoices and the delivery notes with every claim.'),
  clause('renewal', 'The policy is renewed each year unless notice is given.'),
];

const north = documentOf(
  [clause('answer', 'We answer an application for a credit limit within five days.'), ...others],
  {
    name: 'north',
    work: 'north',
    title: 'Nordlys terms of service',
    language: 'en',
  },
);
const south = documentOf(
  [clause('reply-time', 'An application for a credit limit is answered by us within ten days.'), ...others],
  { name: 'south', work: 'south', title: 'Sydvind service handbook', language: 'en' },
);

async function reply(documents: LoadedDocument[], text: string) {
  const index = await memoryIndex(documents);
  const { answer } = await createKnowledge(() => index).answer({
    text,
    history: [],
    language: 'en',
    audience: 'public',
  });
  if (answer.kind !== 'answered') throw new Error(`Expected an answer, got ${answer.kind}`);
  return answer;
}
const question = 'Within how many days do you answer an application for a credit limit?';

test('two documents that disagree are both quoted, each under its title', async () => {
  const { text, citations } = await reply([north, south], question);
  expect(new Set(citations.map(({ document }) => document))).toEqual(new Set(['north', 'south']));
  for (const words of ['Nordlys terms of service', 'within five days', 'Sydvind service handbook', 'within ten days'])
    expect(text).toContain(words);
  expect(text).toMatch(/\[1\][^]*\[2\]/);
});

test('two editions of one document that disagree are told apart by edition', async () => {
  const edition = (year: string, days: string): LoadedDocument => ({
    ...documentOf([clause('answer', `We answer an application for a credit limit within ${days} days.`), ...others]),
    name: `terms-${year}`,
    work: 'terms',
    title: 'Terms',
    edition: year,
    language: 'en',
  });
  const { text, citations } = await reply([edition('2024', '8'), edition('2026', '4')], question);
  expect(citations.map(({ edition: year }) => year).sort()).toEqual(['2024', '2026']);
  expect(text).toContain('“Terms, 2024”');
  expect(text).toContain('“Terms, 2026”');
});

test('two documents that say the same are quoted once', async () => {
  const same = { ...south, clauses: south.clauses.map((one) => ({ ...one, text: one.text.replace('ten', 'five') })) };
  expect((await reply([north, same], question)).citations).toHaveLength(1);
});
