export { codeText, codeTexts } from './code-words';
export type { CodeList } from './code-words';
export { linesText, present } from './lines';
export type { Line } from './lines';
export { waitingText } from './waiting-words';
export type { Expectation } from './waiting-words';
export {
  applicationText,
  decisionLines,
  historyLine,
  isNothing,
  limitClauses,
  outcomeNames,
  outcomeOfCode,
  ratingText,
  runOffText,
  whatToSendText,
  whyText,
} from './limit-words';
export type { ApplicationRecord, DecisionRecord } from './limit-words';
export {
  clausesOf,
  decisionAskedAbout,
  limitActionText,
  limitParagraphs,
  limitReasonText,
  mayBeLookedAtAgain,
} from './limit-summary';
export type { LimitAspect, LimitRecord } from './limit-summary';
export {
  claimClause,
  claimLines,
  claimStatusNames,
  claimStatusText,
  deductionsText,
  missingDocuments,
} from './claim-words';
export type { ClaimRecord } from './claim-words';
export {
  collectionClauses,
  collectionCostLines,
  collectionLines,
  collectionStatusText,
  phaseNames,
  recoveriesText,
  recoveryLine,
} from './collection-words';
export type { CollectionRecord, RecoveryRecord } from './collection-words';
export { aspectClauses } from './policy-aspects';
export type { PolicyAspect } from './policy-aspects';
export { declarationText, invoiceLines, policyClauses, policyLines, policyStatusNames } from './policy-words';
export type { DeclarationRecord, InvoiceRecord, PolicyRecord } from './policy-words';
