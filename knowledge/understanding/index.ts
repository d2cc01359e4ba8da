export { rewrittenFollowUps } from './follow-ups';
export { rankedByModel } from './ranking';
export { helpPromptVersion, helpSteps } from './help-steps';
export type { HelpStep } from './help-steps';
export { turnModel } from './turn-model';
export type { HelpTrace, Read, Said, TurnModel } from './turn-model';
export { jsonSchema, readJson } from './reply-json';
export { writeQuestions } from './write-questions';
