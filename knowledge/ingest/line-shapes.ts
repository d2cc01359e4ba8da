import { countWords } from './fold-text';

/** • and its kin, as text and as the private-use letters that Symbol and Wingdings leave in PDFs. */
const GLYPH = /^[•·▪▫■□●○◦‣⁃∙➢➤✓✔\uf0a7\uf0b7\uf0d8\uf0fc]\s*/u;
const DASH = /^[-–—*o]\s+/u;
const NUMBER = /^\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{2,4})[.)]\s+/u;
/** "1. januar 2026 …" opens with a date, not with a list number. */
const DATE = /^\d{1,2}\.\s+(?:jan|feb|mar|mär|mrt|apr|maj|may|mai|mei|jun|jul|aug|sep|okt|oct|nov|dec|dez)/iu;

/** The text after a bullet sign, a dash or a list number at the start of a line; `undefined` when the line opens with none. */
export function afterListMark(line: string): string | undefined {
  if (DATE.test(line)) return undefined;
  const mark = GLYPH.exec(line) ?? DASH.exec(line) ?? NUMBER.exec(line);
  return mark ? line.slice(mark[0].length) : undefined;
}

/** True for a list mark or a section number that stands alone: its text stands at a distance. */
export const isListMark = (text: string): boolean =>
  /^(?:[•·▪▫■□●○◦‣⁃∙➢➤✓✔\uf0a7\uf0b7\uf0d8\uf0fc–—*-]|\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{2,4})[.)]|\d{1,2}(?:\.\d{1,2}){1,3}\.?)$/u.test(
    text.trim(),
  );

/** Only signs that can be nothing else: for formats that mark their own lists, where "1. …" in a paragraph is the author's numbering. */
export function afterBulletGlyph(line: string): string | undefined {
  const mark = GLYPH.exec(line);
  return mark ? line.slice(mark[0].length) : undefined;
}

/** The numbers before "3. Claims" and "2.1 Scope", which head a section when they stand alone: [3], [2, 1]; none before other lines. */
export function sectionNumber(line: string): number[] {
  const number = /^(\d{1,3}(?:\.\d{1,3})*)\.?\s+\p{Lu}/u.exec(line)?.[1];
  return number === undefined ? [] : number.split('.').map(Number);
}

/** A telephone, mail or web address line. */
export const isReachLine = (line: string): boolean =>
  /^(?:tlf|tel|telefon|telefoon|telephone|phone|mobil|fax|e-?mail|mail)\b/iu.test(line) ||
  /^\+?\d[\d ()/.-]{6,18}$/u.test(line) ||
  /\S@\S+\.\p{L}{2,}/u.test(line) ||
  /(?:https?:\/\/|www\.)\S/iu.test(line);

/** "2500 Valby", "DK-2500 Valby", "1016 EE Amsterdam", "London EC1V 9BD". */
const isPostcodeLine = (line: string): boolean =>
  /^(?:[A-Z]{1,2}-)?\d{3,5}(?: \d{2})?(?: ?[A-Z]{2})? \p{Lu}\p{L}/u.test(line) ||
  /\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b/u.test(line);

export const isContactLine = (line: string): boolean => isReachLine(line) || isPostcodeLine(line);

/** Short enough, and not a sentence: a line that can belong to an address ("Havnegade 12, 2." is one). */
export const isAddressLine = (line: string): boolean =>
  line.length <= 80 && (!/[.!?:;]$/u.test(line) || isContactLine(line) || (/\d/.test(line) && countWords(line) <= 6));

/** A line that, standing alone, heads what follows: short, opening with a capital or a number, not ending like a sentence or a list item. */
export function looksLikeHeading(line: string): boolean {
  if (line.length > 80 || countWords(line) > 12 || !/\p{L}{2}/u.test(line)) return false;
  return /^["“„»(§]?[\p{Lu}\p{N}]/u.test(line) && !/[.;:,!…]$/u.test(line) && !isReachLine(line);
}

/** No question of an FAQ that we have seen is longer, in characters. */
const LONGEST_QUESTION = 220;

/** One sentence, of two words at least, that asks. */
export function isQuestion(text: string): boolean {
  if (text.length > LONGEST_QUESTION || !/\?["”’)]?$/u.test(text.slice(-2))) return false;
  const asked = text.replace(/^["“„»(¿§]?\s*(?:\d+(?:\.\d+)*[.)]?\s+)?/u, '');
  return /^\p{Lu}/u.test(asked) && !/[.!?]["”’)]?\s+\p{Lu}/u.test(asked) && countWords(asked) >= 2;
}
