import { z } from 'zod';
import type { ReplyLanguage } from '../knowledge';
import { locales } from './both-languages';

/** An amount as the records hold it: a decimal string, never a float, with its ISO 4217 currency. */
export const Money = z.object({
  amount: z.string().regex(/^-?\d{1,15}(\.\d{1,4})?$/),
  currency: z.string().regex(/^[A-Z]{3}$/),
});
export type Money = z.infer<typeof Money>;

/** Ten-thousandths: every currency's smallest coin fits, and a percentage of one too. */
const places = 4;
const scale = 10n ** BigInt(places);

function scaled(amount: string): bigint {
  const [, minus = '', whole = '0', part = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(amount) ?? [];
  const size = BigInt(whole) * scale + BigInt(part.slice(0, places).padEnd(places, '0'));
  return minus ? -size : size;
}

function unscaled(value: bigint): string {
  const size = value < 0n ? -value : value;
  const part = String(size % scale).padStart(places, '0');
  const written = `${size / scale}.${part.slice(0, 2)}${part.slice(2).replace(/0+$/, '')}`;
  return value < 0n ? `-${written}` : written;
}

function sameCurrency(one: Money, other: Money): string {
  if (one.currency !== other.currency) {
    throw new Error(
      `Cannot reckon with ${one.currency} and ${other.currency} together. Convert or compare one by one.`,
    );
  }
  return one.currency;
}

/** Both in the currency of both. @throws Error for two currencies: the caller checks with `inOneCurrency` first */
export const addMoney = (one: Money, other: Money): Money => ({
  amount: unscaled(scaled(one.amount) + scaled(other.amount)),
  currency: sameCurrency(one, other),
});

/** The first less the second. @throws Error for two currencies */
export const lessMoney = (one: Money, other: Money): Money => ({
  amount: unscaled(scaled(one.amount) - scaled(other.amount)),
  currency: sameCurrency(one, other),
});

/** Below 0, 0 or above 0, as sort functions want it. @throws Error for two currencies */
export function compareMoney(one: Money, other: Money): number {
  sameCurrency(one, other);
  const difference = scaled(one.amount) - scaled(other.amount);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** The amount times part over whole, to the nearest hundredth: a share, or 100 over 125 for the amount without 25 % VAT. */
export function shareOf({ amount, currency }: Money, part: string, whole: string): Money {
  const coin = scale / 100n;
  const top = scaled(amount) * scaled(part) * 2n;
  const bottom = scaled(whole) * coin * 2n;
  const half = top < 0n === bottom < 0n ? bottom / 2n : -bottom / 2n;
  return { amount: unscaled(((top + half) / bottom) * coin), currency };
}

export const isAboveZero = ({ amount }: Money): boolean => scaled(amount) > 0n;

/** Whether amounts can be added at all. */
export const inOneCurrency = (amounts: readonly Money[]): boolean =>
  new Set(amounts.map(({ currency }) => currency)).size <= 1;

/** The sum, or undefined for no amounts at all or for several currencies: no exchange rate is ours to choose. */
export function sumOf(amounts: readonly Money[]): Money | undefined {
  const [first, ...rest] = amounts;
  return first && inOneCurrency(amounts) ? rest.reduce(addMoney, first) : undefined;
}

/** "85.000,00 kr." and "DKK 85,000.00": exact, since Intl takes the decimal string as it is. */
export function formatMoney({ amount, currency }: Money, language: ReplyLanguage): string {
  const format = new Intl.NumberFormat(locales[language], {
    style: 'currency',
    currency,
    // English readers of a Danish insurer meet DKK, SEK and NOK together: "kr" would not tell them apart.
    currencyDisplay: language === 'en' || currency !== 'DKK' ? 'code' : 'symbol',
  });
  return format.format(amount as `${number}`).replace(/\u00a0/g, ' ');
}
