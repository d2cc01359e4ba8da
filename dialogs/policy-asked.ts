import { type Intents, loadIntents } from '../knowledge/answer';
import { projectPath } from '../knowledge/project-path';
import { isQuestion } from './is-question';
import { policyAspects, type PolicyAspect } from './record-words/policy-aspects';

let loaded: Intents<PolicyAspect> | undefined;

/** Which of a policy's terms a message is about; undefined for the policy as a whole. */
export function policyAspectOf(message: string): PolicyAspect | undefined {
  loaded ??= loadIntents(projectPath('dialogs', 'intents', 'policy.json'), policyAspects);
  return loaded.of(message);
}

const own =
  /(?<!\p{L})(?:vi|vores|jeg|min|mit|mine|policen|forsikringsåret|we|our|i|my|the policy|the insurance year)(?!\p{L})/iu;
const asksMeaning = /(?<!\p{L})(?:betyder|mean|means|hvad er en|what is an?)(?!\p{L})/iu;

/** "How long is our waiting period?": the clause says what one is, and the customer's own policy how long it is. */
export const asksOwnTerm = (message: string): boolean =>
  isQuestion(message) && own.test(message) && !asksMeaning.test(message) && policyAspectOf(message) !== undefined;
