import { findAmounts, findDates, without } from '../reading';
import { lessMoney, type Money, sumOf } from '../money';
import type { ClaimAnswers, ClaimDraft, DraftInvoice } from './draft';
import type { FillContext } from './taken';

export interface LineOptions {
  language: 'da' | 'en';
  today: string;
  /** For amounts without one: the policy's. */
  currency: string;
}

/** As a draft's invoices are read: an amount without a currency is in that of what is owed, else in the policy's. */
export const lineOptions = (
  { language, answers }: ClaimDraft,
  { today, currency = 'DKK' }: Pick<FillContext, 'today' | 'currency'>,
): LineOptions => ({ language, today, currency: answers.claimed?.currency ?? currency });

/** A line that is no whole invoice, and what it lacks. */
export interface UnreadLine {
  line: string;
  lacks: 'number' | 'invoice-date' | 'due-date' | 'amount' | 'clear-date' | 'clear-amount';
}

/**
 * Reads invoices, one a line: number, invoice date, due date, amount, and perhaps the amount without VAT: "F-2201, 1.2.2026, 1.3.2026, 85.000,00".
 * Of a single invoice, what was answered before need not be said again.
 */
export function readInvoiceLines(text: string, known: Partial<ClaimAnswers>, options: LineOptions) {
  const lines = text
    .split('\n')
    .flatMap((line) => invoicesOfLine(line, options))
    .map((line) => line.trim())
    .filter((line) => /\d/.test(line));
  const only = lines.length === 1 ? known : {};
  const read = lines.map((line) => readLine(line, only, options));
  return {
    /** The lines that could be read, as they were written. */
    whole: lines.filter((_, at) => 'invoice' in (read[at] ?? {})),
    invoices: read.flatMap((result) => ('invoice' in result ? [result.invoice] : [])),
    unread: read.flatMap((result) => ('lacks' in result ? [result] : [])),
  };
}

/**
 * Several invoices on one line have a semicolon between them; copied out of a spreadsheet, one has semicolons or tabs between its parts. Only a
 * whole invoice has commas of its own, or more than one figure before the next semicolon.
 */
function invoicesOfLine(line: string, options: LineOptions): string[] {
  const between = line.split(';');
  // One whole invoice beside a semicolon shows that it stands between invoices; what else stands there is then asked about, not lost.
  if (between.length > 1 && between.some((part) => isWholeInvoice(part, options))) return between;
  const parts = line.split(/[;\t]/).map((part) => part.trim());
  const isOfOne = parts.filter((part) => part !== '').length >= 3 && parts.every((part) => !/\d.*,\s/.test(part));
  return isOfOne ? [parts.join(', ')] : between;
}

/** Its number stands before its dates: "1.2.2026 1.3.2026 85.000" would lend one of a year. */
function isWholeInvoice(part: string, options: LineOptions): boolean {
  const read = readLine(part, {}, options);
  return 'invoice' in read && !/\d/.test(part.slice(0, part.indexOf(read.invoice.number)));
}

/** The invoice's number: neither a day nor an amount with marks in it is one. */
export function numberOf(line: string, { language, today }: Omit<LineOptions, 'currency'>): string | undefined {
  const days = findDates(line, { language, today }).filter(({ matched }) => /[./]|\p{L}{3}/u.test(matched));
  const rest = without(
    line,
    days.map(({ span }) => span),
  );
  return /(?<![\p{L}\d/-]|\d[.,])(?:faktura|invoice|nr\.?|no\.?|#)?\s*(?<number>(?=[\p{L}\d/-]*\d)[\p{L}\d][\p{L}\d/-]*)(?![\p{L}\d]|[.,]\d)/iu.exec(
    rest,
  )?.groups?.number;
}

function readLine(
  line: string,
  known: Partial<ClaimAnswers>,
  options: LineOptions,
): { invoice: DraftInvoice } | UnreadLine {
  const lacks = (what: UnreadLine['lacks']): UnreadLine => ({ line, lacks: what });
  const number = numberOf(line, options);
  if (number === undefined) return lacks('number');
  const rest = line.replace(number, ' '.repeat(number.length));
  const dates = findDates(rest, { language: options.language, today: options.today });
  if (dates.some(({ kind }) => kind !== 'read')) return lacks('clear-date');
  const amountText = without(
    rest,
    dates.map(({ span }) => span),
  );
  const amounts = findAmounts(amountText, { language: options.language, expecting: true });
  if (amounts.some(({ kind }) => kind !== 'read')) return lacks('clear-amount');
  const [invoiceDate, dueDate = known.dueDate] = dates
    .flatMap((date) => (date.kind === 'read' ? [date.value] : []))
    .sort();
  const money = amounts.flatMap((found): Money[] =>
    found.kind === 'read' ? [{ amount: found.value.amount, currency: found.value.currency ?? options.currency }] : [],
  );
  const gross = money[0] ?? known.claimed;
  if (invoiceDate === undefined) return lacks('invoice-date');
  if (dueDate === undefined) return lacks('due-date');
  if (gross === undefined) return lacks('amount');
  const originalDueDate = known.dueDate !== undefined && known.dueDate < dueDate ? known.dueDate : dueDate;
  const net = money[1];
  const paid = { amount: '0.00', currency: gross.currency };
  return { invoice: { number, invoiceDate, dueDate, originalDueDate, gross, ...(net && { net }), paid } };
}

/** What is unpaid on all of them; undefined for several currencies. */
export function unpaidOf(invoices: readonly DraftInvoice[]): Money | undefined {
  return sumOf(invoices.map(({ gross, paid }) => lessMoney(gross, paid)));
}
