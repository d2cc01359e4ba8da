import {
  findAmounts,
  findCompanies,
  findDates,
  findRecordNumbers,
  type Found,
  overlap,
  type Reading,
  without,
} from '../reading';
import { choicesIn } from './choices';
import { type ClaimAnswers, ClaimCause, type ClaimDraft, type ClaimField } from './draft';
import { isCorrection } from './correction';
import { conditionsIn, speaksOfPlan } from './conditions-told';
import { invoiceTold } from './invoice-told';
import type { FillContext, Taken } from './taken';
import { asBuyer, asMoney, likeEarlier } from './typed-values';

/** What the message says beside the question. */
export function saidInPassing(
  text: string,
  asked: ClaimField | undefined,
  draft: ClaimDraft,
  context: FillContext,
): Taken[] {
  const { language, answers } = draft;
  const dates = findDates(text, { language, today: context.today });
  const numbers = findRecordNumbers(text);
  const companies = findCompanies(text).filter(({ span }) => !numbers.some((number) => overlap(number.span, span)));
  const rest = without(
    text,
    [...dates, ...numbers].map(({ span }) => span),
  );
  const corrects = isCorrection(text);
  // "No wait, it was 54.000": a bare figure is an amount where one was given before.
  const amounts = findAmounts(rest, { language, expecting: corrects && answers.claimed !== undefined });
  const taken: Taken[] = [];
  const add = <Field extends ClaimField>(field: Field, reading: Reading<ClaimAnswers[Field]>): void => {
    if (field !== asked && reading.kind !== 'not-found') taken.push({ field, reading, asked: false } as Taken);
  };
  for (const found of numbers)
    if (found.kind === 'read' && found.value.kind === 'policy')
      add('policyNumber', { ...found, value: found.value.value });
  if (asked !== 'policyNumber')
    for (const found of companies)
      if (found.kind !== 'read' || found.value.name !== undefined) add('buyer', asBuyer(found));
  // A question about an amount takes the amounts; a second one in passing would be a guess.
  const [amount] = amounts;
  const only = asked !== 'netAmount' && asked !== 'claimed' && amounts.length === 1 ? amount : undefined;
  const currency = (corrects ? answers.claimed?.currency : undefined) ?? context.currency;
  const read = only && asMoney(only, { ...context, currency });
  const money = read && corrects && answers.claimed ? likeEarlier(read, answers.claimed) : read;
  const conditions = conditionsIn(text, draft, money);
  const isNet = conditions.some(({ field }) => field === 'netAmount');
  if (money && !isNet) add('claimed', money);
  taken.push(...conditions.filter(({ field }) => isNet || field !== asked));
  const besideDebt = taken.length > 0 && amounts.length === 1 && dates.length === 1;
  const told = dates.map((date) => ({ date, field: dateField(text, date, asked, besideDebt) }));
  // "Invoice 4711 of 1 May, last delivered 3 June": the second day is none of the invoice's.
  const elsewhere = told.filter(({ field }) => field === 'lastDelivery' || field === 'insolvencyDate');
  const ofInvoice = without(
    text,
    elsewhere.map(({ date }) => date.span),
  );
  const invoice = invoiceTold(ofInvoice, withDueDate(draft, told), isNet ? undefined : money, context);
  if (invoice) add('invoices', invoice);
  const [first] = invoice?.kind === 'read' ? invoice.value : [];
  // Of an only invoice the due date need not be said twice.
  if (first && answers.dueDate === undefined) add('dueDate', likely(first.originalDueDate, text));
  for (const { date, field = corrects ? lastDateAnswered(draft, asked) : undefined } of invoice ? elsewhere : told)
    if (field) add(field, date);
  // "No payment plan" is no "no payment".
  const cause = ClaimCause.safeParse(choicesIn(text.replace(speaksOfPlan, ' '), 'cause')[0]);
  if (cause.success && answers.cause === undefined && (asked === undefined || asked === 'buyer'))
    add('cause', likely(cause.data, text));
  const [contested] = choicesIn(text, 'contested');
  if (contested !== undefined && answers.disputed === undefined)
    add('disputed', likely(contested === 'disputed', text));
  return taken;
}

const likely = <Value>(value: Value, text: string): Reading<Value> => ({
  kind: 'read',
  value,
  sure: 'likely',
  matched: text.trim(),
  span: { start: 0, end: text.length },
});

/** The draft as an invoice in the same message is read with: when it fell due may be said before it is named. */
function withDueDate(
  draft: ClaimDraft,
  told: readonly { date: Found<string>; field: DateField | undefined }[],
): Pick<ClaimDraft, 'language' | 'answers'> {
  const due = told.flatMap(({ date, field }) => (field === 'dueDate' && date.kind === 'read' ? [date.value] : []));
  const [dueDate] = due;
  const { language, answers } = draft;
  return answers.dueDate === undefined && dueDate !== undefined && due.length === 1
    ? { language, answers: { ...answers, dueDate } }
    : draft;
}

/** A date that is put right is the one that was told last. */
const lastDateAnswered = ({ answered }: ClaimDraft, asked: ClaimField | undefined): DateField | undefined =>
  asked === 'dueDate' || asked === 'lastDelivery' || asked === 'insolvencyDate'
    ? undefined
    : answered.findLast((field): field is DateField => /^(?:dueDate|lastDelivery|insolvencyDate)$/.test(field));
type DateField = 'dueDate' | 'lastDelivery' | 'insolvencyDate';

/** Which date it is, by the words just before and after it; a date that follows a debt's amount is when it fell due. */
function dateField(
  text: string,
  { span }: Found<string>,
  asked: ClaimField | undefined,
  besideDebt: boolean,
): DateField | undefined {
  if (asked === 'dueDate' || asked === 'lastDelivery' || asked === 'insolvencyDate') return undefined;
  const clause =
    text
      .slice(0, span.start)
      .split(/[,.;](?=\s)|\b(?:og|and|men|but)\b/)
      .at(-1) ?? '';
  const [cue] = choicesIn(clause, 'dateOf').reverse();
  if (cue === 'dueDate' || cue === 'lastDelivery' || cue === 'insolvencyDate') return cue;
  return besideDebt ? 'dueDate' : undefined;
}
