/**
 * Letters that are written in more than one way, folded to the way that needs no special keyboard. Swedish ä and ö meet
 * Danish æ and ø on purpose: `försäkring` and `forsikring` should be near each other.
 */
const plainLetters: Record<string, string> = {
  æ: 'ae',
  ä: 'ae',
  ø: 'oe',
  ö: 'oe',
  œ: 'oe',
  å: 'aa',
  ü: 'ue',
  ß: 'ss',
  ð: 'd',
  þ: 'th',
};
const special = /[æäøöœåüßðþ]/g;
const combiningMarks = /\p{M}+/gu;

/** The text in lower case, composed, with `æøåäöüß` as `ae oe aa ae oe ue ss` and no other accents. */
export function fold(text: string): string {
  const lower = text.normalize('NFC').toLowerCase();
  if (/^[\x00-\x7f]*$/.test(lower)) return lower;
  return lower
    .replace(special, (letter) => plainLetters[letter] ?? letter)
    .normalize('NFD')
    .replace(combiningMarks, '');
}

/**
 * A folded word without the second letter that folding added, so that `køber`, `koeber` and `kober` are one key.
 * Keys are compared with each other only, never shown.
 */
export function looseKey(foldedWord: string): string {
  return foldedWord.replace(/ae|aa|oe|ue/g, (pair) => (pair === 'oe' ? 'o' : pair === 'ue' ? 'u' : 'a'));
}

const negation = /n['’`´]t\b/g;
const clitic = /['’`´](s|re|ve|ll|d|m)\b/g;
/** `e-faktura`, `t-shirt`: the letter belongs to the word. */
const letterBefore = /\b([a-z])-(?=[a-z]{3})/g;
const wordOrNumber = /[a-z]+|[0-9]+/g;

/** The words and numbers of a text, folded, in order. `don't` is one word, `what's` is `what`. `e-mail` is `email`; other single letters are left out. */
export function tokens(text: string): string[] {
  const found = fold(text).replace(negation, 'nt').replace(clitic, ' ').replace(letterBefore, '$1').match(wordOrNumber);
  return found ? found.filter((token) => token.length > 1 || token <= '9') : [];
}
