import { loadIntents, type Intents } from '../knowledge/answer';
import { projectPath } from '../knowledge/project-path';
import { findAmounts, findCountries, findRecordNumbers, type RecordNumber } from './reading';
import { buyerIdIn, namesIn, namesLeft, registrationNumbersIn } from './tasks/buyer-names';

const wishes = ['reassess', 'ask', 'deliver', 'why-decided'] as const;
type Found = (typeof wishes)[number];
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
  loaded ??= loadIntents(projectPath('dialogs', 'intents', 'limit-wanted.json'), wishes);
  const found = loaded.of(message);
  switch (found) {
    case undefined:
    case 'reassess':
    case 'ask':
      return found;
    case 'deliver':
      return namesBuyer(message) ? 'ask' : undefined;
    case 'why-decided':
      // "why was solsort handel refused?", all in small letters: something stands there that no question is made of.
      return namesLeft(message).length > 0 ? 'ask' : undefined;
    default:
      throw new Error(`Unhandled wish: ${found satisfies never}`);
  }
}

const unanswered = ['somebody', 'covered', 'any'] as const;
let loadedUnanswered: Intents<(typeof unanswered)[number]> | undefined;

/**
 * Whether a message that no document answers asks about limits all the same: of somebody whose name is written in small letters or misspelt, of the
 * buyers in a country, or of all there are.
 */
export function limitPerhapsWanted(message: string): boolean {
  loadedUnanswered ??= loadIntents(projectPath('dialogs', 'intents', 'limit-unanswered.json'), unanswered);
  const found = loadedUnanswered.of(message);
  switch (found) {
    case undefined:
      return false;
    case 'any':
      return true;
    case 'somebody':
      return namesLeft(message).length > 0 || findCountries(message).length > 0;
    case 'covered':
      // "Are we insured against hail on the roof?" is about no buyer, whatever words are left.
      return namesBuyer(message);
    default:
      throw new Error(`Unhandled wish: ${found satisfies never}`);
  }
}

/** "Can we sell to Poland?" and "to a new buyer?" name nobody; small letters are a name where a sum stands beside them. */
function namesBuyer(message: string): boolean {
  if (buyerIdIn(message) !== undefined || registrationNumbersIn(message).length > 0) return true;
  const withoutCountries = findCountries(message).reduce((left, { matched }) => left.replace(matched, ' '), message);
  const names = namesIn(withoutCountries);
  return names.some(({ sure }) => sure) || (names.length > 0 && findAmounts(message, { language: 'da' }).length > 0);
}
