import { projectPath } from '../project-path';
import { loadIntents, type Intents } from './intents';

let loaded: Intents<'figure'> | undefined;

/** The question can only be answered by a figure: how many per cent, how many days, what it costs. */
export function asksForFigure(message: string): boolean {
  loaded ??= loadIntents(projectPath('knowledge', 'answer', 'figure-phrases.json'), ['figure']);
  return loaded.of(message) !== undefined;
}

const pointers =
  /(?:din|jeres) (?:police|aftale) (?:siger|viser|sætter)|(?:står|fremgår|ser du|finder)[^.]{0,60} (?:i|af) (?:din|dine|jeres|police)|your policy (?:says|shows|sets)|(?:stated|find|look up)[^.]{0,60} in your|policy schedule shows/i;

/** The text says where the customer finds their own figure: in a matter that differs from policy to policy, that is the answer. */
export const tellsWhereFigureStands = (text: string): boolean => pointers.test(text);

/** The text states a figure. A telephone number or an address counts too: telling them apart is not worth a wrong refusal. */
export const statesFigure = (text: string): boolean =>
  /\d/.test(text) || /\b(halv|halve|half|twice|double|dobbelt)\b/i.test(text);
