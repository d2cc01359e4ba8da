import type { OpenedSession, Outcome } from './service';

/** A service that is being restarted answers before so many tries have failed. */
const FIRST_TRIES = 3;

/** What to make of a conversation that could not be opened. */
export type WhyNot = { kind: 'unavailable' } | { kind: 'busy'; seconds: number } | { kind: 'lost' } | { kind: 'wait' };

interface Situation {
  /** How often it was tried before, without a break. */
  attempt: number;
  /** The service is of another site than the page, so the browser may keep its answers from us. */
  isForeign: boolean;
  /** It has answered this site's pages before. */
  hasAnswered: boolean;
  /** The reader believes in a connection, or knows that there is none. */
  state: 'connecting' | 'online' | 'lost' | 'unavailable' | undefined;
}

export function whyNot(opened: Exclude<Outcome<OpenedSession>, { kind: 'ok' }>, situation: Situation): WhyNot {
  const { attempt, isForeign, hasAnswered, state } = situation;
  if (opened.kind === 'unwelcome') return { kind: 'unavailable' };
  if (opened.kind === 'later' && opened.because === 'busy')
    return { kind: 'busy', seconds: Math.max(1, Math.ceil(opened.afterMs / 1000)) };
  // A browser does not tell a refusal of the page from a dead service. One that has never answered here refuses.
  if (isForeign && !hasAnswered && state !== 'lost')
    return { kind: attempt + 1 >= FIRST_TRIES ? 'unavailable' : 'wait' };
  return { kind: state === 'online' || attempt > 0 ? 'lost' : 'wait' };
}

/** For whoever runs the site: the customer is told in the chat. */
export function tellSite(): void {
  const remedy =
    self.origin === 'null'
      ? 'This page is in a frame that is sandboxed, so nobody can tell whose it is: add allow-same-origin to the sandbox attribute of the frame.'
      : `If its service is running, it does not allow them: add ${self.origin} to ALLOWED_ORIGINS.`;
  // eslint-disable-next-line no-console
  console.warn(`The chat gets no answer on pages of ${location.origin}. ${remedy}`);
}
