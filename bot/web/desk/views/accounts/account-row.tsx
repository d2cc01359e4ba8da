import { useState } from 'preact/hooks';
import { withToast } from '../../state/changes';
import type { Account } from '../../api/types';
import { useDesk } from '../desk-context';
import type { NewLink } from './one-time-link';

interface RowOf {
  account: Account;
  onEdit(): void;
  onLink(link: NewLink): void;
  onChanged(): void;
}

/** One account with what may be done about it. Blocking asks once more: somebody may be talking to customers. */
export function AccountRow({ account, onEdit, onLink, onChanged }: RowOf) {
  const { desk, state, words } = useDesk();
  const [asks, setAsks] = useState(false);
  const { id, name, login, blocked } = account;
  const isOwn = id === state.me?.id;

  async function makeLink(): Promise<void> {
    const asked = await desk.api.newLink(id);
    if (asked.kind === 'ok') onLink({ name, link: asked.value.link });
    else if (asked.kind !== 'signed-out') desk.moves.complain(asked);
  }
  async function block(): Promise<void> {
    setAsks(false);
    const asked = await desk.api.setBlocked(id, !blocked);
    if (asked.kind === 'ok') {
      const said = blocked ? words.accounts.nowOpen(name) : words.accounts.nowBlocked(name);
      desk.store.change((now) => withToast(now, said));
      onChanged();
    } else desk.moves.complain(asked);
  }

  return (
    <article class={blocked ? 'account blocked' : 'account'} aria-label={name}>
      <div class="account-who">
        <h2>
          {name} {isOwn && <span class="quiet small">({words.accounts.you})</span>}
          {blocked && <span class="mark late">{words.accounts.blocked}</span>}
        </h2>
        <p class="quiet small">
          {[login, words.account.role[account.role], ...(account.team ? [account.team] : [])].join(' · ')}
        </p>
        <p class="quiet small">{skillsOf(account, words)}</p>
      </div>
      <div class="account-acts">
        {!blocked && (
          <>
            <button type="button" class="button" aria-label={`${words.accounts.edit}: ${name}`} onClick={onEdit}>
              {words.accounts.edit}
            </button>
            <button
              type="button"
              class="button"
              aria-label={`${words.accounts.newLink}: ${name}`}
              onClick={() => void makeLink()}
            >
              {words.accounts.newLink}
            </button>
          </>
        )}
        {!isOwn && !asks && (
          <button
            type="button"
            class="button"
            aria-label={`${blocked ? words.accounts.open : words.accounts.block}: ${name}`}
            onClick={() => (blocked ? void block() : setAsks(true))}
          >
            {blocked ? words.accounts.open : words.accounts.block}
          </button>
        )}
      </div>
      {asks && (
        <div class="account-asks" role="group" aria-label={words.accounts.blockAsk(name)}>
          <p>{words.accounts.blockAsk(name)}</p>
          <button type="button" class="button primary" onClick={() => void block()}>
            {words.accounts.blockYes}
          </button>
          <button type="button" class="button" onClick={() => setAsks(false)}>
            {words.cancel}
          </button>
        </div>
      )}
    </article>
  );
}

function skillsOf(
  { languages, topics, capacity }: Account,
  { accounts, inLanguage, topic }: ReturnType<typeof useDesk>['words'],
): string {
  const speaks = languages.map((language) => inLanguage[language]).join(', ');
  const knows = topics.length === 0 ? accounts.allTopics : topics.map((one) => topic[one]).join(', ');
  return [speaks, knows, accounts.atOnce(capacity)].join(' · ');
}
