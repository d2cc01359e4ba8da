export { writeAnswer } from './write-answer';
export type { AnswerWriter, WritingTask, WrittenResult } from './write-answer';
export { writeFacts } from './write-facts';
export type { Fact, FactsTask, FactsWriter, WrittenFacts } from './write-facts';
export type { WriterParts, WritingTrace } from './ask-model';
export { languageNames, promptVersion } from './prompt';
export { maskFor, noMask } from './mask';
export type { Mask } from './mask';
export { SentenceReader } from './read-sentences';
