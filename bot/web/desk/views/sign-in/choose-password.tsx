import { useState } from 'preact/hooks';
import { useDesk } from '../desk-context';
import { Icon } from '../icon';
import { Door } from './door';

/** The server decides; this much is asked for here, so that nobody has to try twice. */
const SHORTEST = 12;

interface Form {
  submit: string;
  onSaved?(): void;
}

/** A password, twice. The same form for the first one and for a new one. */
export function PasswordForm({ submit, onSaved }: Form) {
  const { desk, state, words } = useDesk();
  const asksCurrent = state.me?.hasPassword ?? false;
  const [current, setCurrent] = useState('');
  const [password, setPassword] = useState('');
  const [repeat, setRepeat] = useState('');
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);

  async function save(): Promise<void> {
    if (password.length < SHORTEST) return setProblem(words.choose.short);
    if (password !== repeat) return setProblem(words.choose.differ);
    setBusy(true);
    const came = await desk.session.setPassword(password, asksCurrent ? current : undefined);
    setBusy(false);
    if (came === 'ok') return onSaved?.();
    const { failure, choose } = words;
    setProblem(
      {
        weak: choose.weak,
        'wrong-current': choose.wrongCurrent,
        'too-many': failure.tooMany,
        unreachable: failure.unreachable,
      }[came],
    );
  }

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <input type="text" name="login" autocomplete="username" value={state.me?.login ?? ''} hidden readOnly />
      {asksCurrent && (
        <label class="field">
          <span>{words.choose.current}</span>
          <input
            name="current-password"
            type="password"
            autocomplete="current-password"
            required
            value={current}
            onInput={(event) => setCurrent(event.currentTarget.value)}
          />
        </label>
      )}
      <label class="field">
        <span>{words.choose.password}</span>
        <input
          name="new-password"
          type="password"
          autocomplete="new-password"
          required
          aria-describedby="password-rule"
          value={password}
          onInput={(event) => setPassword(event.currentTarget.value)}
        />
      </label>
      <p class="quiet small" id="password-rule">
        {words.choose.rule}
      </p>
      <label class="field">
        <span>{words.choose.repeat}</span>
        <input
          name="repeat"
          type="password"
          autocomplete="new-password"
          required
          value={repeat}
          onInput={(event) => setRepeat(event.currentTarget.value)}
        />
      </label>
      <p class="problem" role="alert">
        {problem}
      </p>
      <button type="submit" class="button primary wide" disabled={busy}>
        {submit}
      </button>
    </form>
  );
}

/** What a member of staff does first, when they came by a one-time link. */
export function ChoosePassword() {
  const { desk, state, words } = useDesk();
  const [problem, setProblem] = useState<string>();
  return (
    <Door title={words.choose.title}>
      <p class="quiet">{words.choose.lead(state.me?.name ?? '')}</p>
      <PasswordForm submit={words.choose.submit} />
      <p class="or">
        <span>{words.signIn.or}</span>
      </p>
      <button
        type="button"
        class="button wide"
        onClick={() =>
          void desk.session.addPasskey().then((added) => setProblem(added ? undefined : words.account.passkeyFailed))
        }
      >
        <Icon name="key" /> {words.choose.orPasskey}
      </button>
      <p class="problem" role="alert">
        {problem}
      </p>
    </Door>
  );
}
