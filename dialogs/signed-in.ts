import { replyLanguage, type Language } from '../knowledge';
import type { Spoken } from './reply-types';

/** A button's words; a longer question is cut, and still asked whole. */
const longestTitle = 60;

/** A name as it is said: what Markdown would read as its own is left out, since the name came with the sign-in. */
const plain = (name: string): string => name.replace(/[\\`*_[\]<>#|]/g, '').trim();

/**
 * What is said when the customer has signed in during the chat.
 * @param name as the site gave it
 * @param asked what was asked about the customer's own records before anybody had vouched for them; it is offered again
 */
export function signedIn(asked: string | undefined, name: string | undefined, language: Language): Spoken {
  const spoken = replyLanguage(language);
  const da = spoken === 'da';
  const who = plain(name ?? '');
  const state = da
    ? `Du er logget ind${who === '' ? '' : ` som ${who}`}.`
    : `You are signed in${who === '' ? '' : ` as ${who}`}.`;
  const said = { language: spoken, citations: [] };
  if (asked === undefined) return { ...said, text: state, suggestions: [] };
  const offer = da ? 'Skal vi gå videre med det, du spurgte om?' : 'Shall we go on with what you asked?';
  const title = asked.length > longestTitle ? `${asked.slice(0, longestTitle - 1).trimEnd()}…` : asked;
  return { ...said, text: `${state} ${offer}`, suggestions: [{ title, value: asked }] };
}
