import { z } from 'zod';
import { Money } from '../money';
import { findAmounts } from '../reading';

/** Slots that name something: a buyer, a policy, a register's number. */
const naming = new Set(['buyer', 'policyNumber']);
const plain = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

/**
 * The slots that the customer's own words bear out: a name or number that is nowhere in them is dropped, and so is an amount that nothing in them can
 * mean. A model may read between the lines, and may bring in no record and no sum.
 * @param said what the customer wrote, in this message and before
 */
export function saidSlots(slots: Readonly<Record<string, unknown>>, said: readonly string[]): Record<string, unknown> {
  const words = said.map(plain);
  const isSaid = (name: string): boolean => plain(name).length > 1 && words.some((text) => text.includes(plain(name)));
  return Object.fromEntries(
    Object.entries(slots).filter(([name, value]) => {
      if (naming.has(name)) return namesOf(value).every(isSaid);
      const money = Money.safeParse(value).data;
      return !money || said.some((text) => means(text, money));
    }),
  );
}

/** Everything written in it: the name, and beside it the number of a register. */
const namesOf = (value: unknown): string[] => {
  if (typeof value === 'string') return [value];
  const parts = z.record(z.string(), z.string()).safeParse(value).data;
  return parts ? Object.values(parts) : [''];
};

/** Without a currency beside it, a shorter number is as likely a count, or one in a list. */
const leastDigits = 4;
const isSum = (written: string): boolean =>
  /[\p{L}€$£]/u.test(written) || written.replace(/\D/g, '').length >= leastDigits;

/** An amount of the text may be this one, in whatever currency: "85.000" or "85,000". */
function means(text: string, { amount }: Money): boolean {
  const size = Number(amount);
  return (['da', 'en'] as const).some((language) =>
    findAmounts(text, { language, expecting: true }).some((found) => {
      if (!isSum(found.matched)) return false;
      switch (found.kind) {
        case 'read':
          return Number(found.value.amount) === size;
        case 'ambiguous':
          return found.choices.some((choice) => Number(choice.amount) === size);
        case 'impossible':
          return false;
        default:
          throw new Error(`Unhandled amount: ${found satisfies never}`);
      }
    }),
  );
}
