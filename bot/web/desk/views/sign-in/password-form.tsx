import { useState } from 'preact/hooks';
import { useDesk } from '../desk-context';
import { Field } from '../field';

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
        <Field
          label={words.choose.current}
          name="current-password"
          type="password"
          autocomplete="current-password"
          required
          value={current}
          onInput={setCurrent}
        />
      )}
      <Field
        label={words.choose.password}
        name="new-password"
        type="password"
        autocomplete="new-password"
        required
        describedBy="password-rule"
        value={password}
        onInput={setPassword}
      />
      <p class="quiet small" id="password-rule">
        {words.choose.rule}
      </p>
      <Field
        label={words.choose.repeat}
        name="repeat"
        type="password"
        autocomplete="new-password"
        required
        value={repeat}
        onInput={setRepeat}
      />
      <p class="problem" role="alert">
        {problem}
      </p>
      <button type="submit" class="button primary wide" disabled={busy}>
        {submit}
      </button>
    </form>
  );
}
