import { staticEmbedder } from '../index/static-embedder';
import { keepingResults } from '../kept-results';
import { analyse, type Language } from '../language';

/** A word that says something, in the forms that it is compared by. */
export interface Term {
  word: string;
  key: string;
  /** Concepts of the trade that it is, or is a part of. */
  concepts: readonly number[];
  /** How much it says: `get` and `good` say little. */
  weight: number;
}

const weakWeight = 0.3;
/** Below this two words are no paraphrase of each other; chosen on the development answers. */
const leastAlike = 0.45;
/** A shorter word stands in too many others by chance. */
const shortestPart = 4;
const surely = 0.7;

/** The words of a text that say something. */
export function termsOf(text: string, language: Language): Term[] {
  const { words, concepts } = analyse(text, language);
  return words.flatMap((word, at) => {
    if (word.kind === 'function' || word.kind === 'negation' || /^\d/.test(word.text)) return [];
    const own = concepts.filter(({ from, to, weight }) => from <= at && at <= to && weight >= surely);
    return [
      {
        word: word.text,
        key: word.key,
        concepts: own.map(({ concept }) => concept),
        weight: word.kind === 'weak' ? weakWeight : 1,
      },
    ];
  });
}

const vectorOf = keepingResults(4000, (word) => staticEmbedder().embedNow(word, 'en'));

function cosine(one: string, other: string): number {
  const [a, b] = [vectorOf(one), vectorOf(other)];
  let sum = 0;
  for (let at = 0; at < a.length; at += 1) sum += (a[at] as number) * (b[at] as number);
  return sum;
}

/** How surely two words mean the same here, from 0 to 1: one stem, one concept, one inside the other, or near in meaning. */
export function likeness(one: Term, other: Term): number {
  if (one.key === other.key) return 1;
  if (one.concepts.some((concept) => other.concepts.includes(concept))) return 0.9;
  const [short, long] = one.key.length < other.key.length ? [one.key, other.key] : [other.key, one.key];
  if (short.length >= shortestPart && (long.startsWith(short) || long.endsWith(short))) return 0.8;
  const near = cosine(one.word, other.word);
  return near >= leastAlike ? near : 0;
}

/** The best likeness that a word finds among others. */
export const bestLikeness = (term: Term, others: readonly Term[]): number =>
  others.reduce((best, other) => (best === 1 ? best : Math.max(best, likeness(term, other))), 0);

/** The share of `terms`, by weight, that `others` say too. */
export function coverage(terms: readonly Term[], others: readonly Term[]): number {
  const whole = terms.reduce((sum, { weight }) => sum + weight, 0);
  const met = terms.reduce((sum, term) => sum + term.weight * bestLikeness(term, others), 0);
  return whole === 0 ? 0 : met / whole;
}
