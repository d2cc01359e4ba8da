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

/** Speaks of the customer's own. A bare "i" is Danish for "in" and "you": English has it behind its verb. */
export const ofOwn =
  /(?<!\p{L})(?:vi|vores|jeg|min|mit|mine|we|our|my|(?:do|did|must|should|can|could|may|am|will|would|if|when)\s+i)(?!\p{L})/iu;
const ofThePolicy = /(?<!\p{L})(?:policen|forsikringsåret|the policy|the insurance year)(?!\p{L})/iu;
const asksMeaning = /(?<!\p{L})(?:betyder|mean|means|hvad er en|what is an?)(?!\p{L})/iu;

/** "How long is our waiting period?": the clause says what one is, and the customer's own policy how long it is. */
export const ownTermAsked = (message: string): PolicyAspect | undefined =>
  isQuestion(message) && (ofOwn.test(message) || ofThePolicy.test(message)) && !asksMeaning.test(message)
    ? policyAspectOf(message)
    : undefined;
