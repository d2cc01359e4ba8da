import { fold } from '../language';
import { numberWords, type Unit, unitOf } from './figure-words';

/** A number, date or reference that a text states, with where it stands. */
export type Figure = { at: number; end: number } & (
  | { kind: 'quantity'; value: number; unit: Unit | undefined }
  /** `2026-10-12`, `--10-12` without a year. */
  | { kind: 'date'; key: string }
  /** A policy, claim, telephone or registration number: letters and digits only. */
  | { kind: 'reference'; key: string }
);

const months: Record<string, number> = Object.fromEntries(
  [
    'january januar januari',
    'february februar februari',
    'march marts mars maerz maart',
    'april',
    'may maj mai mei',
    'june juni',
    'july juli',
    'august augusti augustus',
    'september',
    'october oktober',
    'november',
    'december desember dezember',
  ].flatMap((names, at) => names.split(' ').flatMap((name) => [[name, at + 1] as const, [name.slice(0, 3), at + 1]])),
);

const two = (value: number): string => String(value).padStart(2, '0');
const dateKey = (year: string | undefined, month: number, day: number): string =>
  `${year === undefined ? '-' : year.length === 2 ? `20${year}` : year}-${two(month)}-${two(day)}`;

const isDay = (month: number, day: number): boolean => month >= 1 && month <= 12 && day >= 1 && day <= 31;

const letters = String.raw`\p{L}`;
const shapes: [RegExp, (match: RegExpMatchArray) => string | undefined][] = [
  [
    /(?<![\d-])(\d{4})-(\d{2})-(\d{2})(?!\d)/gu,
    ([, year, month, day]) =>
      isDay(Number(month), Number(day)) ? dateKey(year, Number(month), Number(day)) : undefined,
  ],
  // Day first, as it is written in all six languages.
  [
    /(?<![\d.])(\d{1,2})[./-]\s?(\d{1,2})[./-]\s?(\d{4}|\d{2})(?!\d)/gu,
    ([, day, month, year]) =>
      isDay(Number(month), Number(day)) ? dateKey(year, Number(month), Number(day)) : undefined,
  ],
  [
    new RegExp(
      String.raw`(?<!\d)(\d{1,2})(?:\.|st|nd|rd|th)?\s+(?:of\s+)?(${letters}{3,9})\.?,?(?:\s+(\d{4}))?`,
      'giu',
    ),
    ([, day, name = '', year]) => {
      const month = months[fold(name)];
      return month !== undefined && isDay(month, Number(day)) ? dateKey(year, month, Number(day)) : undefined;
    },
  ],
  [
    new RegExp(
      String.raw`(?<!${letters})(${letters}{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?(?:\s+(\d{4}))?(?!\d)`,
      'giu',
    ),
    ([, name = '', day, year]) => {
      const month = months[fold(name)];
      return month !== undefined && isDay(month, Number(day)) ? dateKey(year, month, Number(day)) : undefined;
    },
  ],
];

/** `PK-204417`, `33 26 50 00`, `31884420`: not a thing to count with. */
const references = [
  /(?<![\p{L}\d])[A-ZÆØÅ]{1,4}[- ]?\d[\d-]{1,}(?![\d%])/gu,
  /(?<![\d.,])\d{2}(?: \d{2}){3}(?!\d)/gu,
  /(?<![\d.,])\d{6,}(?![\d.,]*\d)/gu,
  /\b[A-Z]\d{1,3}\b/gu,
];

const digits = /(?<![\p{L}\d])\d[\d.,\u00a0]*(?: \d{3}(?!\d))*/gu;

/** `1.250,50`, `1,250.50`, `12,5`: the last sign with other than three digits after it is the decimal one. */
export function readNumber(written: string): number {
  const bare = written.replace(/[\s\u00a0]/g, '').replace(/[.,]+$/, '');
  const last = Math.max(bare.lastIndexOf(','), bare.lastIndexOf('.'));
  if (last < 0) return Number(bare);
  const signs = new Set(bare.replace(/\d/g, ''));
  const after = bare.length - last - 1;
  const isThousands = after === 3 && (signs.size === 1 ? /^\d{1,3}([.,]\d{3})+$/.test(bare) : false);
  if (isThousands) return Number(bare.replace(/[.,]/g, ''));
  return Number(`${bare.slice(0, last).replace(/[.,]/g, '')}.${bare.slice(last + 1)}`);
}

/** All figures of a text, in order; none of them counted twice. */
export function figuresIn(text: string): Figure[] {
  const found: Figure[] = [];
  const isFree = (at: number, end: number): boolean => found.every((other) => end <= other.at || at >= other.end);
  for (const [pattern, read] of shapes)
    for (const match of text.matchAll(pattern)) {
      const key = read(match);
      const end = match.index + match[0].length;
      if (key !== undefined && isFree(match.index, end)) found.push({ kind: 'date', key, at: match.index, end });
    }
  for (const pattern of references)
    for (const match of text.matchAll(pattern)) {
      const end = match.index + match[0].length;
      const isCurrency = unitOf(match[0].replace(/[^\p{L}]/gu, '')) !== undefined;
      if (!isCurrency && isFree(match.index, end))
        found.push({
          kind: 'reference',
          key: match[0].replace(/[^\p{L}\d]/gu, '').toUpperCase(),
          at: match.index,
          end,
        });
    }
  for (const match of text.matchAll(digits)) {
    const written = match[0].replace(/[.,\s]+$/u, '');
    const end = match.index + written.length;
    if (!isFree(match.index, end)) continue;
    found.push({ kind: 'quantity', ...scaled(readNumber(written), text, match.index, end) });
  }
  for (const { at, end, value } of numberWords(text))
    if (isFree(at, end)) found.push({ kind: 'quantity', ...scaled(value, text, at, end) });
  return found.sort((a, b) => a.at - b.at);
}

const wordAfter = /^[\s\u00a0]*(?:\.\s)?([\p{L}%€$£]+)\.?/u;
const wordBefore = /([\p{L}%€$£]+)\.?[\s\u00a0]*$/u;
const scales: Record<string, number> = {
  ...{ thousand: 1e3, tusind: 1e3, tusen: 1e3, tausend: 1e3, duizend: 1e3 },
  ...{ million: 1e6, millioner: 1e6, mio: 1e6, millions: 1e6, miljoner: 1e6, millionen: 1e6, miljoen: 1e6 },
  ...{ mia: 1e9, milliard: 1e9, milliarder: 1e9, billion: 1e9, billions: 1e9, miljarder: 1e9, milliarden: 1e9 },
};

/** The number with the scale and the unit that stand beside it. */
function scaled(
  value: number,
  text: string,
  at: number,
  end: number,
): { value: number; unit: Unit | undefined; at: number; end: number } {
  let rest = text.slice(end);
  let factor = 1;
  const scale = wordAfter.exec(rest);
  const found = scale && scales[fold(scale[1] ?? '')];
  if (scale && found) {
    factor = found;
    rest = rest.slice(scale[0].length);
  }
  const after = wordAfter.exec(rest)?.[1];
  const before = wordBefore.exec(text.slice(0, at))?.[1];
  const unit = (after && unitOf(after)) ?? (before && unitOf(before, true)) ?? undefined;
  return {
    value: value * factor,
    unit: unit === '' ? undefined : unit,
    at,
    end: end + (text.slice(end).length - rest.length),
  };
}
