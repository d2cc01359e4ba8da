import { startAuthentication, startRegistration } from '@simplewebauthn/browser';
import type { Asked } from '../api/desk-api';
import type { Me } from '../api/types';
import { type DeskState, freshState } from '../state/desk-state';
import { linkCodeIn, signInProblemIn } from '../state/place';
import { forgetWork, withKept } from './kept';
import type { Parts } from './parts';

/** What came of trying to sign in. */
export type SignedIn = 'ok' | 'wrong' | 'too-many' | 'unreachable';

export type PasswordSet = 'ok' | 'weak' | 'wrong-current' | 'too-many' | 'unreachable';

export interface Session {
  /** Finds out who sits here: by the one-time link in the address, else by the cookie. */
  begin(): Promise<void>;
  signIn(login: string, password: string): Promise<SignedIn>;
  signInByPasskey(): Promise<SignedIn>;
  /** @param current the one they have now, if they have one */
  setPassword(password: string, current?: string): Promise<PasswordSet>;
  addPasskey(): Promise<boolean>;
  signOut(): Promise<void>;
  /** The server does not know the session any more. What was being written stays in this tab. */
  ended(): void;
}

const TOO_MANY = 429;

const failureOf = (asked: Exclude<Asked<unknown>, { kind: 'ok' }>): Exclude<SignedIn, 'ok'> =>
  asked.kind === 'unreachable'
    ? 'unreachable'
    : asked.kind === 'refused' && asked.status === TOO_MANY
      ? 'too-many'
      : 'wrong';

/** The member of staff cancelled, took too long, or has no such passkey: the browser tells all of them by an exception. */
const isRefusal = (failure: unknown): boolean =>
  failure instanceof Error &&
  (failure.name === 'NotAllowedError' ||
    failure.name === 'AbortError' ||
    failure.name === 'InvalidStateError' ||
    failure.name === 'WebAuthnError');

/** @param onDesk somebody is signed in, and the desk opens */
export function createSession(
  { store, api }: Pick<Parts, 'store' | 'api'>,
  onDesk: () => void,
  onLeft: () => void,
): Session {
  function enter(me: Me): void {
    store.change((state) =>
      withKept({ ...state, me, notice: undefined, stage: me.mustSetPassword ? 'password' : 'desk' }, me.id),
    );
    if (!me.mustSetPassword) onDesk();
  }

  /** Somebody has a way to sign in again: who was asked for one goes on to the desk. */
  function settled(change: Partial<Me>): void {
    const { me, stage } = store.get();
    if (!me) return;
    const next = { ...me, ...change, mustSetPassword: false };
    if (stage === 'password') enter(next);
    else store.change((state) => ({ ...state, me: next }));
  }

  function leave(notice: DeskState['notice']): void {
    onLeft();
    // Nothing of what was read stays on the screen or in memory.
    store.change(({ settings, place }) => ({ ...freshState(settings, place), stage: 'sign-in', notice }));
  }

  async function byLink(code: string): Promise<void> {
    store.change((state) => ({ ...state, stage: 'link' }));
    // Out of the address at once: it must not stay in the history of the browser.
    history.replaceState(null, '', location.pathname);
    store.change((state) => ({ ...state, place: { view: 'desk' } }));
    const asked = await api.signInByLink(code);
    if (asked.kind === 'ok') enter({ ...asked.value });
    else leave('wrongLink');
  }

  return {
    async begin() {
      const code = linkCodeIn(location.hash);
      if (code !== undefined) return byLink(code);
      const problem = signInProblemIn(location.hash);
      if (problem !== undefined) history.replaceState(null, '', location.pathname);
      const asked = await api.me();
      if (asked.kind === 'ok') enter(asked.value);
      else {
        const stage = asked.kind === 'unreachable' ? 'unreachable' : 'sign-in';
        store.change((state) => ({ ...state, stage, notice: problem }));
      }
    },
    async signIn(login, password) {
      const asked = await api.signIn(login, password);
      if (asked.kind !== 'ok') return failureOf(asked);
      enter(asked.value);
      return 'ok';
    },
    async signInByPasskey() {
      const options = await api.passkeySignInOptions();
      if (options.kind !== 'ok') return failureOf(options);
      try {
        const asked = await api.signInByPasskey(await startAuthentication({ optionsJSON: options.value }));
        if (asked.kind !== 'ok') return failureOf(asked);
        enter(asked.value);
        return 'ok';
      } catch (failure) {
        if (isRefusal(failure)) return 'wrong';
        throw failure;
      }
    },
    async setPassword(password, current) {
      const asked = await api.setPassword(password, current);
      if (asked.kind === 'refused')
        return asked.status === TOO_MANY ? 'too-many' : asked.code === 'WrongPassword' ? 'wrong-current' : 'weak';
      if (asked.kind !== 'ok') return 'unreachable';
      settled({ hasPassword: true });
      return 'ok';
    },
    async addPasskey() {
      const options = await api.passkeyOptions();
      if (options.kind !== 'ok') return false;
      try {
        const asked = await api.addPasskey(await startRegistration({ optionsJSON: options.value }));
        if (asked.kind !== 'ok') return false;
        settled({ passkeys: (store.get().me?.passkeys ?? 0) + 1 });
        return true;
      } catch (failure) {
        if (isRefusal(failure)) return false;
        throw failure;
      }
    },
    async signOut() {
      const { me } = store.get();
      await api.signOut();
      if (me) forgetWork(me.id);
      leave('signedOut');
    },
    ended() {
      const { stage } = store.get();
      if (stage === 'desk' || stage === 'password') leave('ended');
    },
  };
}
