import type { Entry, HandoffView } from '../../api/types';
import { customerName } from '../../format/customer';
import { clockTime } from '../../format/dates';
import { useDesk } from '../desk-context';
import { AttachedFiles } from './attached-files';
import { Citations } from './citations';
import { FormattedText } from './formatted-text';

/** Something that was said: the customer at the left, our side at the right, what the customer was told about the hand-off in the middle. */
export function EntryView({ entry, handoff }: { entry: Entry; handoff: HandoffView }) {
  const { state, words } = useDesk();
  const who = {
    customer: customerName(handoff, words),
    bot: words.talk.assistant,
    person: entry.name === state.me?.name ? words.talk.you : (entry.name ?? ''),
    receipt: words.talk.notice,
  }[entry.who];
  return (
    <article class={`said ${entry.who}`} lang={entry.who === 'customer' ? undefined : handoff.language}>
      <header lang={state.settings.language}>
        <strong>{who}</strong> <time dateTime={entry.at}>{clockTime(entry.at, words)}</time>
        {entry.edited && ` ${words.talk.edited}`}
      </header>
      {entry.deleted && (
        <p class="bubble deleted" lang={state.settings.language}>
          {words.talk.deleted}
        </p>
      )}
      {entry.text !== '' && (
        <div class="bubble">
          {entry.who === 'bot' ? <FormattedText text={entry.text} /> : <p class="as-written">{entry.text}</p>}
        </div>
      )}
      <AttachedFiles files={entry.attachments} />
      <Citations citations={entry.citations} />
    </article>
  );
}
