import type { ReplyLanguage } from '../../knowledge';
import { readDecimal, shiftDecimal } from './decimal';
import { type Found, onlyOne, type Reading, spanOf } from './reading';

/** An amount as typed. Without a currency, the policy's own is meant, and the summary shows it. */
export interface TypedAmount {
  /** Decimal string with two decimals. */
  amount: string;
  currency?: string | undefined;
}

export interface AmountOptions {
  language: ReplyLanguage;
  /** The question was for an amount: then a bare "85000" is one. In free text it may be any number. */
  expecting?: boolean | undefined;
}

const currencies: Record<string, string> = {
  kroner: 'DKK',
  krone: 'DKK',
  dkk: 'DKK',
  'd.kr': 'DKK',
  'd.kr.': 'DKK',
  eur: 'EUR',
  euro: 'EUR',
  euros: 'EUR',
  '€': 'EUR',
  usd: 'USD',
  us$: 'USD',
  gbp: 'GBP',
  pund: 'GBP',
  '£': 'GBP',
  sek: 'SEK',
  nok: 'NOK',
  chf: 'CHF',
  pln: 'PLN',
  zloty: 'PLN',
  zł: 'PLN',
  czk: 'CZK',
  cad: 'CAD',
  isk: 'ISK',
};
/** Means the writer's own: several countries share it. */
const shared: Record<string, Record<ReplyLanguage, string>> = {
  kr: { da: 'DKK', en: 'DKK' },
  'kr.': { da: 'DKK', en: 'DKK' },
  $: { da: 'USD', en: 'USD' },
  dollar: { da: 'USD', en: 'USD' },
  dollars: { da: 'USD', en: 'USD' },
};
/** How many places a word moves the point. */
const multiples: Record<string, number> = {
  mia: 9,
  'mia.': 9,
  milliard: 9,
  milliarder: 9,
  billion: 9,
  bn: 9,
  mio: 6,
  'mio.': 6,
  mill: 6,
  'mill.': 6,
  million: 6,
  millioner: 6,
  millions: 6,
  m: 6,
  mn: 6,
  tusind: 3,
  tusinde: 3,
  thousand: 3,
  k: 3,
  tkr: 3,
  'tkr.': 3,
  't.kr.': 3,
  't.kr': 3,
};
const numberWords: Record<string, string> = {
  'en halv': '0.5',
  'half a': '0.5',
  halvanden: '1.5',
  'en og en halv': '1.5',
  'one and a half': '1.5',
  en: '1',
  a: '1',
  one: '1',
  to: '2',
  two: '2',
  'to en halv': '2.5',
  tre: '3',
  three: '3',
  fire: '4',
  four: '4',
  fem: '5',
  five: '5',
  seks: '6',
  six: '6',
  syv: '7',
  seven: '7',
  otte: '8',
  eight: '8',
  ni: '9',
  nine: '9',
  ti: '10',
  ten: '10',
};

const anyOf = (words: object): string =>
  Object.keys(words)
    .sort((one, other) => other.length - one.length)
    .map((word) => word.replace(/[.$]/g, '\\$&'))
    .join('|');
const currency = `${anyOf(currencies)}|${anyOf(shared)}`;
const digits = String.raw`\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:[.,]\d{1,2})?(?!\d)|\d+(?:[.,'’]\d+)*`;
const pattern = new RegExp(
  String.raw`(?<![\p{L}\d.,/-])(?:(?<before>${currency})\s*)?(?:(?<minus>[-−])?(?<number>${digits})(?:\s*(?<multiple>${anyOf(multiples)})(?![\p{L}\d]))?|(?<word>${anyOf(numberWords)})\s+(?<wordMultiple>million(?:er)?|mio\.?|tusind|thousand)(?!\p{L}))(?<dash>,-)?(?:\s*(?<after>${currency})(?!\p{L}))?`,
  'giu',
);
/** What stands behind a number that is no amount: a share, part of a date, a number's next part, a count of days. */
const notMoney =
  /^\s*(?:%|pct|procent|percent|per cent|dage?n?\b|days?\b|uger?\b|weeks?\b|måned|months?\b|år\b|years?\b|fakturaer|invoices|[/-]\d|-\p{L}|(?:st|nd|rd|th)\b)/iu;
const dateLike = /^\d{1,2}([.-]\d{1,2}){2}$|^\d{1,2}\.\d{1,2}\.$/;

/** Every amount in the text, in order. */
export function findAmounts(text: string, options: AmountOptions): Found<TypedAmount>[] {
  return [...text.matchAll(pattern)].flatMap((match) => foundAmount(match, text, options) ?? []);
}

/** The amount that an answer gives. Several amounts are ambiguous. */
export const readAmount = (text: string, options: Omit<AmountOptions, 'expecting'>): Reading<TypedAmount> =>
  onlyOne(
    findAmounts(text, { ...options, expecting: true }),
    (one, other) => one.amount === other.amount && one.currency === other.currency,
  );

function foundAmount(match: RegExpMatchArray, text: string, { language, expecting }: AmountOptions) {
  const { before, minus = '', number, multiple, word, wordMultiple, dash, after } = match.groups ?? {};
  const behind = text.slice((match.index ?? 0) + match[0].length);
  const unitWord = (multiple ?? wordMultiple)?.toLowerCase();
  const places = unitWord === undefined ? 0 : (multiples[unitWord] ?? 0);
  const [found, likelyCurrency] = currencyOf(
    before ?? after ?? (unitWord?.includes('kr') ? 'kr' : undefined),
    language,
  );
  const isMoney = found !== undefined || dash !== undefined;
  const written = number ?? '';
  if (notMoney.test(behind) || (dateLike.test(written) && !isMoney)) return undefined;
  const unit = places > 0 ? 'multiple' : isMoney ? 'money' : 'none';
  const reading = word
    ? ({ kind: 'one', decimal: numberWords[word.toLowerCase()] ?? '0', sure: 'likely' } as const)
    : readDecimal(written, language, unit);
  if (unit === 'none' && !expecting && !(reading.kind === 'one' && /\d[., \u00a0]\d/.test(written))) return undefined;
  const amount = (decimal: string): TypedAmount => ({
    amount: minus.replace('−', '-') + shiftDecimal(decimal, places),
    currency: found,
  });
  const trimmed = match[0].trim();
  const at = { matched: trimmed, span: spanOf(match, trimmed) };
  switch (reading.kind) {
    case 'one': {
      const sure = reading.sure === 'certain' && !likelyCurrency ? ('certain' as const) : ('likely' as const);
      return { kind: 'read' as const, value: amount(reading.decimal), sure, ...at };
    }
    case 'two': {
      const [one, other] = reading.decimals;
      return {
        kind: 'ambiguous' as const,
        choices: [amount(one), amount(other)] satisfies [TypedAmount, TypedAmount],
        ...at,
      };
    }
    case 'none':
      return isMoney || expecting ? { kind: 'impossible' as const, ...at } : undefined;
    default:
      throw new Error(`Unhandled reading: ${reading satisfies never}`);
  }
}

/** The currency, and whether its sign is shared by several: "kr" in an English text, "$". */
function currencyOf(written: string | undefined, language: ReplyLanguage): [string | undefined, boolean] {
  const key = written?.toLowerCase() ?? '';
  const mine = shared[key]?.[language];
  return mine ? [mine, !(key.startsWith('kr') && language === 'da')] : [currencies[key], false];
}
