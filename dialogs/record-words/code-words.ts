import type { ReplyLanguage } from '../../knowledge';
import type { InBoth } from '../both-languages';

/** Why a limit was refused, cut or made conditional, in approved words. Nothing in them is about another customer, nor about where it is known from. */
const limitReasons: Record<string, InBoth> = {
  financials_requested_not_given: {
    da: 'Vi har bedt om køberens regnskab og ikke fået det.',
    en: 'We asked for the buyer’s accounts and did not get them.',
  },
  financials_not_available: {
    da: 'Der findes ikke et regnskab, vi kan vurdere køberen ud fra.',
    en: 'There are no accounts by which we can assess the buyer.',
  },
  out_of_business: { da: 'Virksomheden er ophørt.', en: 'The company has ceased trading.' },
  new_company: {
    da: 'Virksomheden er ny, og der er endnu for lidt at vurdere den ud fra.',
    en: 'The company is new, and there is too little to assess it by yet.',
  },
  not_registered: {
    da: 'Vi kan ikke finde virksomheden i det offentlige register.',
    en: 'We cannot find the company in the public register.',
  },
  non_trading: {
    da: 'Virksomheden ser ikke ud til at have aktivitet.',
    en: 'The company does not appear to be trading.',
  },
  no_comment: {
    da: 'Afgørelsen er givet uden nærmere begrundelse.',
    en: 'The decision was given without a further reason.',
  },
  insolvency_risk_only: {
    da: 'Afgørelsen omfatter alene risikoen for køberens insolvens.',
    en: 'The decision concerns the risk of the buyer’s insolvency alone.',
  },
  payment_instrument_condition: {
    da: 'Der er knyttet en betingelse til måden, køberen betaler på, eller til den sikkerhed, der stilles.',
    en: 'There is a condition on how the buyer pays, or on the security given.',
  },
  adverse_public_information: {
    da: 'Der er negative oplysninger om køberen i offentligt tilgængelige kilder.',
    en: 'There is adverse information about the buyer in public sources.',
  },
  limit_full: {
    da: 'Vi har i øjeblikket ikke plads til et større beløb på køberen.',
    en: 'We have no room for a larger amount on the buyer at present.',
  },
  lack_of_turnover: {
    da: 'Kreditmaksimum er ikke brugt nok til at blive holdt på det beløb.',
    en: 'The limit has not been used enough to be kept at that amount.',
  },
  other: { da: 'Årsagen er en anden end de sædvanlige.', en: 'The reason is another than the usual ones.' },
};

/** The message standard's numbers for the same (EDIFACT 4509), for insurers whose systems send those. */
const numbered: Record<string, string> = {
  '1': 'financials_requested_not_given',
  '2': 'financials_not_available',
  '3': 'out_of_business',
  '4': 'new_company',
  '5': 'not_registered',
  '6': 'non_trading',
  '7': 'no_comment',
  '8': 'insolvency_risk_only',
  '9': 'payment_instrument_condition',
  '10': 'payment_instrument_condition',
  '11': 'payment_instrument_condition',
  '12': 'adverse_public_information',
  '13': 'limit_full',
  '14': 'lack_of_turnover',
  '15': 'other',
};

/** What may help a new look at a limit, by the reason it was refused or cut for. */
const whatHelps: Record<string, InBoth> = {
  financials_requested_not_given: { da: 'køberens seneste regnskab', en: 'the buyer’s latest accounts' },
  financials_not_available: {
    da: 'et foreløbigt regnskab eller en saldobalance fra køberen',
    en: 'interim accounts or a trial balance from the buyer',
  },
  new_company: {
    da: 'budget, ejernes baggrund og jeres egne betalingserfaringer',
    en: 'a budget, the owners’ background and your own payment experience',
  },
  not_registered: { da: 'det rigtige CVR- eller registreringsnummer', en: 'the right registration number' },
  non_trading: { da: 'ordrer og fakturaer, der viser aktivitet', en: 'orders and invoices that show trading' },
  out_of_business: { da: 'det selskab, der nu driver virksomheden', en: 'the company that now runs the business' },
  insolvency_risk_only: { da: 'nyere regnskabstal fra køberen', en: 'more recent figures from the buyer' },
  payment_instrument_condition: {
    da: 'bevis for, at betingelsen er opfyldt',
    en: 'proof that the condition has been met',
  },
  adverse_public_information: {
    da: 'køberens egen forklaring og nyere regnskabstal',
    en: 'the buyer’s own explanation and more recent figures',
  },
  limit_full: {
    da: 'jeres højeste forventede udestående og en leveringsplan',
    en: 'your highest expected outstanding and a delivery plan',
  },
  lack_of_turnover: { da: 'ordrer eller en salgsplan for køberen', en: 'orders or a sales plan for the buyer' },
};

const missingInformation: Record<string, InBoth> = {
  latest_accounts: { da: 'køberens seneste regnskab', en: 'the buyer’s latest accounts' },
  payment_experience: { da: 'jeres betalingserfaringer med køberen', en: 'your payment experience with the buyer' },
  interim_figures: { da: 'køberens tal for året indtil nu', en: 'the buyer’s figures for the year to date' },
  order_details: { da: 'oplysninger om ordren', en: 'details of the order' },
};

