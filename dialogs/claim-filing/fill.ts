import {
  findAmounts,
  findCompanies,
  findDates,
  findRecordNumbers,
  type Found,
  overlap,
  readAmount,
  readCompany,
  readDate,
  type Reading,
  readPercentage,
  readRecordNumber,
  readYesOrNo,
  type TypedAmount,
  without,
} from '../reading';
import { z } from 'zod';
import type { ReplyLanguage } from '../../knowledge';
import { formatDate, IsoDate } from '../dates';
import { formatMoney, Money } from '../money';
import { shareWithoutVat } from './vat';
import { choicesIn } from './choices';
import {
  CaseType,
  ClaimCause,
  type ClaimAnswers,
  type ClaimDraft,
  ClaimField,
  DocumentType,
  withAnswer,
} from './draft';
import { readInvoiceLines, type UnreadLine } from './invoice-lines';

export interface FillContext {
  today: string;
  at: Date;
  /** The policy's: an amount without a currency is in it. */
  currency?: string | undefined;
}

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

interface Taken<Field extends ClaimField = ClaimField> {
  field: Field;
  reading: Reading<ClaimAnswers[Field]>;
  /** Meant for this field: it may replace an earlier answer. */
  asked: boolean;
}

/**
 * Takes every answer that a message gives: the one to the question asked, and whatever else it says ("Nordhavn Stål owes us 85.000 kr since
 * 1 March"). Steering words (`readControl`) are the caller's, and come first. An answer given before is never changed in passing.
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
  const takenAll =
    asked === 'invoices' ? [] : [...passing(text, asked, draft, context), ...answerTo(asked, text, draft, context)];
  for (const { field, reading, asked: meant } of takenAll) {
    switch (reading.kind) {
      case 'read':
        if (!meant && draft.answers[field] !== undefined) {
          if (!sameAnswer(draft.answers[field], reading.value))
            unclear.push({ field, kind: 'differs', matched: reading.matched });
          break;
        }
        filled = withAnswer(filled, field, reading.value, context.at);
        understood.push({ field, sure: reading.sure, matched: reading.matched });
        break;
      case 'ambiguous':
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
  if (asked === 'invoices') return fillInvoices(filled, text, context);
  const gotSomethingElse = understood.length > 0;
  return {
    draft: filled,
    understood,
    unclear: gotSomethingElse ? unclear.filter(({ kind }) => kind !== 'not-understood') : unclear,
  };
}

function fillInvoices(draft: ClaimDraft, text: string, { today, at, currency = 'DKK' }: FillContext): Filled {
  const options = { language: draft.language, today, currency: draft.answers.claimed?.currency ?? currency };
  const { invoices, unread } = readInvoiceLines(text, draft.answers, options);
  if (unread.length > 0) return { draft, understood: [], unclear: [{ field: 'invoices', kind: 'lines', unread }] };
  if (invoices.length === 0) return { draft, understood: [], unclear: [{ field: 'invoices', kind: 'not-understood' }] };
  return {
    draft: withAnswer(draft, 'invoices', invoices, at),
    understood: [{ field: 'invoices', sure: 'certain', matched: text.trim() }],
    unclear: [],
  };
}

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

/** What the message says beside the question. */
function passing(text: string, asked: ClaimField | undefined, draft: ClaimDraft, context: FillContext): Taken[] {
  const { language, answers } = draft;
  const dates = findDates(text, { language, today: context.today });
  const numbers = findRecordNumbers(text);
  const companies = findCompanies(text).filter(({ span }) => !numbers.some((number) => overlap(number.span, span)));
  const rest = without(
    text,
    [...dates, ...numbers].map(({ span }) => span),
  );
  const amounts = findAmounts(rest, { language });
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
  if (asked !== 'netAmount' && asked !== 'claimed' && amount && amounts.length === 1)
    add('claimed', asMoney(amount, context));
  for (const date of dates) {
    const field = dateField(text, date, asked, taken.length > 0 && amounts.length === 1 && dates.length === 1);
    if (field) add(field, date);
  }
  const cause = ClaimCause.safeParse(choicesIn(text, 'cause')[0]);
  if (cause.success && answers.cause === undefined && asked === undefined) add('cause', likely(cause.data, text));
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

/** Which date it is, by the words just before and after it; a date that follows a debt's amount is when it fell due. */
function dateField(
  text: string,
  { span }: Found<string>,
  asked: ClaimField | undefined,
  besideDebt: boolean,
): 'dueDate' | 'lastDelivery' | 'insolvencyDate' | undefined {
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

function asBuyer(found: ReturnType<typeof findCompanies>[number]): Reading<ClaimAnswers['buyer']> {
  const one = (company: { name?: string | undefined; registration?: { value: string } | undefined }) => ({
    name: company.name ?? company.registration?.value ?? '',
    ...(company.registration && { registration: company.registration.value }),
  });
  switch (found.kind) {
    case 'read':
      return { ...found, value: one(found.value) };
    case 'ambiguous': {
      const [first, second, ...more] = found.choices;
      return { ...found, choices: [one(first), one(second), ...more.map(one)] };
    }
    case 'impossible':
      return found;
    default:
      throw new Error(`Unhandled reading: ${found satisfies never}`);
  }
}

function asMoney(found: Reading<TypedAmount>, { currency = 'DKK' }: FillContext): Reading<Money> {
  const one = (typed: TypedAmount): Money => ({
    amount: twoDecimals(typed.amount),
    currency: typed.currency ?? currency,
  });
  if (found.kind === 'not-found' || found.kind === 'impossible') return found;
  if (found.kind === 'ambiguous') {
    const [first, second, ...more] = found.choices;
    return { ...found, choices: [one(first), one(second), ...more.map(one)] };
  }
  // A debt is above nothing.
  if (/^-|^0+(\.0*)?$/.test(found.value.amount))
    return { kind: 'impossible', matched: found.matched, span: found.span };
  return { ...found, value: one(found.value) };
}

const twoDecimals = (amount: string): string => {
  const [whole = '0', part = ''] = amount.split('.');
  return `${whole}.${part.slice(0, 2).padEnd(2, '0')}`;
};

/** The answer to the question that was open. */
function answerTo(
  asked: ClaimField | undefined,
  text: string,
  { language, answers }: ClaimDraft,
  context: FillContext,
): Taken[] {
  const to = <Field extends ClaimField>(field: Field, reading: Reading<ClaimAnswers[Field]>): Taken[] => [
    { field, reading, asked: true } as Taken,
  ];
  const choice = <Value>(value: Value | undefined): Reading<Value> =>
    value === undefined
      ? { kind: 'not-found' }
      : { kind: 'read', value, sure: 'certain', matched: text.trim(), span: { start: 0, end: text.length } };
  const yesOrNo = (): boolean | undefined =>
    ({ yes: true, no: false, 'dont-know': undefined })[readYesOrNo(text) ?? 'dont-know'];
  switch (asked) {
    case undefined:
    case 'invoices':
      return [];
    case 'policyNumber': {
      const number = readRecordNumber(text);
      return to(
        'policyNumber',
        number.kind === 'read' ? { ...number, value: number.value.value } : { kind: 'not-found' },
      );
    }
    case 'buyer': {
      const company = readCompany(text);
      return to('buyer', company.kind === 'not-found' ? company : asBuyer(company));
    }
    case 'claimed':
      return to('claimed', asMoney(readAmount(text, { language }), context));
    case 'netAmount': {
      const percent = readPercentage(text, language);
      const net =
        percent.kind === 'read' && answers.claimed ? shareWithoutVat(answers.claimed, percent.value) : undefined;
      if (net && percent.kind === 'read') return to('netAmount', { ...percent, value: net, sure: 'likely' });
      return to(
        'netAmount',
        asMoney(readAmount(text, { language }), {
          ...context,
          currency: answers.claimed?.currency ?? context.currency,
        }),
      );
    }
    case 'dueDate':
    case 'lastDelivery':
    case 'insolvencyDate':
      return to(asked, readDate(text, { language, today: context.today }));
    case 'cause':
      return to('cause', choice(ClaimCause.safeParse(choicesIn(text, 'cause')[0] ?? text.trim()).data));
    case 'vatIncluded': {
      const [named] = choicesIn(text, 'vat').reverse();
      return to('vatIncluded', choice(named ? named === 'yes' : yesOrNo()));
    }
    case 'disputed':
      return to(
        'disputed',
        choice({ disputed: true, undisputed: false }[choicesIn(text, 'contested')[0] ?? ''] ?? yesOrNo()),
      );
    case 'paymentPlan': {
      const [named] = choicesIn(text, 'plan');
      const plan = named === 'approved' || named === 'none' || named === 'not-approved' ? named : undefined;
      return to('paymentPlan', choice(plan));
    }
    case 'documents': {
      const documents = choicesIn(text, 'document').flatMap((name) => DocumentType.safeParse(name).data ?? []);
      return to('documents', choice(documents.length > 0 ? documents : documentsByWord(text)));
    }
    case 'caseType':
      return to('caseType', choice(CaseType.safeParse(choicesIn(text, 'caseType')[0] ?? text.trim()).data));
    default:
      throw new Error(`Unhandled field: ${asked satisfies never}`);
  }
}

/** "None of them", or "all of them". */
function documentsByWord(text: string): DocumentType[] | undefined {
  if (readYesOrNo(text) === 'no') return [];
  return /^\W*(alle|alt|all|everything|det hele)\b/iu.test(text)
    ? ['invoices', 'statement_of_account', 'proof_of_delivery', 'correspondence']
    : undefined;
}

/** The answer that a wish to change names: "change the amount". */
export const fieldNamed = (text: string): ClaimField | undefined =>
  ClaimField.safeParse(choicesIn(text, 'field')[0]).data;
