import { projectPath } from '../project-path';
import { loadIntents, type Intents } from './intents';

/** Why a person is needed: asked for one, makes a complaint, or disputes a decision. */
export type PersonReason = 'asked' | 'complaint' | 'dispute';

let loaded: Intents<PersonReason> | undefined;

/**
 * Whether a message asks for a person, makes a complaint or disputes a decision, in any of the six languages. *How* to complain or to have a
 * decision reviewed is a question and gives undefined.
 */
export function wantsPerson(message: string): PersonReason | undefined {
  loaded ??= loadIntents(projectPath('knowledge', 'answer', 'person-phrases.json'), ['asked', 'complaint', 'dispute']);
  return loaded.of(message);
}
