export { checkSentence } from './check-sentence';
export { rules } from './types';
export type { CheckContext, Rule, Source, Verdict, WrittenSentence } from './types';
