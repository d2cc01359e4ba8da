import { useEffect, useState } from 'preact/hooks';
import type { SignedIn } from '../../acts/session';
import { safeHref } from '../../../widget/markdown';
import type { DeskState } from '../../state/desk-state';
import type { Words } from '../../words';
import { useDesk } from '../desk-context';
import { Field } from '../field';
import { Icon } from '../icon';
import { Door } from './door';

function noticeOf(notice: NonNullable<DeskState['notice']>, { signIn }: Words): string {
  return notice === 'ended' || notice === 'signedOut' || notice === 'wrongLink'
    ? signIn[notice]
    : signIn.problem[notice];
}

/** Password, passkey, and the company's own sign-in where there is one. */
export function SignIn() {
  const { desk, state, words } = useDesk();
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const [oidc, setOidc] = useState<{ name: string; url: string } | null>(null);

  useEffect(() => {
    void desk.api.signInOptions().then((asked) => {
      if (asked.kind === 'ok') setOidc(asked.value.oidc);
    });
  }, [desk]);

  async function trying(signingIn: Promise<SignedIn>, wrong: string): Promise<void> {
    setBusy(true);
    setProblem(undefined);
    const came = await signingIn;
    if (came === 'ok') return;
    setBusy(false);
    setPassword('');
    setProblem({ wrong, 'too-many': words.failure.tooMany, unreachable: words.failure.unreachable }[came]);
  }

  const ownSite = oidc ? safeHref(oidc.url, location.origin) : undefined;
  return (
    <Door title={words.signIn.title}>
      {state.notice && (
        <p class="notice" role="status">
          {noticeOf(state.notice, words)}
        </p>
      )}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void trying(desk.session.signIn(login, password), words.signIn.wrong);
        }}
      >
        <Field
          label={words.signIn.login}
          name="login"
          autocomplete="username webauthn"
          literal
          required
          value={login}
          onInput={setLogin}
        />
        <Field
          label={words.signIn.password}
          name="password"
          type="password"
          autocomplete="current-password"
          required
          value={password}
          onInput={setPassword}
        />
        <p class="problem" role="alert">
          {problem}
        </p>
        <button type="submit" class="button primary wide" disabled={busy}>
          {words.signIn.submit}
        </button>
      </form>
      <p class="or">
        <span>{words.signIn.or}</span>
      </p>
      <button
        type="button"
        class="button wide"
        disabled={busy}
        onClick={() => void trying(desk.session.signInByPasskey(), words.signIn.wrongPasskey)}
      >
        <Icon name="key" /> {words.signIn.passkey}
      </button>
      {oidc && ownSite && (
        <a class="button wide" href={ownSite}>
          {words.signIn.oidc(oidc.name)}
        </a>
      )}
    </Door>
  );
}
