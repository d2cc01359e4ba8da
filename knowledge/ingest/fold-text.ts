/** Marks that show nothing: soft hyphen, zero-width and direction marks, byte order mark, control characters other than white space. */
const INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u0000-\u0008\u000e-\u001f\u007f]/g;

/** Typeset ligatures (ﬁ, ﬂ, …) and the long s within them. Only these: full NFKC would also turn ² into 2, which changes what a clause says. */
const LIGATURES = /[\ufb00-\ufb06\u017f]/g;

/** Text as it is kept and compared: composed letters, no invisible marks, each run of white space one space, trimmed. */
export function foldText(text: string): string {
  return foldLines(text).replaceAll('\n', ' ');
}

/** The same, but line feeds stay (empty lines and the white space around them go). */
export function foldLines(text: string): string {
  return text
    .normalize('NFC')
    .replace(INVISIBLE, '')
    .replace(LIGATURES, (ligature) => ligature.normalize('NFKC'))
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?(?:\n ?)+/g, '\n')
    .trim();
}

/** How many words a text has; bare marks do not count. */
export function countWords(text: string): number {
  return text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}
