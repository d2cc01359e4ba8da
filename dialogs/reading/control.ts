import { loadIntents, type Intents } from '../../knowledge/answer';
import { projectPath } from '../../knowledge/project-path';

const names = ['yes', 'no', 'dont-know', 'back', 'change', 'cancel', 'pause', 'resume', 'help'] as const;
/** What people say to steer a form, whatever its question is. */
export type Control = (typeof names)[number];

let loaded: Intents<Control> | undefined;

/** The steering word that a message is, in any of the six languages; undefined when it is an answer. Phrases: `control.json`. */
export function readControl(text: string): Control | undefined {
  loaded ??= loadIntents(projectPath('dialogs', 'reading', 'control.json'), names);
  return loaded.of(text);
}

/** Yes, no, or that they do not know; undefined for anything else. */
export function readYesOrNo(text: string): 'yes' | 'no' | 'dont-know' | undefined {
  const control = readControl(text);
  return control === 'yes' || control === 'no' || control === 'dont-know' ? control : undefined;
}
