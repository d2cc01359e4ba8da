export { isCorrection } from './correction';
export {
  applies,
  CaseType,
  ClaimAnswers,
  ClaimCause,
  ClaimDraft,
  ClaimField,
  dispensable,
  DocumentType,
  DraftBuyer,
  DraftInvoice,
  newDraft,
  withAnswer,
} from './draft';
export type { DraftId } from './draft';
export { fieldNamed, fillDraft } from './fill';
export { withProposed } from './proposed';
export { halfAfter, withWhatWasMissing } from './half-invoices';
export { lineOptions, readInvoiceLines } from './invoice-lines';
export type { FillContext } from './taken';
export type { Filled, Unclear, Understood } from './fill';
export { claimToFile, nextStep } from './next-step';
export type { ClaimToFile, NextStep } from './next-step';
export { cancelDraft, changeAnswer, goBack, markFiled, pauseDraft, resumeDraft, skipQuestion } from './revise';
export { deadlinesOfDraft, termsOfPolicy } from './facts';
export type { ClaimFacts, LimitDecision, PolicyTermsRecord } from './facts';
export { checkBuyer, checkClaim, limitOn, usualDocuments } from './findings';
export type { Checked, Finding, FindingKind, NotChecked, Severity } from './finding-kinds';
export { caseTypeNames, proposeCaseType } from './case-type';
export type { CaseTypeProposal } from './case-type';
export { filingWords, questionWords } from './question-words';
export type { QuestionWords } from './question-words';
export { findingsText, handlerDecides } from './finding-words';
export { documentNames } from './document-words';
export { changeNames } from './change-names';
export {
  answersText,
  answerText,
  fieldNames,
  receiptText,
  summaryLines,
  summaryText,
  unclearText,
  understoodText,
} from './summary-words';
