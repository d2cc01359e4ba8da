import type { ComponentChildren } from 'preact';
import type { HandoffView } from '../../api/types';
import { useDesk } from '../desk-context';
import { focusReply } from '../frame/use-shortcuts';
import { QueueItem } from './queue-item';

/** Who waits, whom one has, and whom the others have. */
export function QueuePanel() {
  const { desk, state, words } = useDesk();
  const { queue } = state;
  return (
    <aside class="queue" aria-label={words.queue.title}>
      <div class="queue-head">
        {state.me?.available === false && (
          <div class="away">
            <p>{words.queue.away}</p>
            <button type="button" class="button wide" onClick={() => void desk.setAvailable(true)}>
              {words.queue.becomeAvailable}
            </button>
          </div>
        )}
        <button type="button" class="button primary wide" onClick={() => void desk.moves.takeNext().then(focusReply)}>
          {words.queue.takeNext} <kbd aria-hidden="true">n</kbd>
        </button>
      </div>
      {queue && (
        <div class="queue-lists">
          <Group title={words.queue.mine} handoffs={queue.mine} empty={words.queue.noneMine}>
            {(handoff) => <QueueItem handoff={handoff} group="mine" />}
          </Group>
          <Group title={words.queue.waiting} handoffs={queue.waiting} empty={words.queue.nothingWaits}>
            {(handoff) => <QueueItem handoff={handoff} group="waiting" />}
          </Group>
          {(state.me?.role !== 'agent' || queue.others.length > 0) && (
            <Group title={words.queue.others} handoffs={queue.others} empty={words.queue.noneOthers}>
              {(handoff) => <QueueItem handoff={handoff} group="others" />}
            </Group>
          )}
        </div>
      )}
    </aside>
  );
}

interface GroupOf {
  title: string;
  handoffs: HandoffView[];
  empty: string;
  children: (handoff: HandoffView) => ComponentChildren;
}

function Group({ title, handoffs, empty, children }: GroupOf) {
  return (
    <section>
      <h2>
        {title} <span class="count">{handoffs.length}</span>
      </h2>
      {handoffs.length === 0 ? (
        <p class="empty">{empty}</p>
      ) : (
        <ul>
          {handoffs.map((handoff) => (
            <li key={handoff.id}>{children(handoff)}</li>
          ))}
        </ul>
      )}
    </section>
  );
}
