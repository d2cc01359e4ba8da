import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { HandoffView } from '../../api/types';
import { customerName } from '../../format/customer';
import { dayName } from '../../format/dates';
import { caseFileOf, type Line, linesOf } from '../../state/selectors';
import { useDesk, useNow } from '../desk-context';
import { Icon } from '../icon';
import { EntryView } from './entry-view';
import { NoteView } from './note-view';
import { PendingView } from './pending-view';

/** Pixels from the end within which one counts as reading the newest. */
const AT_END = 80;

/** What has been said, live. It stays at the newest line for as long as that is what one reads. */
export function Transcript({ handoff }: { handoff: HandoffView }) {
  const { state, words } = useDesk();
  const box = useRef<HTMLDivElement>(null);
  const [isBehind, setIsBehind] = useState(false);
  const followsEnd = useRef(true);
  const transcript = state.transcripts[handoff.conversation];
  const history = caseFileOf(state, handoff.id)?.history ?? [];
  const lines = linesOf(transcript?.entries ?? [], history, state.outbox[handoff.id] ?? []);
  const toEnd = (): void => box.current?.scrollTo({ top: box.current.scrollHeight });

  useLayoutEffect(() => {
    if (followsEnd.current) toEnd();
    else setIsBehind(true);
  }, [lines.length, state.suggesting]);

  useEffect(() => {
    if (!box.current) return undefined;
    // The box to write in grows, suggestions open, a keyboard comes up: who reads the newest line goes on reading it.
    const resized = new ResizeObserver(() => followsEnd.current && toEnd());
    resized.observe(box.current);
    return () => resized.disconnect();
  }, []);

  if (transcript?.refused) return <p class="transcript nothing">{words.talk.refused}</p>;
  return (
    <div class="transcript-frame">
      <div
        ref={box}
        class="transcript"
        role="region"
        aria-label={words.talk.transcript}
        tabIndex={0}
        onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) => {
          followsEnd.current = scrollHeight - scrollTop - clientHeight < AT_END;
          if (followsEnd.current) setIsBehind(false);
        }}
      >
        {transcript === undefined && <p class="quiet">{words.talk.loading}</p>}
        <ol>
          {lines.map((line, at) => (
            <li key={keyOf(line)} class={`line ${line.kind}`}>
              <DayHeading line={line} before={lines[at - 1]} />
              <LineView line={line} handoff={handoff} />
            </li>
          ))}
        </ol>
        <Typing handoff={handoff} onShown={() => followsEnd.current && toEnd()} />
      </div>
      {isBehind && (
        <button type="button" class="button to-end" onClick={toEnd}>
          <Icon name="down" /> {words.talk.newBelow}
        </button>
      )}
    </div>
  );
}

function keyOf(line: Line): string {
  switch (line.kind) {
    case 'entry':
      return `entry-${line.entry.seq}`;
    case 'note':
      return `note-${line.note.number}`;
    case 'pending':
      return line.pending.clientId;
    default:
      throw new Error(`Unhandled line: ${JSON.stringify(line satisfies never)}`);
  }
}

function LineView({ line, handoff }: { line: Line; handoff: HandoffView }) {
  switch (line.kind) {
    case 'entry':
      return <EntryView entry={line.entry} handoff={handoff} />;
    case 'note':
      return <NoteView note={line.note} />;
    case 'pending':
      return <PendingView pending={line.pending} id={handoff.id} />;
    default:
      throw new Error(`Unhandled line: ${JSON.stringify(line satisfies never)}`);
  }
}

function DayHeading({ line, before }: { line: Line; before: Line | undefined }) {
  const { words } = useDesk();
  const now = useNow(60_000);
  const day = dayName(line.at, words, now);
  if (before && dayName(before.at, words, now) === day) return null;
  return <p class="day">{day}</p>;
}

function Typing({ handoff, onShown }: { handoff: HandoffView; onShown(): void }) {
  const { state, words } = useDesk();
  const now = useNow();
  const isTyping = (state.typing[handoff.conversation] ?? 0) > now;
  useLayoutEffect(() => {
    if (isTyping) onShown();
  }, [isTyping]);
  return isTyping ? <p class="typing">{words.talk.typing(customerName(handoff, words))} …</p> : null;
}
