import type { Citation, Passage } from '../knowledge';
import { asksForClause, pressValue } from '../knowledge/answer';
import type { Spoken } from './reply-types';

type Suggestion = Spoken['suggestions'][number];

/** What a button shows must fit on one. */
const longestTitle = 60;
/** A clause in the list of the nearest: enough to tell whether it is the one. */
const longestQuote = 140;
const cutMark = '…';
/** So many clauses that begin alike do so by a formula ("Our aim is always to"), of so many words at least. */
const fewestAlike = 3;
const fewestWords = 2;

/** The first words that fit, and whether any were left out. */
function firstWords(text: string, longest: number): { words: string; isCut: boolean } {
  if (text.length <= longest) return { words: text, isCut: false };
  const cut = text.lastIndexOf(' ', longest - cutMark.length);
  const words = text.slice(0, cut > 0 ? cut : longest - cutMark.length).replace(/[\s,;:.–-]+$/, '');
  return { words, isCut: true };
}

const shortened = (text: string, longest: number): string => {
  const { words, isCut } = firstWords(text, longest);
  return isCut ? words + cutMark : words;
};

/** The nearest clauses, each with the number of its citation. */
export const clauseList = (nearest: readonly Citation[]): string =>
  nearest
    .map(({ quote }, at) => `${at + 1}. ${shortened(quote.replace(/\s+/g, ' '), longestQuote)} [${at + 1}]`)
    .join('\n');

/** The text without the formula that it shares with others: of all shared beginnings, the one that saves most words in all. */
function withoutFormula(text: string, beside: readonly string[]): string {
  const words = text.split(' ');
  let best = { saved: 0, beginning: '' };
  for (let count = fewestWords; count < words.length; count += 1) {
    const beginning = `${words.slice(0, count).join(' ')} `;
    const alike = beside.filter((other) => other.startsWith(beginning)).length;
    if (alike < fewestAlike) break;
    if (alike * count > best.saved) best = { saved: alike * count, beginning };
  }
  return text.slice(best.beginning.length);
}

/**
 * A button for each clause: its number and what it is about. Pressing it says the same words, without the number, which must be enough to know the
 * clause by; where they are not, the clause's own beginning is said.
 * @param passages the other clauses that were found
 */
export function clauseButtons(nearest: readonly Citation[], passages: readonly Passage[]): Suggestion[] {
  const others = passages
    .map(({ clause }) => clause.text)
    .filter((text) => !nearest.some(({ quote }) => quote === text));
  const texts = [...nearest.map(({ quote }) => quote), ...others];
  return nearest.map(({ quote }, at) => {
    const meaning = capitalised(withoutFormula(quote, texts));
    const number = `${at + 1}. `;
    const { words } = firstWords(meaning, longestTitle - number.length);
    const isEnough = texts.filter((text) => asksForClause(words, text)).length === 1;
    return {
      title: number + shortened(meaning, longestTitle - number.length),
      value: isEnough && asksForClause(words, quote) ? words : pressValue(quote),
    };
  });
}

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
