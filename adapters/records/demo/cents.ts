import type { Money } from '../schemas';

/** Money from whole cents, so that shares and sums come out to the cent. */
export const money = (cents: number, currency: string): Money => ({
  amount: `${cents < 0 ? '-' : ''}${Math.floor(Math.abs(cents) / 100)}.${String(Math.abs(cents) % 100).padStart(2, '0')}`,
  currency,
});

export function centsOf({ amount }: Money): number {
  const [whole = '0', fraction = ''] = amount.replace('-', '').split('.');
  const cents = Number(whole) * 100 + Number(fraction.padEnd(2, '0'));
  return amount.startsWith('-') ? -cents : cents;
}
