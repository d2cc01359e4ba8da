export { checkSentence } from './check-sentence';
export { saysInFull } from './said-in-full';
export { rules } from './types';
export type { CheckContext, Rule, Source, Verdict, WrittenSentence } from './types';
