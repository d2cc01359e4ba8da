import type { ReplyLanguage } from '../../knowledge';
import {
  findDates,
  readAmount,
  readCompany,
  readDate,
  type Reading,
  readPercentage,
  readRecordNumber,
  readYesOrNo,
  without,
} from '../reading';
import { choicesIn } from './choices';
import { CaseType, type ClaimAnswers, ClaimCause, type ClaimDraft, type ClaimField, DocumentType } from './draft';
import type { FillContext, Taken } from './taken';
import { asBuyer, asMoney, likeEarlier } from './typed-values';
import { shareWithoutVat } from './vat';

/** The answer to the question that was open. */
export function answerTo(
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
      // "The customer is bankrupt" tells why, and nobody's name.
      const isCause = choicesIn(text, 'cause').length > 0 && !(company.kind === 'read' && company.sure === 'certain');
      const isRecord = readRecordNumber(text).kind === 'read' && !/\s\p{L}{2}/u.test(text);
      const isOther = company.kind === 'read' && company.sure === 'likely' && tellsOther(text, language, context.today);
      if (company.kind === 'not-found' || isCause || isRecord || isOther) return to('buyer', { kind: 'not-found' });
      return to('buyer', asBuyer(company));
    }
    case 'claimed':
      return to('claimed', asMoney(readAmount(withoutNamedDays(text, language, context.today), { language }), context));
    case 'netAmount': {
      const percent = readPercentage(text, language);
      const net =
        percent.kind === 'read' && answers.claimed ? shareWithoutVat(answers.claimed, percent.value) : undefined;
      if (net && percent.kind === 'read') return to('netAmount', { ...percent, value: net, sure: 'likely' });
      const amount = asMoney(readAmount(withoutNamedDays(text, language, context.today), { language }), {
        ...context,
        currency: answers.claimed?.currency ?? context.currency,
      });
      return to('netAmount', answers.claimed ? likeEarlier(amount, answers.claimed) : amount);
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

/** "10. august" is no amount of ten. A day in figures may be one after all. */
const withoutNamedDays = (text: string, language: ReplyLanguage, today: string): string =>
  without(
    text,
    findDates(text, { language, today }).flatMap(({ matched, span }) => (/\p{L}{3}/u.test(matched) ? [span] : [])),
  );

/** "20 June", "no plan" and "the invoices" are no names: another question's answer came to this one. */
const tellsOther = (text: string, language: ReplyLanguage, today: string): boolean =>
  findDates(text, { language, today }).length > 0 ||
  (['document', 'contested', 'plan', 'vat'] as const).some((kind) => choicesIn(text, kind).length > 0);

/** "None of them", or "all of them". */
function documentsByWord(text: string): DocumentType[] | undefined {
  if (readYesOrNo(text) === 'no') return [];
  return /^\W*(alle|alt|all|everything|det hele)\b/iu.test(text)
    ? ['invoices', 'statement_of_account', 'proof_of_delivery', 'correspondence']
    : undefined;
}
