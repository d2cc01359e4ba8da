import { useEffect, useRef, useState } from 'preact/hooks';
import type { FoundConversation } from '../../api/types';
import { customerName } from '../../format/customer';
import { dayAndTime } from '../../format/dates';
import { useDesk, useNow } from '../desk-context';
import { Field } from '../field';
import { Marked } from './marked';
import { Page } from './page';

type Found = undefined | 'searching' | 'unreachable' | { words: string; conversations: FoundConversation[] };

/** Search in the conversations that staff have had. */
export function Search() {
  const { desk, words } = useDesk();
  const [query, setQuery] = useState('');
  const [found, setFound] = useState<Found>();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);

  async function search(): Promise<void> {
    if (query.trim() === '') return;
    const sought = query.trim();
    setFound('searching');
    const asked = await desk.api.search(sought);
    setFound(asked.kind === 'ok' ? { words: sought, conversations: asked.value.found } : 'unreachable');
  }

  return (
    <Page title={words.search.title}>
      <p class="quiet">{words.search.lead}</p>
      <form
        class="look-up"
        role="search"
        onSubmit={(event) => {
          event.preventDefault();
          void search();
        }}
      >
        <Field
          grows
          label={words.search.label}
          name="q"
          type="search"
          inputRef={field}
          value={query}
          onInput={setQuery}
        />
        <button type="submit" class="button primary">
          {words.search.submit}
        </button>
      </form>
      <p role="status" class="quiet">
        {statusOf(found, words)}
      </p>
      {typeof found === 'object' && (
        <ul class="found">
          {found.conversations.map((one) => (
            <li key={`${one.handoff} ${one.at}`}>
              <FoundItem found={one} sought={found.words} />
            </li>
          ))}
        </ul>
      )}
    </Page>
  );
}

function statusOf(found: Found, { search, failure }: ReturnType<typeof useDesk>['words']): string {
  if (found === undefined) return '';
  if (found === 'searching') return search.searching;
  if (found === 'unreachable') return failure.unreachable;
  return found.conversations.length === 0 ? search.none : search.found(found.conversations.length);
}

function FoundItem({ found, sought }: { found: FoundConversation; sought: string }) {
  const { desk, words } = useDesk();
  const now = useNow(60_000);
  return (
    <button type="button" class="item" onClick={() => desk.open(found.handoff)}>
      <span class="item-top">
        <strong>{customerName(found, words)}</strong>
        <time dateTime={found.at}>{dayAndTime(found.at, words, now)}</time>
      </span>
      <span class="snippet">
        {found.customer.kind === 'customer' && `${words.search.number(found.number)} · `}
        <Marked text={found.snippet} words={sought} />
      </span>
    </button>
  );
}
