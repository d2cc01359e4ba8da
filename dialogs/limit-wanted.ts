import { loadIntents, type Intents } from '../knowledge/answer';
import { projectPath } from '../knowledge/project-path';
import { findRecordNumbers, type RecordNumber } from './reading';
import { namesLeft } from './tasks/buyer-names';

type Found = 'reassess' | 'ask' | 'why-decided';
let loaded: Intents<Found> | undefined;
const elsewhere: ReadonlySet<RecordNumber['kind']> = new Set(['claim', 'case', 'invoice'] as const);

/**
 * What a message wants with the limit on one of the customer's buyers: to be told of it, or to have it looked at again. Undefined for questions about
 * limits in general, which the documents answer.
 */
export function limitWanted(message: string): 'ask' | 'reassess' | undefined {
  // "Why was CL-200003 rejected?" is about that claim.
  if (findRecordNumbers(message).some((found) => found.kind === 'read' && elsewhere.has(found.value.kind)))
    return undefined;
  loaded ??= loadIntents(projectPath('dialogs', 'intents', 'limit-wanted.json'), ['reassess', 'ask', 'why-decided']);
  const found = loaded.of(message);
  if (found !== 'why-decided') return found;
  // "why was solsort handel refused?", all in small letters: something stands there that no question is made of.
  return namesLeft(message).length > 0 ? 'ask' : undefined;
}
