export { writeAnswer } from './write-answer';
export type { AnswerWriter, WriterParts, WritingTask, WritingTrace, WrittenResult } from './write-answer';
export { promptVersion } from './prompt';
export { maskFor, noMask } from './mask';
export type { Mask } from './mask';
export { SentenceReader } from './read-sentences';
