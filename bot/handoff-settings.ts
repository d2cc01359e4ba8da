import { z } from 'zod';
import { Money } from '../adapters/records/port';

/** `1000000 DKK`. @returns undefined where it is none */
function moneyIn(text: string): Money | undefined {
  const [amount, currency, ...more] = text.split(/\s+/);
  const read = Money.safeParse({ amount, currency });
  return read.success && more.length === 0 && !read.data.amount.startsWith('-') ? read.data : undefined;
}

const Amounts = z.string().transform((text, context) => {
  const amounts: Money[] = [];
  for (const part of text.split(',').map((one) => one.trim())) {
    const amount = moneyIn(part);
    if (!amount) {
      context.addIssue({
        code: 'custom',
        message: `must be amounts with their currency such as "1000000 DKK, 135000 EUR"; "${part}" is not`,
      });
      return z.NEVER;
    }
    if (amounts.some(({ currency }) => currency === amount.currency)) {
      context.addIssue({ code: 'custom', message: `must name a currency once; ${amount.currency} comes twice` });
      return z.NEVER;
    }
    amounts.push(amount);
  }
  return amounts;
});

/** The settings that say when a person comes in without being asked for. */
export const handoffEnvironment = {
  /** A filed claim above one of these amounts is a person's; a claim in another currency is not compared. */
  HANDOFF_CLAIM_ABOVE: Amounts.optional(),
};
