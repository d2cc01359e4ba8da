import type { ReplyLanguage } from '../../knowledge';
import { type InBoth, listed } from '../both-languages';
import { formatDate } from '../dates';
import { formatMoney } from '../money';
import { caseTypeNames } from './case-type';
import { changeNames } from './change-names';
import { documentNames } from './document-words';
import type { ClaimAnswers, ClaimDraft, ClaimField } from './draft';
import { ClaimField as Field } from './draft';
import type { Unclear, Understood } from './fill';
import type { UnreadLine } from './invoice-lines';

/** What each answer is called. */
export const fieldNames: Record<ClaimField, InBoth> = {
  policyNumber: { da: 'Police', en: 'Policy' },
  buyer: { da: 'Køber', en: 'Buyer' },
  cause: { da: 'Årsag', en: 'Cause' },
  insolvencyDate: { da: 'Insolvent den', en: 'Insolvent on' },
  claimed: { da: 'Køberen skylder', en: 'The buyer owes' },
  dueDate: { da: 'Oprindelig forfaldsdato', en: 'Original due date' },
  invoices: { da: 'Fakturaer', en: 'Invoices' },
  vatIncluded: { da: 'Moms', en: 'VAT' },
  netAmount: { da: 'Uden moms', en: 'Without VAT' },
  lastDelivery: { da: 'Seneste levering', en: 'Last delivery' },
  disputed: { da: 'Bestridt', en: 'Disputed' },
  paymentPlan: { da: 'Afdragsordning', en: 'Payment plan' },
  documents: { da: 'Dokumenter klar', en: 'Documents ready' },
  caseType: { da: 'Sagstype', en: 'Case type' },
};

const causes: Record<ClaimAnswers['cause'], InBoth> = {
  insolvency: { da: 'Insolvens', en: 'Insolvency' },
  protracted_default: { da: 'Køberen betaler ikke', en: 'The buyer does not pay' },
  political: { da: 'Politiske forhold', en: 'Political events' },
};
const plans: Record<ClaimAnswers['paymentPlan'], InBoth> = {
  none: { da: 'Ingen', en: 'None' },
  approved: { da: 'Godkendt', en: 'Approved' },
  'not-approved': { da: 'Ikke godkendt', en: 'Not approved' },
};
const yesNo = (value: boolean, language: ReplyLanguage): string =>
  language === 'da' ? (value ? 'Ja' : 'Nej') : value ? 'Yes' : 'No';
const notKnown: InBoth = { da: 'Ikke oplyst', en: 'Not given' };

/** An answer as it stands in the summary; undefined while it is missing. */
export function answerText(
  answers: Partial<ClaimAnswers>,
  field: ClaimField,
  language: ReplyLanguage,
): string | undefined {
  const { buyer, cause, invoices, vatIncluded, disputed, paymentPlan, documents, caseType } = answers;
  switch (field) {
    case 'policyNumber':
      return answers.policyNumber;
    case 'buyer':
      return (
        buyer &&
        (buyer.registration && buyer.registration !== buyer.name ? `${buyer.name} (${buyer.registration})` : buyer.name)
      );
    case 'cause':
      return cause && causes[cause][language];
    case 'claimed':
    case 'netAmount': {
      const money = answers[field];
      return money && formatMoney(money, language);
    }
    case 'insolvencyDate':
    case 'dueDate':
    case 'lastDelivery': {
      const date = answers[field];
      return date && formatDate(date, language);
    }
    case 'invoices':
      return invoices?.map((invoice) => invoiceText(invoice, language)).join('; ');
    case 'vatIncluded':
      if (vatIncluded === undefined) return undefined;
      return language === 'da'
        ? vatIncluded
          ? 'Med i beløbet'
          : 'Ikke med i beløbet'
        : vatIncluded
          ? 'Included'
          : 'Not included';
    case 'disputed':
      return disputed === undefined ? undefined : yesNo(disputed, language);
    case 'paymentPlan':
      return paymentPlan && plans[paymentPlan][language];
    case 'documents':
      if (!documents) return undefined;
      return documents.length === 0
        ? { da: 'Ingen endnu', en: 'None yet' }[language]
        : listed(
            documents.map((type) => documentNames[type][language]),
            language,
          );
    case 'caseType':
      return caseType && caseTypeNames[caseType][language];
    default:
      throw new Error(`Unhandled field: ${field satisfies never}`);
  }
}

function invoiceText(
  { number, invoiceDate, dueDate, gross }: ClaimAnswers['invoices'][number],
  language: ReplyLanguage,
): string {
  const [issued, due] = [formatDate(invoiceDate, language), formatDate(dueDate, language)];
  return language === 'da'
    ? `${number} af ${issued}, forfald ${due}, ${formatMoney(gross, 'da')}`
    : `${number} of ${issued}, due ${due}, ${formatMoney(gross, 'en')}`;
}

