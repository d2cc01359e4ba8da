import type { Language } from '../language';
import { figuresIn } from './figures';
import { sameFigure } from './same-figure';
import { statementsOf } from './statements';
import { coverage, termsOf } from './terms';

/** The share of each statement's words that must have been said; a synonym counts for a little less than the word. */
const leastSaid = 0.85;

/**
 * Whether nothing of a text would be lost if these sentences stood in its place: every figure of it, and of each statement all but all of its words.
 * The other way round from the check, which asks that a sentence says no more than its sources.
 */
export function saysInFull(sentences: readonly string[], text: string, language: Language): boolean {
  const figures = sentences.flatMap((sentence) => figuresIn(sentence));
  if (!figuresIn(text).every((figure) => figures.some((said) => sameFigure(said, figure)))) return false;
  const said = sentences.flatMap((sentence) => termsOf(sentence, language));
  return statementsOf(text).every((statement) => {
    const terms = termsOf(statement, language);
    return terms.length === 0 || coverage(terms, said) >= leastSaid;
  });
}
