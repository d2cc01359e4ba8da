import { currentId, handoffOf, isMine } from '../../state/selectors';
import { useDesk } from '../desk-context';
import { Composer } from './composer';
import { Suggestions } from './suggestions';
import { Tabs } from './tabs';
import { TalkHead } from './talk-head';
import { Transcript } from './transcript';

interface TalkPanelOf {
  showsCard: boolean;
  onCard(shows: boolean): void;
}

/** The conversation that stands open, and the others one tab away. */
export function TalkPanel({ showsCard, onCard }: TalkPanelOf) {
  const { state, words } = useDesk();
  const id = currentId(state);
  const handoff = id === undefined ? undefined : handoffOf(state, id);
  return (
    <main class="talk" id="content" tabIndex={-1}>
      <Tabs />
      {id === undefined && (
        <div class="nothing">
          <h1>{words.talk.none}</h1>
          <p>{words.talk.noneHint}</p>
        </div>
      )}
      {id !== undefined && !handoff && <Missing id={id} />}
      {handoff && (
        <>
          <TalkHead handoff={handoff} showsCard={showsCard} onCard={onCard} />
          <Transcript handoff={handoff} />
          {state.suggesting && isMine(state, handoff.id) && <Suggestions handoff={handoff} />}
          <Composer handoff={handoff} />
        </>
      )}
    </main>
  );
}

function Missing({ id }: { id: string }) {
  const { desk, state, words } = useDesk();
  const found = state.cases[id];
  const text =
    found === 'refused' ? words.talk.refused : found === 'unreachable' ? words.talk.gone : words.talk.loading;
  return (
    <div class="nothing">
      <p role="status">{text}</p>
      {typeof found === 'string' && (
        <button type="button" class="button" onClick={() => desk.closeTab(id)}>
          {words.back}
        </button>
      )}
    </div>
  );
}
