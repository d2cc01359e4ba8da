import type { HistoryEvent } from '../../api/types';
import { clockTime } from '../../format/dates';
import { useDesk } from '../desk-context';
import { Icon } from '../icon';

/** A note of staff for staff. It looks like nothing that is said to the customer. */
export function NoteView({ note }: { note: HistoryEvent }) {
  const { words } = useDesk();
  return (
    <article class="said note">
      <header>
        <Icon name="lock" />
        <strong>{words.talk.note}</strong> {note.by?.name} <time dateTime={note.at}>{clockTime(note.at, words)}</time>
        <span class="hidden-hint">{words.talk.noteHidden}</span>
      </header>
      <p class="as-written">{note.note}</p>
    </article>
  );
}
