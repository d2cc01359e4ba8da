import { useState } from 'preact/hooks';
import { askForNotifications, notificationAnswer } from '../../acts/notifications';
import { withToast } from '../../state/changes';
import { useDesk } from '../desk-context';
import { Icon } from '../icon';
import { PasswordForm } from '../sign-in/password-form';
import { Dialog } from './dialog';

/** Who is signed in, how they sign in, and what their browser tells them. */
export function AccountDialog() {
  const { desk, state, words } = useDesk();
  const { me } = state;
  const [changes, setChanges] = useState(false);
  if (!me) return null;

  const tell = (text: string, tone: 'good' | 'bad' = 'good'): void =>
    desk.store.change((now) => withToast(now, text, tone));

  async function addPasskey(): Promise<void> {
    if (await desk.session.addPasskey()) tell(words.account.passkeyAdded);
    else tell(words.account.passkeyFailed, 'bad');
  }

  return (
    <Dialog title={words.account.title}>
      <p>
        <strong>{me.name}</strong>
        <br />
        <span class="quiet small">
          {words.account.signedInAs} {me.login} · {words.account.role[me.role]}
          {me.team ? ` · ${me.team}` : ''}
        </span>
      </p>
      <div class="account-row">
        <span>{words.account.passkeys(me.passkeys)}</span>
        <button type="button" class="button" onClick={() => void addPasskey()}>
          <Icon name="key" /> {words.account.addPasskey}
        </button>
      </div>
      <Notifications />
      {changes ? (
        <PasswordForm
          submit={words.choose.submitNew}
          onSaved={() => {
            setChanges(false);
            tell(words.choose.saved);
          }}
        />
      ) : (
        <button type="button" class="button wide" onClick={() => setChanges(true)}>
          {words.account.password}
        </button>
      )}
      <button type="button" class="button wide" onClick={() => void desk.session.signOut()}>
        <Icon name="out" /> {words.top.signOut}
      </button>
    </Dialog>
  );
}

function Notifications() {
  const { words } = useDesk();
  const [answer, setAnswer] = useState(notificationAnswer());
  return (
    <div class="account-row">
      <span>
        {words.account.notifications}
        {answer !== 'default' && (
          <span class="quiet small block">
            {
              { granted: words.account.allowed, denied: words.account.denied, unsupported: words.account.unsupported }[
                answer
              ]
            }
          </span>
        )}
      </span>
      {answer === 'default' && (
        <button type="button" class="button" onClick={() => void askForNotifications().then(setAnswer)}>
          {words.account.allow}
        </button>
      )}
    </div>
  );
}
