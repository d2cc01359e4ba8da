export type { Answer, AnswerWithPassages, Citation, Knowledge, Question } from './answer-types';
export type { AnswerStream } from './answer-stream';
export { Audience, maySee } from './documents';
export type { Clause, DocumentSummary, LoadedDocument, Passage } from './documents';
export { Language, localeLanguage, replyLanguage } from './language/languages';
export type { ReplyLanguage } from './language/languages';
export { projectPath } from './project-path';
export { keepingResults } from './kept-results';
