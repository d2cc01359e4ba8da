import { z } from 'zod';
import { BuyerId, DraftId, Money, PolicyNumber } from '../../adapters/records/port';
import type { ReplyLanguage } from '../../knowledge';
import { findAmounts, type Found, readControl, readYesOrNo, type TypedAmount } from '../reading';
import { BuyerChoice } from './choose-buyer';

/** What is asked, in this order; any of them may be answered at any time. */
export const ReassessmentField = z.enum(['buyer', 'policy', 'requested', 'terms', 'mayContact', 'reasons']);
export type ReassessmentField = z.infer<typeof ReassessmentField>;

/** A wish for a new look at a limit, as far as it has been told. Its id is chosen once, so that it is taken once. */
export const ReassessmentWish = z.object({
  draftId: DraftId,
  buyer: z.object({ buyerId: BuyerId, name: z.string() }).optional(),
  policy: PolicyNumber.optional(),
  requested: Money.optional(),
  terms: z.int().min(0).max(3650).optional(),
  mayContact: z.boolean().optional(),
  reasons: z.string().max(2000).optional(),
  /** What the customer has answered, the latest last: the way back. */
  answered: z.array(ReassessmentField),
});
export type ReassessmentWish = z.infer<typeof ReassessmentWish>;

export const ReassessmentState = z.object({
  wish: ReassessmentWish,
  asked: z.union([ReassessmentField, z.enum(['which-to-change', 'confirm'])]),
  /** Companies or policies to choose among. */
  choices: z.array(BuyerChoice),
  policies: z.array(PolicyNumber),
});
export type ReassessmentState = z.infer<typeof ReassessmentState>;

/** The first question without an answer; undefined: all is told. */
export const nextQuestion = (wish: ReassessmentWish): ReassessmentField | undefined =>
  ReassessmentField.options.find((field) => wish[field] === undefined);

export const withField = <Field extends ReassessmentField>(
  wish: ReassessmentWish,
  field: Field,
  value: NonNullable<ReassessmentWish[Field]>,
): ReassessmentWish => ({
  ...wish,
  [field]: value,
  answered: [...wish.answered.filter((earlier) => earlier !== field), field],
});

/** What a model may find in the message that tells of the wish. Whom we may contact is for the customer to say. */
const findable = ['requested', 'terms'] as const;

/** The wish with what a model found in the customer's words, where our own reading found nothing. */
export function withProposedWish(
  wish: ReassessmentWish,
  proposed: Readonly<Record<string, unknown>> = {},
): ReassessmentWish {
  return findable.reduce((told, field) => {
    const value = ReassessmentWish.shape[field].safeParse(proposed[field]).data;
    return told[field] === undefined && value !== undefined ? withField(told, field, value) : told;
  }, wish);
}

/** Without an answer, so that it is asked again. Another buyer may be under another policy. */
export function withoutField(wish: ReassessmentWish, field: ReassessmentField): ReassessmentWish {
  const gone: ReassessmentField[] = field === 'buyer' ? ['buyer', 'policy'] : [field];
  return {
    ...wish,
    ...Object.fromEntries(gone.map((name) => [name, undefined])),
    answered: wish.answered.filter((name) => !gone.includes(name)),
  };
}

const days = /(?<![\d.,])(\d{1,3})\s*(?:-?\s*)(?:dage|dages|days?|d\.)(?![\p{L}])/iu;
const noContact =
  /\b(?:må|skal|kan)\s+(?:\p{L}+\s+)?ikke\s+(?:\p{L}+\s+)?(?:kontakte|ringe|skrive)|\b(?:may|must|can|should|do|shall)\s*(?:not|n['’]t)\s+(?:contact|call|write)|\bdon['’]?t\s+contact/iu;
const contact =
  /\bmå\s+(?:\p{L}+\s+){0,2}(?:kontakte|ringe til|skrive til)|\b(?:may|can|are welcome to|feel free to)\s+(?:contact|call|write to)/iu;

/**
 * Takes whatever the message tells of the wish, but who the buyer is and why: names need the records, and reasons are taken as they are written.
 * @param asked the open question: to it, a bare number or a bare yes is an answer
 * @param currency the policy's, for an amount without one
 */
export function understand(
  wish: ReassessmentWish,
  text: string,
  asked: ReassessmentState['asked'] | undefined,
  { language, currency }: { language: ReplyLanguage; currency: string | undefined },
): ReassessmentWish {
  const told = days.exec(text);
  const bareDays = asked === 'terms' ? /^\D{0,12}(\d{1,3})\D{0,12}$/.exec(text) : null;
  const termDays = told ?? bareDays;
  let next = wish;
  if (termDays) next = withField(next, 'terms', Number(termDays[1]));
  // "60 days" is no amount.
  const rest = termDays ? text.replace(termDays[0], ' ') : text;
  const amounts = findAmounts(rest, { language, expecting: asked === 'requested' });
  const [amount] = amounts.flatMap(limitMeant);
  const inCurrency = amount?.currency ?? currency;
  // Two amounts in one message: which of them is wanted is for the customer to say.
  if (amount && inCurrency && amounts.length === 1 && !amount.amount.startsWith('-'))
    next = withField(next, 'requested', { amount: amount.amount, currency: inCurrency });
  const answer = asked === 'mayContact' ? readYesOrNo(text) : undefined;
  if (noContact.test(text) || answer === 'no') next = withField(next, 'mayContact', false);
  else if (contact.test(text) || answer === 'yes') next = withField(next, 'mayContact', true);
  return next;
}

/** No limit is smaller: where "500,000" may be five hundred or half a million, the larger is meant. The summary shows it before it is sent. */
const smallestLimit = 1000;

function limitMeant(found: Found<TypedAmount>): TypedAmount[] {
  if (found.kind === 'impossible') return [];
  const likely =
    found.kind === 'read' ? [found.value] : found.choices.filter(({ amount }) => Number(amount) >= smallestLimit);
  return likely.length === 1 ? likely : [];
}

/** What speaks for the limit, in the customer's own words; nothing, where they say so. */
export function reasonsIn(text: string): string {
  const control = readControl(text);
  const none = control === 'no' || control === 'dont-know' || /^(?:intet|ikke noget|nothing|none|-)\W*$/i.test(text);
  return none ? '' : text.trim().slice(0, 2000);
}

const named: Record<ReassessmentField, RegExp> = {
  buyer: /køber|firma|selskab|kunde|buyer|company|customer/i,
  policy: /police|policy/i,
  requested: /beløb|limit|kreditmaksimum|amount|sum/i,
  terms: /dage|kredittid|betaling|terms|days|period/i,
  mayContact: /kontakt|contact/i,
  reasons: /grund|taler for|begrund|reason|speaks|why/i,
};

/** The field that "change the amount" names. */
export const fieldToChange = (text: string): ReassessmentField | undefined =>
  (['mayContact', 'terms', 'requested', 'reasons', 'policy', 'buyer'] as const).find((field) =>
    named[field].test(text),
  );
