import { z } from 'zod';
import type { ReplyLanguage } from '../../knowledge';
import { formatDate, IsoDate } from '../dates';
import { formatMoney, Money } from '../money';
import { answerTo } from './answer-to';
import { choicesIn } from './choices';
import { ClaimAnswers, type ClaimDraft, ClaimField, withAnswer } from './draft';
import { lineOptions, readInvoiceLines, type UnreadLine, unpaidOf } from './invoice-lines';
import { isCorrection } from './correction';
import { changeAnswer } from './revise';
import { saidInPassing } from './said-in-passing';
import type { FillContext } from './taken';

/** An answer taken from the text. `likely` ones are repeated to the person. */
export interface Understood {
  field: ClaimField;
  sure: 'certain' | 'likely';
  matched: string;
}

/** What could not be taken as an answer, and what may have been meant. */
export type Unclear =
  | {
      field: ClaimField;
      kind: 'ambiguous';
      matched: string;
      /** Buttons: each `value` reads as one answer when sent back. */ choices: { title: string; value: string }[];
    }
  | { field: ClaimField; kind: 'impossible'; matched: string }
  | { field: ClaimField; kind: 'not-understood' }
  /** Said in passing, and answered otherwise before: nothing was changed. */
  | { field: ClaimField; kind: 'differs'; matched: string }
  | { field: 'invoices'; kind: 'lines'; unread: UnreadLine[] };

export interface Filled {
  draft: ClaimDraft;
  understood: Understood[];
  unclear: Unclear[];
}

/**
 * Takes every answer that a message gives: the one to the question asked, and whatever else it says ("Nordhavn Stål owes us 85.000 kr since
 * 1 March"). Steering words (`readControl`) are the caller's, and come first. An answer given before is changed in passing only where the message says
 * that it was wrong ("no wait, it was 54.000").
 * @param asked the question that was open, if one was
 */
export function fillDraft(
  draft: ClaimDraft,
  text: string,
  asked: ClaimField | undefined,
  context: FillContext,
): Filled {
  const unclear: Unclear[] = [];
  const understood: Understood[] = [];
  let filled = draft;
  const lines =
    asked === 'invoices' || isInvoiceLines(text, asked, draft) ? fillInvoices(draft, text, context) : undefined;
  if (lines && lines.understood.length > 0) return lines;
  const more = moreInvoices(draft, text, asked, context);
  if (more) return more;
  const said = saidInPassing(text, asked, draft, context);
  // "68.000 without VAT", of 85.000 owed, says that VAT is part of the 85.000.
  const isNet = asked === 'vatIncluded' && said.some(({ field }) => field === 'netAmount');
  const corrects = isCorrection(text);
  const isCorrected = corrects && said.some(({ field }) => draft.answers[field] !== undefined);
  const direct = isNet || isCorrected ? [] : answerTo(asked, text, draft, context);
  const inPassing = lines ? said.filter(({ field }) => besideInvoices.includes(field)) : said;
  // "The buyer does not pay" answers why; it names nobody.
  const isChoice = direct.some(({ field, reading }) => chosenFrom.includes(field) && reading.kind === 'read');
  const takenAll = [...inPassing.filter(({ field }) => !isChoice || field !== 'buyer'), ...direct];
  for (const { field, reading, asked: meant } of takenAll) {
    switch (reading.kind) {
      case 'read':
        if (!meant && draft.answers[field] !== undefined && !corrects) {
          if (!sameAnswer(draft.answers[field], reading.value))
            unclear.push({ field, kind: 'differs', matched: reading.matched });
          break;
        }
        // A figure of twenty digits, a name of three hundred letters: read rightly, and no answer.
        if (!ClaimAnswers.shape[field].safeParse(reading.value).success) {
          unclear.push({ field, kind: 'impossible', matched: shortened(reading.matched) });
          break;
        }
        if (corrects && draft.answers[field] !== undefined) filled = changeAnswer(filled, field, context.at);
        filled = withAnswer(filled, field, reading.value, context.at);
        understood.push({ field, sure: reading.sure, matched: reading.matched });
        break;
      case 'ambiguous':
        if (corrects && draft.answers[field] !== undefined) filled = changeAnswer(filled, field, context.at);
        unclear.push({
          field,
          kind: 'ambiguous',
          matched: reading.matched,
          choices: reading.choices.map((choice) => asButton(choice, draft.language)),
        });
        break;
      case 'impossible':
        unclear.push({ field, kind: 'impossible', matched: reading.matched });
        break;
      case 'not-found':
        if (meant) unclear.push({ field, kind: 'not-understood' });
        break;
      default:
        throw new Error(`Unhandled reading: ${reading satisfies never}`);
    }
  }
  if (lines && understood.length === 0) return lines;
  const gotSomethingElse = understood.length > 0;
  return {
    draft: filled,
    understood,
    unclear: gotSomethingElse ? unclear.filter(({ kind }) => kind !== 'not-understood') : unclear,
  };
}

