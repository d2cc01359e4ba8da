import { fold } from '../language';

/** What a number counts. Different units never support each other. */
export type Unit =
  | 'percent'
  | 'hour'
  | 'day'
  | 'working-day'
  | 'week'
  | 'month'
  | 'year'
  | 'DKK'
  | 'EUR'
  | 'USD'
  | 'GBP'
  | 'SEK'
  | 'NOK'
  | '';

/** Folded words, by the beginning that tells them. */
const units: [RegExp, Unit][] = [
  [/^(%|percent|procent|prosent|prozent|pct)/, 'percent'],
  [/^(hours?|timers?|timmar|stunden?|uur|uren)$/, 'hour'],
  [/^(arbejdsdag|hverdag|bankdag|arbetsdag|virkedag|arbeitstag|werktag|werkdag)/, 'working-day'],
  [/^(days?|dages?|dag|dagers?|dagar|tage?n?|dagen|kalenderdage?)$/, 'day'],
  [/^(weeks?|ugers?|uge|veckor|vecka|ukers?|uke|wochen?|weken|week)$/, 'week'],
  [/^(months?|maaneders?|maaned|maanader|maanad|monate?n?|maanden|maand)$/, 'month'],
  [/^(years?|aars?|jahre?n?|jaar|jaren)$/, 'year'],
  [/^(kr|kroner|kronor|dkk|kronen)$/, 'DKK'],
  [/^(€|eur|euros?)$/, 'EUR'],
  [/^(\$|usd|dollars?)$/, 'USD'],
  [/^(£|gbp|pounds?|pund)$/, 'GBP'],
  [/^sek$/, 'SEK'],
  [/^nok$/, 'NOK'],
];

const currencies = new Set<Unit>(['DKK', 'EUR', 'USD', 'GBP', 'SEK', 'NOK']);

/** The unit that a word names; `before` a number only a currency stands. */
export function unitOf(word: string, before = false): Unit | undefined {
  const folded = fold(word);
  const unit = units.find(([pattern]) => pattern.test(folded))?.[1];
  return unit !== undefined && (!before || currencies.has(unit)) ? unit : undefined;
}

export const isCurrency = (unit: Unit | undefined): boolean => unit !== undefined && currencies.has(unit);

/** Number words of the six languages, folded. "One" and its like are articles and pronouns too, so only a unit after them makes them a number. */
const plain: [number, string][] = [
  [0.5, 'half halvt halv halbes halben'],
  [2, 'two to tva zwei twee'],
  [3, 'three tre drei drie'],
  [4, 'four fire fyra vier'],
  [5, 'five fem fuenf vijf'],
  [6, 'six seks sex sechs zes'],
  [7, 'seven syv sju sieben zeven'],
  [8, 'eight otte aatte aatta acht'],
  [9, 'nine ni nio neun negen'],
  [10, 'ten ti tio zehn tien'],
  [11, 'eleven elleve elva elf'],
  [12, 'twelve tolv zwoelf twaalf'],
  [14, 'fourteen fjorten fjorton vierzehn veertien'],
  [15, 'fifteen femten femton fuenfzehn vijftien'],
  [20, 'twenty tyve tjugo tjue zwanzig twintig'],
  [21, 'enogtyve'],
  [30, 'thirty tredive trettio tretti dreissig dertig'],
  [40, 'forty fyrre fyrtio forti vierzig veertig'],
  [45, 'femogfyrre'],
  [50, 'fifty halvtreds femtio femti fuenfzig vijftig'],
  [60, 'sixty tres sextio seksti sechzig zestig'],
  [70, 'seventy halvfjerds sjuttio sytti siebzig zeventig'],
  [80, 'eighty firs aattio achtzig tachtig'],
  [90, 'ninety halvfems nittio nitti neunzig negentig'],
  [100, 'hundred hundrede hundra hundre hundert honderd'],
];
const values = new Map(plain.flatMap(([value, words]) => words.split(' ').map((word) => [word, value] as const)));
const ones = new Set('one a an en et een ein eine ett'.split(' '));
/** Written as a number in Danish and as another word besides: `to`, `fire`, `ni` count with a unit only, as does "half". */
const needUnit = new Set('to ti ni fire tio elf acht en tres halv half halvt firs tien vier'.split(' '));
const scaleWords = /^(million|millioner|mio|thousand|tusind|mia|milliard|hundred)/;

/** The numbers that a text writes as words. */
export function numberWords(text: string): { at: number; end: number; value: number }[] {
  const words = [...text.matchAll(/[\p{L}]+(?:-[\p{L}]+)?/gu)];
  return words.flatMap((match, at) => {
    const word = fold(match[0]);
    const next = fold(words[at + 1]?.[0] ?? '');
    const nextWord = next === 'et' || next === 'a' || next === 'an' ? fold(words[at + 2]?.[0] ?? '') : next;
    const isCounted = unitOf(nextWord) !== undefined || scaleWords.test(next);
    const value = values.get(word) ?? (ones.has(word) && scaleWords.test(next) ? 1 : undefined);
    if (value === undefined || (needUnit.has(word) && !isCounted)) return [];
    return [{ at: match.index, end: match.index + match[0].length, value }];
  });
}
