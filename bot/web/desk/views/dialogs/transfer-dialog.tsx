import { useEffect, useState } from 'preact/hooks';
import type { Receiver } from '../../api/desk-api';
import type { Colleague } from '../../api/types';
import { currentId } from '../../state/selectors';
import { useDesk } from '../desk-context';
import { FormDialog } from './dialog';

/** The colleagues, those who can take something now first. */
function useColleagues(): Colleague[] {
  const { desk, state } = useDesk();
  const [colleagues, setColleagues] = useState<Colleague[]>([]);
  useEffect(() => {
    void desk.api.staff().then((asked) => {
      if (asked.kind !== 'ok') return;
      const free = ({ online, available }: Colleague): number => (online && available ? 0 : 1);
      const others = asked.value.staff.filter(({ id }) => id !== state.me?.id);
      setColleagues(others.sort((one, other) => free(one) - free(other) || one.name.localeCompare(other.name)));
    });
  }, [desk, state.staffNews]);
  return colleagues;
}

export function TransferDialog() {
  const { desk, state, words } = useDesk();
  const id = currentId(state);
  const colleagues = useColleagues();
  const teams = [...new Set(colleagues.flatMap(({ team }) => team ?? []))].sort();
  const [chosen, setChosen] = useState('');
  const [note, setNote] = useState('');
  const [busy, setBusy] = useState(false);
  if (id === undefined) return null;

  async function transfer(id: string): Promise<void> {
    if (chosen === '') return;
    const name = chosen.slice(2);
    const to: Receiver = chosen.startsWith('c:') ? { colleague: name } : { team: name };
    setBusy(true);
    if (await desk.moves.transfer(id, to, note.trim())) desk.show(undefined);
    setBusy(false);
  }

  const option = (value: string, label: string, facts: string) => (
    <label key={value} class="choice">
      <input
        type="radio"
        name="receiver"
        value={value}
        required
        checked={chosen === value}
        onChange={() => setChosen(value)}
      />
      <span>{label}</span>
      <span class="quiet small">{facts}</span>
    </label>
  );

  return (
    <FormDialog
      title={words.acts.transferTitle}
      submit={words.acts.transferSubmit}
      busy={busy || chosen === ''}
      onSubmit={() => void transfer(id)}
    >
      {colleagues.length === 0 && <p class="quiet">{words.acts.noColleagues}</p>}
      {colleagues.length > 0 && (
        <fieldset>
          <legend>{words.acts.toColleague}</legend>
          {colleagues.map((colleague) =>
            option(
              `c:${colleague.id}`,
              colleague.name,
              `${words.acts.presence(colleague.online, colleague.available)} · ${words.acts.has(colleague.has, colleague.capacity)}`,
            ),
          )}
        </fieldset>
      )}
      {teams.length > 0 && (
        <fieldset>
          <legend>{words.acts.toTeam}</legend>
          {teams.map((team) => option(`t:${team}`, team, ''))}
        </fieldset>
      )}
      <label class="field">
        <span>{words.acts.noteForNext}</span>
        <textarea rows={3} value={note} onInput={(event) => setNote(event.currentTarget.value)} />
      </label>
    </FormDialog>
  );
}