/** A draft's answers as lines of label and text, for a card or a list. What was left open is shown as such. */
export const summaryLines = (
  { answers, unknown }: ClaimDraft,
  language: ReplyLanguage,
): { field: ClaimField; label: string; text: string }[] =>
  Field.options.flatMap((field) => {
    const text = answerText(answers, field, language) ?? (unknown.includes(field) ? notKnown[language] : undefined);
    return text === undefined ? [] : [{ field, label: fieldNames[field][language], text }];
  });

/** The summary before sending; the question whether to send stands after it. */
export function summaryText(draft: ClaimDraft, language: ReplyLanguage): string {
  const lead = language === 'da' ? 'Det her sender jeg:' : 'This is what I will send:';
  return [lead, answersText(draft, language)].join('\n\n');
}

/** The answers so far, a line each. */
export const answersText = (draft: ClaimDraft, language: ReplyLanguage): string =>
  summaryLines(draft, language)
    .map(({ label, text }) => `- **${label}:** ${text}`)
    .join('\n');

/** After the insurer has taken it. Says what comes next, and no date: the insurer's systems give those. */
export const receiptText = (reference: string, language: ReplyLanguage): string =>
  language === 'da'
    ? `Anmeldelsen er modtaget. Nummeret er **${reference}**. Vi registrerer den, ser, om papirerne er der, og skriver, hvis noget mangler. Du kan altid spørge mig, hvor den står.`
    : `The claim has been received. Its number is **${reference}**. We register it, see whether the papers are there, and write if something is missing. You can ask me where it stands at any time.`;

/** What was taken from a message: "I understood: Buyer: Nordhavn Stål …". What is likely only is marked for a second look. */
export function understoodText(
  answers: Partial<ClaimAnswers>,
  understood: readonly Understood[],
  language: ReplyLanguage,
): string {
  const parts = understood.flatMap(({ field, sure }) => {
    const text = answerText(answers, field, language);
    const doubt =
      sure === 'likely'
        ? { da: ' (ret mig, hvis det er forkert)', en: ' (correct me if that is wrong)' }[language]
        : '';
    return text === undefined ? [] : [`${inSentence(fieldNames[field][language])}: ${text}${doubt}`];
  });
  if (parts.length === 0) return '';
  // An amount in "kr." brings its own full stop.
  const said = capital(parts.join('; ')).replace(/\.?$/, '.');
  return language === 'da' ? `Forstået. ${said}` : `Understood. ${said}`;
}

/** "Buyer" in the middle of a sentence is "buyer"; "VAT" stays. */
const inSentence = (name: string): string =>
  /^\p{Lu}{2}/u.test(name) ? name : name.charAt(0).toLowerCase() + name.slice(1);
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const lacking: Record<UnreadLine['lacks'], InBoth> = {
  number: { da: 'fakturanummer', en: 'its number' },
  'invoice-date': { da: 'fakturadato', en: 'its invoice date' },
  'due-date': { da: 'forfaldsdato', en: 'its due date' },
  amount: { da: 'beløb', en: 'its amount' },
  'clear-date': {
    da: 'en dato, der kun kan læses på én måde, fx 1. marts 2026',
    en: 'a date that reads one way only, such as 1 March 2026',
  },
  'clear-amount': {
    da: 'et beløb, der kun kan læses på én måde, fx 1.250,00 kr.',
    en: 'an amount that reads one way only, such as EUR 1,250.00',
  },
};

/** Why an answer was not taken, and what to do. */
export function unclearText(unclear: Unclear, language: ReplyLanguage): string {
  const name = changeNames[unclear.field][language];
  switch (unclear.kind) {
    case 'ambiguous':
      return language === 'da'
        ? `»${unclear.matched}« kan læses på flere måder. Hvad mener du?`
        : `“${unclear.matched}” can be read in several ways. Which do you mean?`;
    case 'impossible':
      return language === 'da'
        ? `»${unclear.matched}« kan ikke passe. Prøv igen.`
        : `“${unclear.matched}” cannot be right. Please try again.`;
    case 'not-understood':
      return language === 'da' ? 'Det forstod jeg ikke som et svar.' : 'I did not understand that as an answer.';
    case 'differs':
      return language === 'da'
        ? `Du skrev »${unclear.matched}«, men har svaret noget andet før. Jeg har ikke ændret noget; skriv »ret ${name}«, hvis det skal ændres.`
        : `You wrote “${unclear.matched}”, but answered otherwise before. I changed nothing; write “change ${name}” to change it.`;
    case 'lines':
      return unclear.unread
        .map(({ line, lacks }) =>
          language === 'da' ? `»${line}« mangler ${lacking[lacks].da}.` : `“${line}” lacks ${lacking[lacks].en}.`,
        )
        .join('\n');
    default:
      throw new Error(`Unhandled kind: ${unclear satisfies never}`);
  }
}
