export { readDocuments } from './read-documents';
export { DuplicateDocumentNameError } from './duplicate-names';
export type { ReadFailure, ReadOptions } from './read-documents';
export type { ReadLimits } from './read-limits';
