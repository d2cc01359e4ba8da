import type { HandoffView } from '../../api/types';
import { customerName } from '../../format/customer';
import { secondsSince, urgencyOf, waitingTime } from '../../format/waiting';
import { currentId, unansweredSince, unreadIn } from '../../state/selectors';
import { useDesk, useNow } from '../desk-context';
import { focusReply } from '../frame/use-shortcuts';

type QueueGroup = 'waiting' | 'mine' | 'others';

/** One hand-off in the list. Agents see that colleagues have others, and cannot look into them. */
export function QueueItem({ handoff, group }: { handoff: HandoffView; group: QueueGroup }) {
  const { desk, state, words } = useDesk();
  const unread = group === 'mine' ? unreadIn(state, handoff) : 0;
  const isClosedToMe = group === 'others' && state.me?.role === 'agent';
  const content = <ItemContent handoff={handoff} group={group} unread={unread} />;
  if (isClosedToMe) return <div class="item closed">{content}</div>;
  return (
    <button
      type="button"
      class="item"
      data-handoff={handoff.id}
      aria-current={currentId(state) === handoff.id ? 'true' : undefined}
      onClick={() => {
        desk.open(handoff.id);
        if (group === 'mine') focusReply();
      }}
    >
      {content}
      {unread > 0 && (
        <span class="badge">
          <span aria-hidden="true">{unread}</span>
          <span class="spoken">{words.queue.unread(unread)}</span>
        </span>
      )}
    </button>
  );
}

function ItemContent({ handoff, group, unread }: { handoff: HandoffView; group: QueueGroup; unread: number }) {
  const { words } = useDesk();
  const facts = [
    words.topic[handoff.topic],
    words.inLanguage[handoff.language],
    ...(group === 'others' && handoff.owner ? [words.queue.with(handoff.owner.name)] : []),
    ...(group === 'waiting' ? waitsFor(handoff, useDesk()) : []),
  ];
  return (
    <>
      <span class="item-top">
        <strong class={unread > 0 ? 'name unread' : 'name'}>{customerName(handoff, words)}</strong>
        <ItemTime handoff={handoff} group={group} />
      </span>
      <span class="item-facts">{facts.join(' · ')}</span>
      <Marks handoff={handoff} />
      <span class="preview">{handoff.previewDeleted ? words.talk.deleted : handoff.preview || words.queue.file}</span>
    </>
  );
}

function waitsFor(handoff: HandoffView, { state, words }: ReturnType<typeof useDesk>): string[] {
  if (handoff.owner)
    return [handoff.owner.id === state.me?.id ? words.queue.forYou : words.queue.with(handoff.owner.name)];
  return handoff.team ? [words.queue.team(handoff.team)] : [];
}

/** How long somebody waits: for anybody, or for one's own answer. */
function ItemTime({ handoff, group }: { handoff: HandoffView; group: QueueGroup }) {
  const { state, words } = useDesk();
  const now = useNow();
  const waits = group === 'waiting';
  const since = waits
    ? handoff.waitingSince
    : group === 'mine'
      ? unansweredSince(state.transcripts[handoff.conversation]?.entries ?? [])
      : undefined;
  if (since === undefined) return null;
  const urgency = urgencyOf(handoff, now);
  return (
    <span class={`time ${urgency}`}>
      <span class="spoken">{waits ? words.queue.waits : words.queue.answerWaits} </span>
      {waitingTime(secondsSince(since, now), words)}
    </span>
  );
}

/** What sets it apart, as a word and a colour, never as a colour alone. */
function Marks({ handoff }: { handoff: HandoffView }) {
  const { words } = useDesk();
  const urgency = urgencyOf(handoff, useNow(5000));
  const marks = [
    ...(urgency === 'calm' ? [] : [{ tone: urgency, word: words.queue[urgency] }]),
    ...(handoff.priority >= 2 ? [{ tone: 'urgent', word: words.queue.urgent }] : []),
    ...(handoff.leftMessage ? [{ tone: 'left', word: words.queue.leftMessage }] : []),
  ];
  if (marks.length === 0) return null;
  return (
    <span class="marks">
      {marks.map(({ tone, word }) => (
        <span key={tone} class={`mark ${tone}`}>
          {word}
        </span>
      ))}
    </span>
  );
}
