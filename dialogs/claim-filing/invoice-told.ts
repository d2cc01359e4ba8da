import type { Money } from '../money';
import type { Reading } from '../reading';
import type { ClaimAnswers, ClaimDraft, DraftInvoice } from './draft';
import { readInvoiceLines } from './invoice-lines';
import type { FillContext } from './taken';

/** "invoice A1 of …", "fakturanummer 4711 fra …": one invoice, by its number. */
const oneInvoice =
  /(?<![\p{L}\d])(?:faktura(?:en)?(?:nummer|nr\.?)?|invoice|inv\.?)\s*(?:nr\.?|nummer|no\.?|number|#)?\s*(?=[\p{L}-]{0,6}\d)/iu;
/** "4711 and 4712" are two, and the second is no amount. */
const another =
  /(?<!\p{L})(?:og|and|&)\s+(?:nr\.?\s+|no\.?\s+)?\p{L}{0,4}-?\d{3,}(?![.,]?\d)(?!\s*(?:kr|dkk|eur|usd|gbp|sek|nok))/iu;

/**
 * The invoice that is told whole in a sentence about something else; undefined where it is not, or where it may be several.
 * @param amount the only amount in the message
 */
export function invoiceTold(
  text: string,
  { language, answers }: Pick<ClaimDraft, 'language' | 'answers'>,
  amount: Reading<Money> | undefined,
  { today, currency = 'DKK' }: FillContext,
): Reading<DraftInvoice[]> | undefined {
  const named = oneInvoice.exec(text);
  if (!named || answers.invoices !== undefined || another.test(text) || /[;\n]/.test(text)) return undefined;
  const known: Partial<ClaimAnswers> =
    answers.claimed === undefined && amount?.kind === 'read' ? { ...answers, claimed: amount.value } : answers;
  const options = { language, today, currency: known.claimed?.currency ?? currency };
  const { invoices, unread } = readInvoiceLines(text.slice(named.index + named[0].length), known, options);
  const [only, ...others] = invoices;
  if (!only || others.length > 0 || unread.length > 0) return undefined;
  return { kind: 'read', value: [only], sure: 'likely', matched: text.trim(), span: { start: 0, end: text.length } };
}