const delayReasons: Record<string, InBoth> = {
  waiting_for_accounts_from_buyer: {
    da: 'Vi venter på regnskab fra køberen.',
    en: 'We are waiting for accounts from the buyer.',
  },
  waiting_for_information_from_you: {
    da: 'Vi venter på oplysninger fra jer.',
    en: 'We are waiting for information from you.',
  },
  waiting_for_agency_report: { da: 'Vi venter på en kreditoplysning.', en: 'We are waiting for a credit report.' },
  large_amount_second_underwriter: {
    da: 'Beløbet er så stort, at endnu en kreditanalytiker skal se på det.',
    en: 'The amount is so large that a second underwriter has to look at it.',
  },
  waiting_for_documents: { da: 'Vi venter på dokumenter.', en: 'We are waiting for documents.' },
  waiting_for_insolvency_administrator: {
    da: 'Vi venter på svar fra kurator.',
    en: 'We are waiting for the insolvency practitioner.',
  },
  waiting_for_answer_from_buyer: { da: 'Vi venter på svar fra køberen.', en: 'We are waiting for the buyer’s answer.' },
};

const deductionReasons: Record<string, InBoth> = {
  above_limit: { da: 'over kreditmaksimum', en: 'above the credit limit' },
  delivered_after_stop_of_cover: { da: 'leveret efter dækningsstop', en: 'delivered after the stop of cover' },
  vat_not_insured: { da: 'moms', en: 'VAT' },
  terms_too_long: { da: 'længere kredittid end aftalt i policen', en: 'longer credit period than the policy allows' },
  credit_note: { da: 'kreditnota', en: 'credit note' },
};

const rejectionReasons: Record<string, InBoth> = {
  notified_too_late: {
    da: 'Gælden blev indberettet efter policens frist.',
    en: 'The debt was reported after the policy’s last day.',
  },
  no_valid_limit: {
    da: 'Der var intet gyldigt kreditmaksimum på køberen.',
    en: 'There was no valid credit limit on the buyer.',
  },
  delivered_after_stop_of_cover: {
    da: 'Der blev leveret efter dækningsstop.',
    en: 'Deliveries were made after the stop of cover.',
  },
  wrong_legal_entity: {
    da: 'Fakturaerne er til et andet selskab end det, kreditmaksimum står på.',
    en: 'The invoices are to another company than the one the limit is on.',
  },
  terms_too_long: {
    da: 'Kredittiden var længere end aftalt i policen.',
    en: 'The credit period was longer than the policy allows.',
  },
  unresolved_dispute: {
    da: 'Køberen bestrider kravet, og tvisten er ikke løst.',
    en: 'The buyer disputes the debt, and the dispute is not settled.',
  },
  no_proof_of_delivery: {
    da: 'Der mangler bevis for, at varerne er leveret.',
    en: 'Proof that the goods were delivered is missing.',
  },
};

const texts = {
  'limit-reason': limitReasons,
  'what-helps': whatHelps,
  'missing-information': missingInformation,
  delay: delayReasons,
  deduction: deductionReasons,
  rejection: rejectionReasons,
} as const;

/** Which of the insurer's lists a code is from. */
export type CodeList = keyof typeof texts;

const noWords: Record<CodeList, InBoth> = {
  'limit-reason': {
    da: 'Begrundelsen er ikke sat i ord her; jeres kontakt kan forklare den.',
    en: 'The reason is not put into words here; your contact can explain it.',
  },
  'what-helps': {
    da: 'nye oplysninger, der ikke var med i vurderingen',
    en: 'new information that was not part of the assessment',
  },
  'missing-information': {
    da: 'oplysninger, som jeres kontakt kan sige mere om',
    en: 'information that your contact can tell more about',
  },
  delay: {
    da: 'Grunden er ikke sat i ord her; jeres kontakt kan forklare den.',
    en: 'The reason is not put into words here; your contact can explain it.',
  },
  deduction: {
    da: 'andet fradrag, som sagsbehandleren kan forklare',
    en: 'another deduction, which the claims handler can explain',
  },
  rejection: {
    da: 'Begrundelsen er ikke sat i ord her; sagsbehandleren kan forklare den.',
    en: 'The reason is not put into words here; the claims handler can explain it.',
  },
};

/** The approved words for a code of the insurer's. A code without words is never shown as it is, nor guessed at. */
export function codeText(list: CodeList, code: string, language: ReplyLanguage): string {
  const name = list === 'limit-reason' || list === 'what-helps' ? (numbered[code] ?? code) : code;
  const words: InBoth | undefined = Object.hasOwn(texts[list], name) ? texts[list][name] : undefined;
  return (words ?? noWords[list])[language];
}

/** The texts for several codes, each once. */
export const codeTexts = (list: CodeList, codes: readonly string[], language: ReplyLanguage): string[] => [
  ...new Set(codes.map((code) => codeText(list, code, language))),
];
