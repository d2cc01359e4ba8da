import type { Place, SignInProblem } from './desk-state';

const signInProblems: readonly string[] = [
  'oidc-no-account',
  'oidc-refused',
  'oidc-unavailable',
] satisfies SignInProblem[];
const isSignInProblem = (text: string | null): text is SignInProblem => text !== null && signInProblems.includes(text);

/** The place that an address names: `#handoff=ID`, `#search`, `#overview`, `#accounts`, `#audit`; else the desk. */
export function placeOf(hash: string): Place {
  const named = new URLSearchParams(hash.replace(/^#/, ''));
  const handoff = named.get('handoff');
  if (handoff) return { view: 'desk', handoff };
  for (const view of ['search', 'overview', 'accounts', 'audit'] as const) if (named.has(view)) return { view };
  return { view: 'desk' };
}

export const hashOf = (place: Place): string =>
  place.view !== 'desk' ? `#${place.view}` : place.handoff ? `#handoff=${encodeURIComponent(place.handoff)}` : '#';

/** The code of a one-time link, `#link=CODE`. */
export const linkCodeIn = (hash: string): string | undefined =>
  new URLSearchParams(hash.replace(/^#/, '')).get('link') ?? undefined;

/** Why the company's own sign-in brought nobody, `#problem=oidc-refused`. */
export function signInProblemIn(hash: string): SignInProblem | undefined {
  const problem = new URLSearchParams(hash.replace(/^#/, '')).get('problem');
  return isSignInProblem(problem) ? problem : undefined;
}
