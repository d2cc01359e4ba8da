import type { Hit } from '../index/searcher';

/** Longer clauses are asked for by their first words: what a button sends is shown as the customer's own message. */
const longestValue = 160;
const cutMark = '…';
/** Fewer words than this could be a question that happens to begin as a clause does. */
const fewestWords = 4;

/** What a button for a clause sends: the clause's own words, the first of them for a long one. */
export function pressValue(clauseText: string): string {
  if (clauseText.length <= longestValue) return clauseText;
  return clauseText.slice(0, clauseText.lastIndexOf(' ', longestValue)).trimEnd() + cutMark;
}

const folded = (text: string): string => text.normalize('NFC').replace(/\s+/g, ' ').trim().toLowerCase();

/** Most clauses are ruled out by their first letter: folding a whole clause for every question would cost more than deciding. */
const firstLetter = (text: string): string => text.trimStart().slice(0, 1).toLowerCase();

/** The message is this clause's own words, whole or as a button sends them: the button was pressed, or the sentence was copied. */
export function asksForClause(message: string, clauseText: string): boolean {
  if (firstLetter(message) !== firstLetter(clauseText)) return false;
  const words = folded(message);
  const isCut = words.endsWith(cutMark) && words.split(' ').length >= fewestWords;
  if (!isCut) return words === folded(clauseText);
  return folded(clauseText).startsWith(words.slice(0, -cutMark.length));
}

/** The clause that the message asks for by its own words, wherever among the hits it stands. */
export function pressedClause(message: string, hits: readonly Hit[]): Hit | undefined {
  return hits.find(({ passages }) => passages.some(({ clause }) => asksForClause(message, clause.text)));
}
