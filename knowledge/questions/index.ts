export { attachQuestions, shippedQuestionFile } from './attach-questions';
export type { DocumentFromFile, QuestionFailure } from './attach-questions';
export { shippedQuestions } from './shipped-questions';
export type { AskedClause } from './shipped-questions';
export { QuestionFile, QuestionFileError, readQuestionFile } from './question-file';
