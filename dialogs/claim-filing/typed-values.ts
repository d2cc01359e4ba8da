import type { Money } from '../money';
import type { findCompanies, Reading, TypedAmount } from '../reading';
import type { ClaimAnswers } from './draft';
import type { FillContext } from './taken';

/** A company as the draft keeps it. */
export function asBuyer(found: ReturnType<typeof findCompanies>[number]): Reading<ClaimAnswers['buyer']> {
  const one = (company: { name?: string | undefined; registration?: { value: string } | undefined }) => ({
    name: company.name ?? company.registration?.value ?? '',
    ...(company.registration && { registration: company.registration.value }),
  });
  switch (found.kind) {
    case 'read':
      return { ...found, value: one(found.value) };
    case 'ambiguous': {
      const [first, second, ...more] = found.choices;
      return { ...found, choices: [one(first), one(second), ...more.map(one)] };
    }
    case 'impossible':
      return found;
    default:
      throw new Error(`Unhandled reading: ${found satisfies never}`);
  }
}

/** An amount owed, in the policy's currency where none was written. */
export function asMoney(found: Reading<TypedAmount>, { currency = 'DKK' }: FillContext): Reading<Money> {
  const one = (typed: TypedAmount): Money => ({
    amount: twoDecimals(typed.amount),
    currency: typed.currency ?? currency,
  });
  if (found.kind === 'not-found' || found.kind === 'impossible') return found;
  if (found.kind === 'ambiguous') {
    const [first, second, ...more] = found.choices;
    return { ...found, choices: [one(first), one(second), ...more.map(one)] };
  }
  // A debt is above nothing.
  if (/^-|^0+(\.0*)?$/.test(found.value.amount))
    return { kind: 'impossible', matched: found.matched, span: found.span };
  return { ...found, value: one(found.value) };
}

/**
 * Of 85.000 owed, "no, 95.000" is no 95, and "68.000" without VAT no 68: where an amount reads two ways, the one of the size that was told. It is
 * repeated for a second look.
 */
export function likeEarlier(found: Reading<Money>, earlier: Money): Reading<Money> {
  if (found.kind !== 'ambiguous') return found;
  const apart = ({ amount }: Money): number => Math.abs(Math.log(Number(amount) / Number(earlier.amount)));
  const [nearest] = [...found.choices].sort((one, other) => apart(one) - apart(other));
  return nearest ? { kind: 'read', value: nearest, sure: 'likely', matched: found.matched, span: found.span } : found;
}

const twoDecimals = (amount: string): string => {
  const [whole = '0', part = ''] = amount.split('.');
  return `${whole}.${part.slice(0, 2).padEnd(2, '0')}`;
};
