import type { HistoryEvent } from '../../api/types';
import { dayAndTime } from '../../format/dates';
import type { Words } from '../../words';
import { useDesk, useNow } from '../desk-context';

/** A note is what a person wrote, or the name of a reason. */
function noteText(kind: string, note: string, { reason, delay }: Words): string {
  const named: Record<string, string> = kind === 'requested' ? reason : kind === 'late' ? delay : {};
  return named[note] ?? note;
}

/** What has happened to the hand-off, oldest first. */
export function History({ events }: { events: readonly HistoryEvent[] }) {
  const { words } = useDesk();
  const now = useNow(60_000);
  return (
    <ol class="history">
      {events.map(({ number, at, kind, by, note }) => (
        <li key={number} class={kind}>
          <span class="event">
            <strong>{words.event[kind] ?? kind}</strong> {by ? words.by(by.name) : ''}{' '}
            <time dateTime={at}>{dayAndTime(at, words, now)}</time>
          </span>
          {note && <span class="event-note as-written">{noteText(kind, note, words)}</span>}
        </li>
      ))}
    </ol>
  );
}
