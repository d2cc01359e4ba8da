export { attachQuestions } from './attach-questions';
export type { DocumentFromFile, QuestionFailure } from './attach-questions';
export { QuestionFile, QuestionFileError, readQuestionFile } from './question-file';
