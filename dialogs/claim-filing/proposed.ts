import { ClaimAnswers, ClaimField, withAnswer } from './draft';
import type { Filled, Understood } from './fill';

/**
 * The draft with answers that a model found in the message: where our own reading found none, as far as they are answers at all. All count as likely
 * only, so that they are repeated to the person.
 * @param proposed answers by field, unchecked
 */
export function withProposed(filled: Filled, proposed: Readonly<Record<string, unknown>> = {}, at: Date): Filled {
  return ClaimField.options.reduce<Filled>((before, field) => {
    const isOpen = before.draft.answers[field] === undefined && before.unclear.every((one) => one.field !== field);
    const value = isOpen ? ClaimAnswers.shape[field].safeParse(proposed[field]).data : undefined;
    if (value === undefined) return before;
    const understood: Understood = { field, sure: 'likely', matched: '' };
    return {
      draft: withAnswer(before.draft, field, value, at),
      understood: [...before.understood, understood],
      unclear: before.unclear,
    };
  }, filled);
}
