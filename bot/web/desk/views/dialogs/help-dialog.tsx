import { useDesk } from '../desk-context';
import { shortcuts } from '../frame/use-shortcuts';
import { Dialog } from './dialog';

export function HelpDialog() {
  const { desk, state, words } = useDesk();
  const keys = [...Object.entries(shortcuts), ['/', 'canned'] as const, ['Esc', 'leave'] as const];
  return (
    <Dialog title={words.help.title}>
      <dl class="keys">
        {keys.map(([key, what]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{words.help.keys[what]}</dd>
          </div>
        ))}
      </dl>
      <label class="choice">
        <input
          type="checkbox"
          checked={state.settings.singleKeys}
          onChange={(event) => desk.set({ singleKeys: event.currentTarget.checked })}
        />
        <span>{words.help.singleKeys}</span>
      </label>
      <p class="quiet small">{words.help.singleKeysHint}</p>
    </Dialog>
  );
}
