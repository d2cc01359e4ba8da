import type { HistoryEvent } from '../../api/types';
import { dayAndTime } from '../../format/dates';
import { useDesk, useNow } from '../desk-context';

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
          {note && <span class="event-note as-written">{note}</span>}
        </li>
      ))}
    </ol>
  );
}
