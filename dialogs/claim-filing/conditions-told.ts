import type { Money } from '../money';
import type { Reading } from '../reading';
import { choicesIn } from './choices';
import { type ClaimDraft, DocumentType } from './draft';
import type { Taken } from './taken';

const speaksOfVat = /(?<!\p{L})(?:moms\p{L}*|vat)(?!\p{L})/iu;
export const speaksOfPlan =
  /afdrag|betalingsplan|betalingsaftale|(?:payment|instal+ment)s?\s+plan|instal+ments?(?!\p{L})/iu;
/** "We have no delivery note": what is named so is not there. */
const lacksSome =
  /(?<!\p{L})(?:no|not|none|without|missing|lack|ikke|ingen|intet|uden|mangler)(?!\p{L})|n['’]t(?!\p{L})/iu;

/**
 * What a message says beside the question of VAT, a payment plan and the documents that are there; only in words that can mean nothing else.
 * @param amount the only amount in the message
 */
export function conditionsIn(text: string, { answers }: ClaimDraft, amount: Reading<Money> | undefined): Taken[] {
  const taken: Taken[] = [];
  const likely = <Value>(value: Value): Reading<Value> => ({
    kind: 'read',
    value,
    sure: 'likely',
    matched: text.trim(),
    span: { start: 0, end: text.length },
  });
  const [vat] = speaksOfVat.test(text) ? choicesIn(text, 'vat').reverse() : [];
  const net = vat === 'no' && amount?.kind === 'read' && isPartOf(amount.value, answers.claimed) ? amount : undefined;
  if (net && answers.netAmount === undefined) {
    if (answers.vatIncluded === undefined) taken.push({ field: 'vatIncluded', reading: likely(true), asked: false });
    taken.push({ field: 'netAmount', reading: { ...net, sure: 'likely' }, asked: false });
  } else if (vat !== undefined && answers.vatIncluded === undefined)
    taken.push({ field: 'vatIncluded', reading: likely(vat === 'yes'), asked: false });
  const [plan] = speaksOfPlan.test(text) ? choicesIn(text, 'plan') : [];
  if (answers.paymentPlan === undefined && (plan === 'none' || plan === 'approved' || plan === 'not-approved'))
    taken.push({ field: 'paymentPlan', reading: likely(plan), asked: false });
  const there = text
    .split(/[,.;]\s|(?<!\p{L})(?:men|but)(?!\p{L})/iu)
    .filter((clause) => !lacksSome.test(clause))
    .join(', ');
  const documents = choicesIn(there, 'document').flatMap((name) => DocumentType.safeParse(name).data ?? []);
  if (answers.documents === undefined && documents.length > 1)
    taken.push({ field: 'documents', reading: likely(documents), asked: false });
  return taken;
}

/** Less than what is owed, in its currency: what is left of it without VAT. */
const isPartOf = (net: Money, claimed: Money | undefined): boolean =>
  claimed !== undefined && net.currency === claimed.currency && Number(net.amount) < Number(claimed.amount);
