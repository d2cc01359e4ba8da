export { rewrittenFollowUps } from './follow-ups';
export { rankedByModel } from './ranking';
export { helpPromptVersion, helpSteps, turnModel } from './turn-model';
export type { HelpStep, HelpTrace, Read, Said, TurnModel, TurnModelParts } from './turn-model';
export { jsonSchema, readJson } from './reply-json';
