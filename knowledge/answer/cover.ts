import { projectPath } from '../project-path';
import { loadIntents, type Intents } from './intents';

let loaded: Intents<'cover'> | undefined;

/** The question is whether something is insured. Only a clause that speaks of cover may answer that. */
export function asksWhetherCovered(message: string): boolean {
  loaded ??= loadIntents(projectPath('knowledge', 'answer', 'cover-phrases.json'), ['cover']);
  return loaded.of(message) !== undefined;
}

const coverWords =
  /d(æ|ae)k(ning|ke[trs]?)\b|omfatte|\bcover(s|ed|age)?\b|\binsured\b(?! (buyer|customer))|(?<!har )forsikret\b|täck|dekk(er|et|ning)|gedeckt|deckung|versichert|gedekt|dekking|verzekerd/i;

export const speaksOfCover = (text: string): boolean => coverWords.test(text);
