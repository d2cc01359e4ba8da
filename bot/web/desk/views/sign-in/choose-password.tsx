import { useState } from 'preact/hooks';
import { useDesk } from '../desk-context';
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
  const [password, setPassword] = useState('');
  const [repeat, setRepeat] = useState('');
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);

  async function save(): Promise<void> {
    if (password.length < SHORTEST) return setProblem(words.choose.short);
    if (password !== repeat) return setProblem(words.choose.differ);
    setBusy(true);
    const why = await desk.session.setPassword(password);
    setBusy(false);
    if (why === undefined) onSaved?.();
    else setProblem(why === 'unreachable' ? words.failure.unreachable : why || words.failure.unknown);
  }

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <input type="text" name="login" autocomplete="username" value={state.me?.login ?? ''} hidden readOnly />
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
  const { state, words } = useDesk();
  return (
    <Door title={words.choose.title}>
      <p class="quiet">{words.choose.lead(state.me?.name ?? '')}</p>
      <PasswordForm submit={words.choose.submit} />
    </Door>
  );
}
