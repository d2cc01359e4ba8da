import { useState } from 'preact/hooks';
import { useDesk } from '../desk-context';
import { Icon } from '../icon';
import { Door } from './door';
import { PasswordForm } from './password-form';

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
