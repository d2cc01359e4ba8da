import type { Pending } from '../../state/desk-state';
import { useDesk } from '../desk-context';

/** A message on its way. It is neither lost nor sent twice; what cannot be sent can be had back. */
export function PendingView({ pending, id }: { pending: Pending; id: string }) {
  const { desk, state, words } = useDesk();
  const { failed, clientId } = pending;
  return (
    <article class={`said person pending ${failed ? 'failed' : 'sending'}`}>
      <header>
        <strong>{words.talk.you}</strong>
      </header>
      {pending.text !== '' && (
        <div class="bubble">
          <p class="as-written">{pending.text}</p>
        </div>
      )}
      {pending.attachments.map(({ id: file, name }) => (
        <span key={file} class="file">
          {name}
        </span>
      ))}
      {failed === undefined ? (
        <p class="delivery quiet">
          {pending.seq !== undefined
            ? words.talk.sent
            : state.live === 'lost'
              ? words.talk.sendingLater
              : words.talk.sending}
        </p>
      ) : (
        <p class="delivery bad" role="alert">
          {words.talk.failed} {words.talk.failedWhy[failed]}{' '}
          {failed === 'refused' && (
            <button type="button" class="link" onClick={() => desk.outbox.retry(id, clientId)}>
              {words.talk.resend}
            </button>
          )}{' '}
          <button type="button" class="link" onClick={() => desk.outbox.takeBack(id, clientId)}>
            {words.talk.takeBack}
          </button>
        </p>
      )}
    </article>
  );
}
