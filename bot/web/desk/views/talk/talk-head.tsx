import type { HandoffView } from '../../api/types';
import { customerName, numberBeside } from '../../format/customer';
import { isMine, mayMove } from '../../state/selectors';
import { useDesk } from '../desk-context';
import { focusReply } from '../frame/use-shortcuts';
import { Icon } from '../icon';

interface TalkHeadOf {
  handoff: HandoffView;
  showsCard: boolean;
  onCard(shows: boolean): void;
}

/** Who it is, where it stands, and what can be done with it. */
export function TalkHead({ handoff, showsCard, onCard }: TalkHeadOf) {
  const { desk, words } = useDesk();
  const facts = [words.state[handoff.state], words.topic[handoff.topic], words.reason[handoff.reason]];
  return (
    <header class="talk-head">
      <button
        type="button"
        class="icon-button narrow-only"
        aria-label={words.back}
        onClick={() => desk.open(undefined)}
      >
        <Icon name="back" />
      </button>
      <div class="talk-who">
        <h1>
          {customerName(handoff, words)} <span class="quiet">{numberBeside(handoff)}</span>
        </h1>
        <p class="quiet small">{facts.join(' · ')}</p>
      </div>
      <Actions handoff={handoff} />
      <button
        type="button"
        class="icon-button card-toggle"
        aria-expanded={showsCard}
        aria-label={words.acts.details}
        title={words.acts.details}
        onClick={() => onCard(!showsCard)}
      >
        <Icon name="person" />
      </button>
    </header>
  );
}

function Actions({ handoff }: { handoff: HandoffView }) {
  const { desk, state, words } = useDesk();
  const take = (
    <button type="button" class="button primary" onClick={() => void desk.moves.take(handoff.id).then(focusReply)}>
      {handoff.state === 'person' ? words.acts.takeOver : words.acts.take}
    </button>
  );
  if (mayMove(state, handoff))
    return (
      <div class="actions" role="group" aria-label={words.acts.title}>
        {!isMine(state, handoff.id) && take}
        <button type="button" class="button" onClick={() => desk.show('transfer')}>
          <Icon name="forward" />
          <span>{words.acts.transfer}</span>
        </button>
        <button type="button" class="button" onClick={() => desk.show('return')}>
          <Icon name="bot" />
          <span>{words.acts.giveBack}</span>
        </button>
        <button type="button" class="button" onClick={() => desk.show('close')}>
          <Icon name="check" />
          <span>{words.acts.close}</span>
        </button>
      </div>
    );
  if (handoff.state !== 'waiting' && handoff.state !== 'out-of-hours') return null;
  return (
    <div class="actions" role="group" aria-label={words.acts.title}>
      {take}
    </div>
  );
}
