import { useEffect, useState } from 'preact/hooks';
import type { Account } from '../../api/types';
import { useDesk } from '../desk-context';
import { Page } from '../pages/page';
import { AccountForm } from './account-form';
import { AccountRow } from './account-row';
import { type NewLink, OneTimeLink } from './one-time-link';

/** Who is being added or changed. */
type Editing = undefined | 'new' | Account;

/** The staff's accounts, for an administrator. */
export function Accounts() {
  const { desk, state, words } = useDesk();
  const [accounts, setAccounts] = useState<Account[]>();
  const [problem, setProblem] = useState<string>();
  const [editing, setEditing] = useState<Editing>();
  const [link, setLink] = useState<NewLink>();

  async function read(): Promise<void> {
    const asked = await desk.api.accounts();
    if (asked.kind === 'ok') setAccounts(asked.value.accounts);
    setProblem(
      asked.kind === 'refused'
        ? words.failure.forbidden
        : asked.kind === 'unreachable'
          ? words.failure.unreachable
          : undefined,
    );
  }
  useEffect(() => void read(), [state.staffNews]);

  function edit(what: Editing): void {
    setEditing(what);
    setLink(undefined);
  }
  async function done(made?: NewLink): Promise<void> {
    setEditing(undefined);
    setLink(made);
    await read();
  }

  return (
    <Page title={words.accounts.title}>
      <p class="quiet">{words.accounts.lead}</p>
      {problem && <p role="alert">{problem}</p>}
      {editing === undefined ? (
        <button type="button" class="button primary" onClick={() => edit('new')}>
          {words.accounts.add}
        </button>
      ) : (
        <AccountForm
          key={editing === 'new' ? '' : editing.id}
          account={editing === 'new' ? undefined : editing}
          onDone={done}
          onCancel={() => edit(undefined)}
        />
      )}
      {link && <OneTimeLink link={link} />}
      <ul class="accounts">
        {(accounts ?? []).map((account) => (
          <li key={account.id}>
            <AccountRow account={account} onEdit={() => edit(account)} onLink={setLink} onChanged={() => void read()} />
          </li>
        ))}
      </ul>
    </Page>
  );
}