/** Whole invoices, one a line, where a date or an amount of theirs was asked for. */
const isInvoiceLines = (text: string, asked: ClaimField | undefined, { answers }: ClaimDraft): boolean =>
  (asked === 'dueDate' || asked === 'claimed') && answers.invoices === undefined && areWholeInvoices(text);

const areWholeInvoices = (text: string): boolean =>
  text
    .trim()
    .split(/\n|;/)
    .every((line) => /^\s*(?=[^,]*\d)[\p{L}\d/-]+\s*,[^,]*\d[^,]*,[^,]*\d[^,]*,.*\d/u.test(line));

/** A further invoice, told after the question has moved on, goes with those that were told; so does what is owed, where it was their sum. */
function moreInvoices(
  draft: ClaimDraft,
  text: string,
  asked: ClaimField | undefined,
  context: FillContext,
): Filled | undefined {
  const { invoices: told, claimed } = draft.answers;
  if (!told || asked === 'invoices' || !areWholeInvoices(text)) return undefined;
  const { invoices, unread } = readInvoiceLines(text, {}, lineOptions(draft, context));
  // One that cannot be read is never left out in silence: none is taken till it is put right.
  if (unread.length > 0) return { draft, understood: [], unclear: [{ field: 'invoices', kind: 'lines', unread }] };
  const added = invoices.filter(({ number }) => told.every((earlier) => earlier.number !== number));
  if (added.length === 0) return undefined;
  const all = [...told, ...added];
  if (!ClaimAnswers.shape.invoices.safeParse(all).success) return undefined;
  const wasSum = claimed !== undefined && sameAnswer(unpaidOf(told), claimed);
  const sum = unpaidOf(all);
  const matched = text.trim();
  const withAll = withAnswer(draft, 'invoices', all, context.at);
  const understood: Understood[] = [{ field: 'invoices', sure: 'certain', matched }];
  if (!wasSum || !sum) return { draft: withAll, understood, unclear: [] };
  return {
    draft: withAnswer(changeAnswer(withAll, 'claimed', context.at), 'claimed', sum, context.at),
    understood: [...understood, { field: 'claimed', sure: 'likely', matched }],
    unclear: [],
  };
}

/** What may be told where invoices are asked for, and cannot be half an invoice. */
const besideInvoices: readonly ClaimField[] = [
  'vatIncluded',
  'netAmount',
  'lastDelivery',
  'insolvencyDate',
  'disputed',
  'paymentPlan',
  'documents',
];

/** Questions with a handful of answers. */
const chosenFrom: readonly ClaimField[] = ['cause', 'vatIncluded', 'disputed', 'paymentPlan', 'documents', 'caseType'];

function fillInvoices(draft: ClaimDraft, text: string, context: FillContext): Filled {
  const { at } = context;
  const { invoices, unread } = readInvoiceLines(text, draft.answers, lineOptions(draft, context));
  if (unread.length > 0) return { draft, understood: [], unclear: [{ field: 'invoices', kind: 'lines', unread }] };
  if (invoices.length === 0) return { draft, understood: [], unclear: [{ field: 'invoices', kind: 'not-understood' }] };
  if (!ClaimAnswers.shape.invoices.safeParse(invoices).success)
    return {
      draft,
      understood: [],
      unclear: [{ field: 'invoices', kind: 'impossible', matched: shortened(text.trim()) }],
    };
  const [oldest] = invoices.map(({ originalDueDate }) => originalDueDate).sort();
  const owed = unpaidOf(invoices);
  const { dueDate, claimed } = draft.answers;
  const told: Understood[] = [{ field: 'invoices', sure: 'certain', matched: text.trim() }];
  let filled = withAnswer(draft, 'invoices', invoices, at);
  const also = <Field extends ClaimField>(field: Field, value: ClaimAnswers[Field]): void => {
    filled = withAnswer(filled, field, value, at);
    told.push({ field, sure: 'likely', matched: text.trim() });
  };
  if (dueDate === undefined && oldest !== undefined) also('dueDate', oldest);
  if (claimed === undefined && owed !== undefined) also('claimed', owed);
  return { draft: filled, understood: told, unclear: [] };
}

const shortened = (text: string): string => (text.length > 60 ? `${text.slice(0, 59)}…` : text);

const sameAnswer = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/** A choice as a button, whose value is read as it alone in that language. */
function asButton(choice: unknown, language: ReplyLanguage): { title: string; value: string } {
  const money = Money.safeParse(choice).data;
  if (money) {
    const [whole = '', part = ''] = money.amount.split('.');
    const value = `${whole}${language === 'da' ? ',' : '.'}${part.padEnd(2, '0').slice(0, 2)} ${money.currency}`;
    return { title: formatMoney(money, language), value };
  }
  const date = IsoDate.safeParse(choice).data;
  if (date) return { title: formatDate(date, language), value: date };
  const name = z.object({ name: z.string() }).safeParse(choice).data?.name ?? String(choice);
  return { title: name, value: name };
}

/** The answer that a wish to change names: "change the amount". */
export const fieldNamed = (text: string): ClaimField | undefined =>
  ClaimField.safeParse(choicesIn(text, 'field')[0]).data;
