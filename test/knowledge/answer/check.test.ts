import type { Answer, Passage } from '../../../knowledge';
import { checked } from '../../../knowledge/answer/check';
import { quoteClause } from '../../../knowledge/answer/compose';
import { documentOf } from './sample-documents';

function passageOf(language: 'da' | 'en', text: string): Passage {
  const {
    clauses: _clauses,
    warnings: _warnings,
    ...document
  } = documentOf([], { name: `guide.${language}`, language });
  return { document, clause: { id: 'answers', headings: [], text }, score: 1 };
}
const danish = passageOf('da', 'Vi svarer med det samme.');
const english = passageOf('en', 'We answer straight away.');
const refused: Answer = { kind: 'not-in-documents', language: 'da' };

test('an answer that rests on this turn’s passages leaves as it is', () => {
  const answer = quoteClause(danish, 'da');
  expect(checked(answer, [danish, english])).toBe(answer);
});

test('a citation of a clause that was not found in this turn is not let through', () => {
  expect(checked(quoteClause(danish, 'da'), [english])).toEqual(refused);
});

test('words that the clause does not have are not let through', () => {
  const answer = quoteClause(danish, 'da');
  const quote = 'Vi betaler med det samme.';
  const invented: Answer = {
    ...answer,
    text: `Der står:\n\n> ${quote}`,
    citations: [{ ...answer.citations[0], quote }],
  };
  expect(checked(invented, [danish])).toEqual(refused);
});

test('an empty quote is no quote', () => {
  const answer = quoteClause(danish, 'da');
  expect(checked({ ...answer, citations: [{ ...answer.citations[0], quote: '' }] }, [danish])).toEqual(refused);
});

test('a quote that the text does not show is not let through', () => {
  expect(checked({ ...quoteClause(danish, 'da'), text: 'Ja, det gør vi.' }, [danish])).toEqual(refused);
});

test('another edition of the document is another document', () => {
  const newer: Passage = { ...danish, document: { ...danish.document, edition: '2' } };
  expect(checked(quoteClause(danish, 'da'), [newer])).toEqual(refused);
});

test('the wrong language is not let through where the customer’s own edition was found', () => {
  expect(checked(quoteClause(english, 'da'), [danish, english])).toEqual(refused);
});

test('an offered clause must have been found too', () => {
  const { citations } = quoteClause(danish, 'da');
  const offer: Answer = { kind: 'which-of-these', language: 'da', nearest: citations };
  expect(checked(offer, [danish])).toBe(offer);
  expect(checked(offer, [english])).toEqual(refused);
});
