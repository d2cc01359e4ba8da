import type { Place } from '../../state/desk-state';
import { useDesk } from '../desk-context';
import { Icon } from '../icon';
import { LanguageSwitch } from '../language-switch';

/** The views that a role may see. */
function viewsFor(role: string): Place['view'][] {
  if (role === 'administrator') return ['desk', 'search', 'overview', 'accounts', 'audit'];
  return role === 'supervisor' ? ['desk', 'search', 'overview'] : ['desk', 'search'];
}

export function TopBar() {
  const { desk, state, words } = useDesk();
  const { me, place, settings } = state;
  if (!me) return null;
  const has = state.queue?.mine.filter(({ state: at }) => at === 'person').length ?? 0;
  return (
    <header class="top">
      <span class="brand">
        <img src="/assets/icon.svg" alt="" width="26" height="26" />
        <span class="brand-name">{words.product}</span>
      </span>
      <nav aria-label={words.top.views} class="views">
        {viewsFor(me.role).map((view) => (
          <button
            key={view}
            type="button"
            aria-current={place.view === view ? 'page' : undefined}
            onClick={() => desk.go({ view })}
          >
            {words.top[view]}
          </button>
        ))}
      </nav>
      <div class="top-right">
        <span class="load quiet small">{words.top.load(has, me.capacity)}</span>
        <button
          type="button"
          class={`presence ${me.available ? 'on' : 'off'}`}
          role="switch"
          aria-checked={me.available}
          aria-label={`${words.top.presence} ${me.available ? words.top.available : words.top.away}`}
          onClick={() => void desk.setAvailable(!me.available)}
        >
          <i class="dot" /> {me.available ? words.top.available : words.top.away}
        </button>
        <button
          type="button"
          class="icon-button"
          aria-pressed={settings.sound}
          aria-label={words.top.sound}
          title={settings.sound ? words.top.soundOn : words.top.soundOff}
          onClick={() => desk.set({ sound: !settings.sound })}
        >
          <Icon name={settings.sound ? 'soundOn' : 'soundOff'} />
        </button>
        <LanguageSwitch />
        <button
          type="button"
          class="icon-button help-button"
          aria-label={words.top.help}
          title={words.top.help}
          onClick={() => desk.show('help')}
        >
          <Icon name="help" />
        </button>
        <button
          type="button"
          class="icon-button"
          aria-label={`${words.top.account}: ${me.name}`}
          title={me.name}
          onClick={() => desk.show('account')}
        >
          <Icon name="person" />
        </button>
      </div>
    </header>
  );
}
