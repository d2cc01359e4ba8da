import { findAmounts, findDates, without } from '../reading';
import type { ClaimAnswers } from './draft';
import { type LineOptions, numberOf, readInvoiceLines, type UnreadLine } from './invoice-lines';

/**
 * The invoices as they stand after a message that tells what was missing of them: a date or an amount goes to every line that lacks one, a line to
 * the one of its number.
 * @param told the lines before, of which something was missing
 * @returns lines to be read anew; the message itself where it tells nothing of those
 */
export function withWhatWasMissing(
  told: string,
  said: string,
  known: Partial<ClaimAnswers>,
  options: LineOptions,
): string {
  const before = readInvoiceLines(told, known, options);
  const now = linesOf(said);
  if (now.length === 0 || before.unread.length === 0) return said;
  const isNumberAlone = before.unread.every(({ lacks }) => lacks === 'number') && before.unread.length === 1;
  if (now.length === 1 && (isNumberAlone || saysNoNumber(said, options))) {
    const lacking = before.unread.filter((half) => tells(said, half, options));
    if (lacking.length === 0) return said;
    const completed = before.unread.map((half) =>
      lacking.includes(half) ? completedBy(half, said.trim(), options) : half.line,
    );
    return joined(before.whole, completed);
  }
  const numbers = new Set(now.map((line) => numberOf(line, options)));
  const stillHalf = before.unread.filter(({ line }) => !numbers.has(numberOf(line, options)));
  const isWhole = readInvoiceLines(said, known, options).unread.length === 0;
  // Told whole and anew: what was half before was a slip, unless what is told now are its own numbers.
  if (isWhole && stillHalf.length > 0) return said;
  const kept = [...before.whole, ...stillHalf.map(({ line }) => line)].filter(
    (line) => !numbers.has(numberOf(line, options)),
  );
  return joined(
    kept,
    now.map((line) => addedTo(before.unread, line, options)),
  );
}

/**
 * What to hold the next message against. A message that told nothing of the half ones takes no place of theirs.
 * @param now the invoices as they stand after `said`
 */
export const halfAfter = (before: string | undefined, said: string, now: string): string =>
  now === said ? (before ?? now) : now;

const joined = (...lines: string[][]): string => lines.flat().join('\n');

const linesOf = (text: string): string[] =>
  text
    .split(/\n|;/)
    .map((line) => line.trim())
    .filter((line) => /\d/.test(line));

/** Whether a message has something that a line lacks: "their number is 96253290" is no due date. */
function tells(said: string, { line, lacks }: UnreadLine, options: LineOptions): boolean {
  switch (lacks) {
    case 'number':
      return numberOf(said, options) !== undefined;
    case 'clear-date':
      return findDates(said, options).length > 0;
    case 'invoice-date':
    case 'due-date':
      // The amount is missed only after the dates are there.
      return (
        findDates(said, options).length > 0 ||
        (hasAmount(said, options) && !hasAmount(withoutNumber(line, options), options))
      );
    case 'amount':
    case 'clear-amount':
      return hasAmount(said, options);
    default:
      throw new Error(`Unhandled lack: ${lacks satisfies never}`);
  }
}

const withoutNumber = (line: string, options: LineOptions): string => line.replace(numberOf(line, options) ?? '', ' ');

function hasAmount(text: string, options: LineOptions): boolean {
  const dates = findDates(text, options).map(({ span }) => span);
  return findAmounts(without(text, dates), { language: options.language, expecting: true }).length > 0;
}

/** Nothing but dates and amounts in it, and words around them. */
function saysNoNumber(said: string, options: LineOptions): boolean {
  const { language } = options;
  const rest = without(
    said,
    findDates(said, options).map(({ span }) => span),
  );
  const amounts = findAmounts(rest, { language, expecting: true });
  return !/\d/.test(
    without(
      rest,
      amounts.map(({ span }) => span),
    ),
  );
}

/** What read in more than one way gives place to what is said now. */
function completedBy({ line, lacks }: UnreadLine, said: string, { language, today }: LineOptions): string {
  if (lacks === 'number') return `${said}, ${line}`;
  const dates = findDates(line, { language, today });
  const clear =
    lacks === 'clear-date'
      ? without(
          line,
          dates.filter(({ kind }) => kind !== 'read').map(({ span }) => span),
        )
      : line;
  const rest = without(
    clear,
    dates.map(({ span }) => span),
  );
  const amounts = findAmounts(rest, { language, expecting: true }).filter(({ kind }) => kind !== 'read');
  const left =
    lacks === 'clear-amount'
      ? without(
          clear,
          amounts.map(({ span }) => span),
        )
      : clear;
  return `${left.replace(/[\s,]+$/, '')}, ${said}`;
}

/** "F-2, 1 March" beside half an F-2 tells what was missing of it; a whole F-2 takes its place. */
function addedTo(unread: readonly UnreadLine[], line: string, options: LineOptions): string {
  const number = numberOf(line, options);
  const half = number === undefined ? undefined : unread.find((one) => numberOf(one.line, options) === number);
  if (!half || number === undefined || readInvoiceLines(line, {}, options).unread.length === 0) return line;
  return completedBy(half, line.replace(number, '').replace(/^[\s,:]+/, ''), options);
}
