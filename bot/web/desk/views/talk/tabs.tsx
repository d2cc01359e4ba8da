import { customerName, numberBeside } from '../../format/customer';
import { currentId, isMine, tabsOf, unreadIn } from '../../state/selectors';
import { useDesk } from '../desk-context';
import { focusReply } from '../frame/use-shortcuts';
import { Icon } from '../icon';

/** One's conversations, side by side. Those opened only to look at can be put away. */
export function Tabs() {
  const { desk, state, words } = useDesk();
  const tabs = tabsOf(state);
  if (tabs.length === 0) return null;
  return (
    <nav class="tabs" aria-label={words.talk.tabs}>
      {tabs.map((handoff) => {
        const mine = isMine(state, handoff.id);
        const unread = mine ? unreadIn(state, handoff) : 0;
        const name = customerName(handoff, words);
        return (
          <span key={handoff.id} class={`tab ${mine ? 'mine' : 'looked-at'}`}>
            <button
              type="button"
              aria-current={currentId(state) === handoff.id ? 'true' : undefined}
              onClick={() => {
                desk.open(handoff.id);
                if (mine) focusReply();
              }}
            >
              <span class="tab-name">{name}</span> <span class="quiet">{numberBeside(handoff)}</span>
              {unread > 0 && (
                <span class="badge">
                  <span aria-hidden="true">{unread}</span>
                  <span class="spoken">{words.queue.unread(unread)}</span>
                </span>
              )}
            </button>
            {!mine && (
              <button
                type="button"
                class="tab-close"
                aria-label={words.talk.closeTab(name)}
                onClick={() => desk.closeTab(handoff.id)}
              >
                <Icon name="close" />
              </button>
            )}
          </span>
        );
      })}
    </nav>
  );
}
