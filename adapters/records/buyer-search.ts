import { distance } from 'fastest-levenshtein';
import type { Buyer } from './schemas';

/** What companies are called, not what they are called by: the forms of companies in the countries of our buyers. */
const legalForms = new Set(
  'aps as a/s ivs is ks amba gmbh ag kg ohg mbh co ab hb oy oyj ltd limited plc llp llc inc bv nv sa sas sarl sl srl spa sp zoo doo sro kft zrt oü uab sia'.split(
    ' ',
  ),
);

const letters: Record<string, string> = { æ: 'ae', ø: 'o', å: 'a', ß: 'ss', ł: 'l', đ: 'd', œ: 'oe' };

/** A name's words in plain letters, without dots and accents: "Nørre-Bølge Stål A/S" → nørre bølge stål → norre bolge stal. */
function wordsOf(name: string): string[] {
  const plain = name
    .toLowerCase()
    .replace(/[æøåßłđœ]/g, (letter) => letters[letter] ?? letter)
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(
      /\b(a\/s|sp\.? z ?o\.? ?o\.?|s\.? ?r\.? ?o\.?|s\.p\.a\.?|b\.v\.?|n\.v\.?|s\.a\.r\.l\.?|s\.a\.?)(?=\s|$)/g,
      ' ',
    )
    // "oe" for ø and "aa" for å, as in addresses that go abroad.
    .replace(/aa/g, 'a')
    .replace(/oe/g, 'o');
  const words = plain.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
  const named = words.filter((word) => !legalForms.has(word));
  return named.length > 0 ? named : words;
}

/** How far two words may be apart: one letter in four, so that short words must be nearly right. */
const near = (wanted: string, word: string): number => {
  if (word.startsWith(wanted) && wanted.length >= 3) return 0.95;
  const apart = distance(wanted, word) / Math.max(wanted.length, word.length);
  return apart <= 0.34 ? 1 - apart : 0;
};

/** From 0 (not this one) to 1 (written exactly so). */
export function nameLikeness(wanted: string, name: string): number {
  const [asked, known] = [wordsOf(wanted), wordsOf(name)];
  if (asked.length === 0 || known.length === 0) return 0;
  const each = asked.map((word) => Math.max(...known.map((other) => near(word, other))));
  const found = each.filter((likeness) => likeness > 0).length;
  const byWords =
    each.reduce((sum, likeness) => sum + likeness, 0) / asked.length - 0.02 * Math.max(0, known.length - asked.length);
  // "Nord havn stål" is Nordhavn Stål: spaces are typing errors too.
  const whole = near(asked.join(''), known.join(''));
  return Math.max(found * 2 > asked.length ? byWords : 0, whole);
}

/** Below this a name is another one. */
const leastLikeness = 0.6;
/** Beside a name that is right, those that are merely near are noise. */
const leastOfBest = 0.82;

const digits = (number: string): string => number.toUpperCase().replace(/[^A-Z0-9]/g, '');

/** The part of a buyer that a search by name looks at. */
export type BuyerNamed = Pick<Buyer, 'buyerId' | 'legalName'>;

/** Those whose name may be the one that is written, the likeliest first; all of them, by name, where none is written. */
export function rankByName<Named extends BuyerNamed>(buyers: readonly Named[], name: string | undefined): Named[] {
  const byName = (a: BuyerNamed, b: BuyerNamed): number => a.legalName.localeCompare(b.legalName, 'da');
  if (name === undefined || name.trim() === '') return [...buyers].sort(byName);
  const ranked = buyers
    .map((buyer) => ({ buyer, likeness: nameLikeness(name, buyer.legalName) }))
    .filter(({ likeness }) => likeness >= leastLikeness)
    .sort((a, b) => b.likeness - a.likeness || byName(a.buyer, b.buyer));
  const best = ranked[0]?.likeness ?? 0;
  return ranked.filter(({ likeness }) => likeness >= best * leastOfBest).map(({ buyer }) => buyer);
}

/** Whether a registration number was meant: with or without its country's or its register's letters. */
export const isRegisteredAs = ({ nationalId, country }: Pick<Buyer, 'nationalId' | 'country'>, written: string) =>
  [digits(nationalId.value), country + digits(nationalId.value), digits(nationalId.type + nationalId.value)].includes(
    digits(written),
  );
