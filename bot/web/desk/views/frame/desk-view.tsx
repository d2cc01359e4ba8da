import { useEffect, useState } from 'preact/hooks';
import { currentId } from '../../state/selectors';
import { CaseCard } from '../card/case-card';
import { useDesk } from '../desk-context';
import { QueuePanel } from '../queue/queue-panel';
import { TalkPanel } from '../talk/talk-panel';

/** Queue, conversation and customer side by side; on a narrow screen one of them at a time. */
export function DeskView() {
  const { state } = useDesk();
  const id = currentId(state);
  const [showsCard, setShowsCard] = useState(false);
  useEffect(() => setShowsCard(false), [id]);
  useEffect(() => {
    // On a narrow screen what had the focus may have gone with its panel.
    if (document.activeElement === document.body) document.getElementById('content')?.focus();
  }, [id, showsCard]);
  const shown = id === undefined ? 'queue' : showsCard ? 'card' : 'talk';
  return (
    <div class={`desk-view shows-${shown}`}>
      <QueuePanel />
      <TalkPanel key={id ?? ''} showsCard={showsCard} onCard={setShowsCard} />
      {id !== undefined && <CaseCard id={id} onBack={() => setShowsCard(false)} />}
    </div>
  );
}
