import { type DraftInvoice, readInvoiceLines, unclearText } from '../claim-filing';
import { findDates } from '../reading';
import { deadlineTaskWords as words } from './deadline-task-words';
import type { TaskTurn } from './task';

/** Invoices in the message, one a line; `lines` where some were meant and cannot be read whole. */
export function invoicesIn(
  { language, today }: TaskTurn,
  text: string,
  currency: string,
): { kind: 'read'; invoices: DraftInvoice[] } | { kind: 'lines'; problem: string } | { kind: 'none' } {
  const { invoices, unread } = readInvoiceLines(text, {}, { language, today, currency });
  if (invoices.length > 0 && unread.length === 0) return { kind: 'read', invoices };
  const meant = unread.some(({ lacks }) => lacks !== 'number' && lacks !== 'invoice-date');
  if (invoices.length === 0 && !meant) return { kind: 'none' };
  return { kind: 'lines', problem: unclearText({ field: 'invoices', kind: 'lines', unread }, language) };
}

/** Deadlines count from when an invoice fell due: the day that it was made, or that a buyer went bankrupt, is another. */
const saysDue =
  /(?<!\p{L})(?:forfald\p{L}*|betalingsfrist\p{L}*|(?:have|være)\s+(?:været\s+)?betalt|overdue|(?:fell|falls?|fallen|was|is|were|are|became)\s+due|due\s+(?:on|date|since|\d)|should\s+have\s+(?:been\s+)?paid)/iu;
const isComing = /(?<!\p{L})(?:forfalder|falls?\s+due|is\s+due)(?!\p{L})/iu;

/** "The invoice that fell due on 1 September": its deadlines count from that day, whatever it is of. */
export async function invoiceByDay(turn: TaskTurn): Promise<DraftInvoice[]> {
  const { text, language, today } = turn;
  if (!saysDue.test(text)) return [];
  const [day, ...others] = findDates(text, { language, today, prefer: isComing.test(text) ? 'future' : 'past' });
  if (day?.kind !== 'read' || others.length > 0) return [];
  const none = { amount: '0.00', currency: await currencyOf(turn, undefined) };
  const [dueDate, number] = [day.value, words.theOneTold[language]];
  // What it amounts to moves no deadline.
  const gross = { ...none, amount: '1.00' };
  return [{ number, invoiceDate: dueDate, dueDate, originalDueDate: dueDate, gross, paid: none }];
}

/** An amount without a currency is in the policy's. */
export async function currencyOf({ records }: TaskTurn, policyNumber: string | undefined): Promise<string> {
  const policies = await records.policies();
  return (policies.find((one) => one.policyNumber === policyNumber) ?? policies[0])?.currency ?? 'DKK';
}
