/**
 * Words of the trade that our demo uses where a record holds codes, and that approved texts are written for. An insurer may have others:
 * a code without a text is told as "the insurer has not put the reason in words", and a person is offered.
 */

/** Why a limit was refused, cut or made conditional: the message standard's (EDIFACT 4509) reasons, in words. */
export const limitReasons = [
  'financials_requested_not_given',
  'financials_not_available',
  'out_of_business',
  'new_company',
  'not_registered',
  'non_trading',
  'no_comment',
  'insolvency_risk_only',
  'payment_instrument_condition',
  'adverse_public_information',
  'limit_full',
  'lack_of_turnover',
  'other',
] as const;

/** What an application waits for from the customer. */
export const missingInformation = [
  'latest_accounts',
  'payment_experience',
  'interim_figures',
  'order_details',
] as const;

/** Why an application or a claim takes longer. */
export const delayReasons = [
  'waiting_for_accounts_from_buyer',
  'waiting_for_information_from_you',
  'waiting_for_agency_report',
  'large_amount_second_underwriter',
  'waiting_for_documents',
  'waiting_for_insolvency_administrator',
  'waiting_for_answer_from_buyer',
] as const;

/** What was taken off a claim before the insured percentage. */
export const deductionReasons = [
  'above_limit',
  'delivered_after_stop_of_cover',
  'vat_not_insured',
  'terms_too_long',
  'credit_note',
] as const;

/** Why a claim was not accepted. */
export const rejectionReasons = [
  'notified_too_late',
  'no_valid_limit',
  'delivered_after_stop_of_cover',
  'wrong_legal_entity',
  'terms_too_long',
  'unresolved_dispute',
  'no_proof_of_delivery',
] as const;

/** What may be known of a buyer beside that it does not pay. */
export const adverseInformation = ['insolvency', 'bounced_cheque', 'failed_direct_debit', 'payments_stopped'] as const;
