import type { Figure } from './figures';

/** A figure that is said, and one that a source has. */
export function sameFigure(one: Figure, other: Figure): boolean {
  if (one.kind === 'quantity' && other.kind === 'quantity')
    return one.value === other.value && (one.unit === other.unit || one.unit === undefined || other.unit === undefined);
  if (one.kind === 'reference' && other.kind === 'reference')
    return one.key === other.key || other.key.endsWith(one.key);
  // A date without its year is less, and not another.
  return (
    one.kind === 'date' &&
    other.kind === 'date' &&
    (one.key === other.key || one.key === other.key.replace(/^\d{4}/, '-'))
  );
}
