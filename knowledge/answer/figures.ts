import { projectPath } from '../project-path';
import { loadIntents, type Intents } from './intents';

let loaded: Intents<'figure'> | undefined;

/** The question can only be answered by a figure: how many per cent, how many days, what it costs. */
export function asksForFigure(message: string): boolean {
  loaded ??= loadIntents(projectPath('knowledge', 'answer', 'figure-phrases.json'), ['figure']);
  return loaded.of(message) !== undefined;
}

/** The text states a figure. A telephone number or an address counts too: telling them apart is not worth a wrong refusal. */
export const statesFigure = (text: string): boolean =>
  /\d/.test(text) || /\b(halv|halve|half|twice|double|dobbelt)\b/i.test(text);
