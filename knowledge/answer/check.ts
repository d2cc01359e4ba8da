import type { Answer, Citation } from '../answer-types';
import type { Passage } from '../documents';

const isAmong = (passages: readonly Passage[]) => (citation: Citation) =>
  passages.some(
    ({ document, clause }) =>
      document.name === citation.document &&
      document.edition === citation.edition &&
      clause.id === citation.clause &&
      citation.quote !== '' &&
      clause.text.includes(citation.quote),
  );

/** What the customer reads must hold every quote: a citation of words that are not shown would be a promise nobody can check. */
const shows = (text: string) => (citation: Citation) =>
  text.replace(/[>\s]+/g, ' ').includes(citation.quote.replace(/[>\s]+/g, ' '));

/**
 * The last look at an answer before it leaves: every citation is of a passage found in this turn, its quote stands so in the clause and in the
 * answer's text, and the quote is in the customer's language wherever one of this turn's editions of that clause is.
 * @returns the answer, or `not-in-documents` when it rests on anything else
 */
export function checked(answer: Answer, passages: readonly Passage[]): Answer {
  const refused: Answer = { kind: 'not-in-documents', language: answer.language };
  switch (answer.kind) {
    case 'answered': {
      const sound = answer.citations.every(isAmong(passages)) && answer.citations.every(shows(answer.text));
      return sound && answer.citations.every((citation) => inBestEdition(citation, answer, passages))
        ? answer
        : refused;
    }
    case 'which-of-these':
      return answer.nearest.every(isAmong(passages)) ? answer : refused;
    case 'not-in-documents':
    case 'needs-a-person':
      return answer;
    default:
      throw new Error(`Unhandled answer: ${answer satisfies never}`);
  }
}

function inBestEdition(citation: Citation, answer: Answer, passages: readonly Passage[]): boolean {
  if (citation.language === answer.language) return true;
  const work = passages.find(({ document }) => document.name === citation.document)?.document.work;
  return !passages.some(
    ({ document, clause }) =>
      document.work === work && clause.id === citation.clause && document.language === answer.language,
  );
}
