import type { ReplyLanguage } from '../../knowledge';
import { readDecimal } from './decimal';
import { type Found, onlyOne, type Reading, spanOf } from './reading';

const pattern =
  /(?<![\p{L}\d.,/-])(?<number>\d+(?:[.,]\d+)?)\s*(?:%|pct\.?|procent|percent|per cent|prozent)(?!\p{L})/giu;

/** Every percentage in the text, as a number of percent: "12,5 %" is 12.5. Above 100 is impossible: shares of cover and tax are meant. */
export function findPercentages(text: string, language: ReplyLanguage): Found<number>[] {
  return [...text.matchAll(pattern)].map((match) => {
    const reading = readDecimal(match.groups?.number ?? '', language, 'multiple');
    const at = { matched: match[0], span: spanOf(match) };
    const value = reading.kind === 'one' ? Number(reading.decimal) : undefined;
    return value === undefined || value > 100
      ? { kind: 'impossible', ...at }
      : { kind: 'read', value, sure: 'certain', ...at };
  });
}

export const readPercentage = (text: string, language: ReplyLanguage): Reading<number> =>
  onlyOne(findPercentages(text, language), (one, other) => one === other);
