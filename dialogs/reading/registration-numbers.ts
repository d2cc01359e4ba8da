import { type Found, onlyOne, type Reading, spanOf } from './reading';

/** A company's number in a public register. */
export interface RegistrationNumber {
  type: 'CVR' | 'VAT';
  /** Without spaces and points; a VAT number begins with its country. */
  value: string;
  country: string;
}

/**
 * How VAT numbers look, loosely: length and kind of signs, with no check digits but the Danish. Countries of the demo's buyers and their
 * neighbours; a number that looks otherwise is left to the search in the register.
 */
const vatForms: Record<string, RegExp> = {
  AT: /^U\d{8}$/,
  BE: /^[01]\d{9}$/,
  CH: /^E?\d{9}(MWST|TVA|IVA)?$/,
  CZ: /^\d{8,10}$/,
  DE: /^\d{9}$/,
  DK: /^\d{8}$/,
  ES: /^[A-Z0-9]\d{7}[A-Z0-9]$/,
  FI: /^\d{8}$/,
  FR: /^[A-Z0-9]{2}\d{9}$/,
  GB: /^(\d{9}|\d{12})$/,
  IE: /^\d[A-Z0-9+*]\d{5}[A-Z]{1,2}$/,
  IT: /^\d{11}$/,
  NL: /^\d{9}B\d{2}$/,
  NO: /^\d{9}(MVA)?$/,
  PL: /^\d{10}$/,
  SE: /^\d{12}$/,
};

const weights = [2, 7, 6, 5, 4, 3, 2, 1];

/** The CVR register's check: the digits weighted 2, 7, 6, 5, 4, 3, 2, 1 add up to a multiple of 11, and the first is not 0. */
export function isCvrNumber(value: string): boolean {
  if (!/^[1-9]\d{7}$/.test(value)) return false;
  return weights.reduce((sum, weight, at) => sum + weight * Number(value[at]), 0) % 11 === 0;
}

const cvr = /\b(?:cvr|cvr-nr|se-nr)(?:[\s.-]*(?:nr|nummer|no|number))?[\s.:]*(?<value>\d[\d .]{4,11}\d)(?!\d)/giu;
const bare = /(?<![\p{L}\d.,/-])(?<value>\d{2}[ .]?\d{2}[ .]?\d{2}[ .]?\d{2})(?![\d]|[.,/-]\d)/gu;
const vat = /(?<![\p{L}\d])(?<country>[A-Z]{2})[ -]?(?<value>(?:[A-Z0-9][ .-]?){7,13}[A-Z0-9])(?![\p{L}\d])/gu;

/**
 * Every registration number in the text. Said to be a CVR number and failing its check, it is impossible: most likely mistyped. Eight bare digits
 * count only when they pass it.
 */
export function findRegistrationNumbers(text: string): Found<RegistrationNumber>[] {
  const said = [...text.matchAll(cvr)].map((match) => danish(match, 'said'));
  const foreign = [...text.matchAll(vat)].flatMap((match) => vatNumber(match) ?? []);
  const taken = [...said, ...foreign];
  const left = [...text.matchAll(bare)]
    .filter((match) => isCvrNumber(compact(match.groups?.value)))
    .map((match) => danish(match, 'bare'))
    .filter(({ span }) => !taken.some((earlier) => earlier.span.start <= span.start && span.end <= earlier.span.end));
  return [...taken, ...left].sort((one, other) => one.span.start - other.span.start);
}

/** The registration number that an answer gives. */
export const readRegistrationNumber = (text: string): Reading<RegistrationNumber> =>
  onlyOne(findRegistrationNumbers(text), (one, other) => one.value.slice(-8) === other.value.slice(-8));

const compact = (written: string | undefined): string => (written ?? '').replace(/[ .-]/g, '');

function danish(match: RegExpMatchArray, how: 'said' | 'bare'): Found<RegistrationNumber> {
  const value = compact(match.groups?.value);
  const at = { matched: match[0], span: spanOf(match) };
  if (!isCvrNumber(value)) return { kind: 'impossible', ...at };
  return {
    kind: 'read',
    value: { type: 'CVR', value, country: 'DK' },
    sure: how === 'said' ? 'certain' : 'likely',
    ...at,
  };
}

function vatNumber(match: RegExpMatchArray): Found<RegistrationNumber> | undefined {
  const country = match.groups?.country ?? '';
  const value = compact(match.groups?.value);
  if (!vatForms[country]?.test(value)) return undefined;
  const at = { matched: match[0], span: spanOf(match) };
  if (country !== 'DK')
    return { kind: 'read', value: { type: 'VAT', value: country + value, country }, sure: 'likely', ...at };
  if (!isCvrNumber(value)) return { kind: 'impossible', ...at };
  return { kind: 'read', value: { type: 'CVR', value, country }, sure: 'certain', ...at };
}
