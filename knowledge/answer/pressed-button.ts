import type { Hit } from '../index/searcher';
import { keepingResults } from '../kept-results';

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

/** The message in hand is compared with twenty clauses, and clauses stay as they are. */
const mostKept = 2000;
const folded = keepingResults(mostKept, (text) => text.normalize('NFC').replace(/\s+/g, ' ').trim().toLowerCase());

/** So many of a clause's own characters in a row are no chance. */
const fewestCharacters = 20;

/**
 * The message is this clause's own words: the whole of it, its beginning, or so long a part of it that it was pressed as a button or copied.
 */
export function asksForClause(message: string, clauseText: string): boolean {
  if (message.length > clauseText.length + cutMark.length + 2 * fewestCharacters) return false;
  const words = folded(message);
  const isCut = words.endsWith(cutMark) && words.split(' ').length >= fewestWords;
  const own = folded(clauseText);
  if (words === own || (isCut && own.startsWith(words.slice(0, -cutMark.length)))) return true;
  return words.length >= fewestCharacters && own.includes(words);
}

/** The one clause that the message asks for by its own words, wherever among the hits it stands. */
export function pressedClause(message: string, hits: readonly Hit[]): Hit | undefined {
  const asked = hits.filter(({ passages }) => passages.some(({ clause }) => asksForClause(message, clause.text)));
  const [only] = asked;
  if (asked.length < 2) return only;
  return asked.find(({ passages }) => passages.some(({ clause }) => folded(clause.text) === folded(message)));
}
