import { useState } from 'preact/hooks';
import { currentId } from '../../state/selectors';
import { useDesk } from '../desk-context';
import { FormDialog } from './dialog';

export function ReturnDialog() {
  const { desk, state, words } = useDesk();
  const id = currentId(state);
  const [busy, setBusy] = useState(false);
  if (id === undefined) return null;

  async function giveBack(id: string): Promise<void> {
    setBusy(true);
    if (await desk.moves.giveBack(id)) desk.show(undefined);
    setBusy(false);
  }

  return (
    <FormDialog
      title={words.acts.giveBackTitle}
      submit={words.acts.giveBackSubmit}
      busy={busy}
      onSubmit={() => void giveBack(id)}
    >
      <p>{words.acts.giveBackLead}</p>
    </FormDialog>
  );
}
