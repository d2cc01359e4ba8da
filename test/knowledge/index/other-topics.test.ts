import { readFileSync } from 'node:fs';
import { createResponder } from '../../../dialogs';
import { createKnowledge } from '../../../knowledge/answer';
import {
  encodeOtherTopics,
  memoryIndex,
  asQuestion,
  otherTopicNearness,
  otherTopicQuestions,
  otherTopicVectors,
  plainOtherTopicVectors,
  staticEmbedder,
} from '../../../knowledge/index/index';
import type { LoadedDocument } from '../../../knowledge';
import { readQuestions } from '../../../bot/commands/evaluate-questions';
import { projectPath } from '../../../knowledge/project-path';

const questions = otherTopicQuestions();

test('the vectors are those of the questions as they stand', () => {
  const { placed, plain } = encodeOtherTopics(questions, staticEmbedder());
  expect(Buffer.from(placed.buffer).equals(readFileSync(otherTopicVectors))).toBe(true);
  expect(Buffer.from(plain.buffer).equals(readFileSync(plainOtherTopicVectors))).toBe(true);
});

test('no question stands there twice', () => {
  const seen = questions.map(({ language, text }) => `${language} ${text}`);
  expect(seen.filter((one, at) => seen.indexOf(one) !== at)).toEqual([]);
});

test('none of them is, nearly word for word, a question that the bot is measured with', async () => {
  const files = ['questions.jsonl', 'follow-ups.jsonl', 'held-out.jsonl', 'answer/unanswerable.jsonl'];
  const asked = await Promise.all(files.map((file) => readQuestions(projectPath('test', 'knowledge', file))));
  // Four letters at a time: a changed word or ending must not hide that it is the same question.
  const grams = (text: string): Set<string> => {
    const bare = ` ${text
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim()} `;
    return new Set(Array.from({ length: Math.max(0, bare.length - 3) }, (_, at) => bare.slice(at, at + 4)));
  };
  const measured = asked.flat().map(({ ask }) => grams(ask));
  const holding = new Map<string, number[]>();
  for (const [at, own] of measured.entries())
    for (const gram of own) holding.set(gram, [...(holding.get(gram) ?? []), at]);
  const near = questions.filter(({ text }) => {
    const own = grams(text);
    const shared = new Map<number, number>();
    for (const gram of own) for (const at of holding.get(gram) ?? []) shared.set(at, (shared.get(at) ?? 0) + 1);
    return [...shared].some(([at, both]) => both / (own.size + (measured[at]?.size ?? 0) - both) >= 0.7);
  });
  expect(near.map(({ text }) => text)).toEqual([]);
});

test('a question about the weather is nearer to them than one about a claim', () => {
  const near = (text: string): number => {
    const vector = staticEmbedder().embedNow(text, 'en');
    return otherTopicNearness(vector, asQuestion(vector, staticEmbedder())).other;
  };
  expect(near('Is it going to be sunny tomorrow?')).toBeGreaterThan(near('How do I file a claim on a buyer?') + 0.1);
});

/** A guide to another insurance altogether: what these documents speak of is their own matter, though everywhere else it would be another. */
const travel: LoadedDocument = {
  name: 'travel.en',
  work: 'travel',
  title: 'Guide to travel insurance',
  edition: '1',
  language: 'en',
  audience: 'public',
  sha256: '',
  warnings: [],
  clauses: [
    ['delay', 'If your flight is delayed for more than five hours, we pay for the hotel and meals.'],
    ['skiing', 'Skiing on open pistes is covered; ski jumping and mountaineering are not.'],
    ['illness', 'We pay for the doctor, hospital and medicine when you fall ill on the trip.'],
    ['length', 'A trip may last sixty days at most. Tell us before you go if you will be away longer.'],
    ['car', 'The excess on a rented car is refunded if the car is damaged while you drive it.'],
  ].map(([id = '', text = '']) => ({ id, text, headings: ['Travel insurance'] })),
} as LoadedDocument;

test.each([
  ['What do you pay if my flight is delayed?', 'delay'],
  ['Can I go skiing?', 'skiing'],
  ['I got ill in Spain, do you pay the hospital?', 'illness'],
  ['Is the excess on a rental car covered?', 'car'],
])('what documents of another matter say is answered from them: %s', async (text, clause) => {
  const index = await memoryIndex([travel]);
  const responder = createResponder({ knowledge: createKnowledge(() => index) });
  const { reply, spoken } = await responder.respond({ text, history: [], audience: 'public' });
  expect([reply.kind, spoken.citations[0]?.clause]).toEqual(['answered', clause]);
});
