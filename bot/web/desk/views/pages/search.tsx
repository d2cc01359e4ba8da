import { useEffect, useRef, useState } from 'preact/hooks';
import type { FoundConversation } from '../../api/types';
import { customerName } from '../../format/customer';
import { dayAndTime } from '../../format/dates';
import { useDesk, useNow } from '../desk-context';
import { Page } from './page';

type Found = undefined | 'searching' | 'unreachable' | FoundConversation[];

/** Search in the conversations that staff have had. */
export function Search() {
  const { desk, words } = useDesk();
  const [query, setQuery] = useState('');
  const [found, setFound] = useState<Found>();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);

  async function search(): Promise<void> {
    if (query.trim() === '') return;
    setFound('searching');
    const asked = await desk.api.search(query.trim());
    setFound(asked.kind === 'ok' ? asked.value.found : 'unreachable');
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
        <label class="field grows">
          <span>{words.search.label}</span>
          <input
            ref={field}
            type="search"
            name="q"
            value={query}
            onInput={(event) => setQuery(event.currentTarget.value)}
          />
        </label>
        <button type="submit" class="button primary">
          {words.search.submit}
        </button>
      </form>
      <p role="status" class="quiet">
        {statusOf(found, words)}
      </p>
      {Array.isArray(found) && (
        <ul class="found">
          {found.map((one) => (
            <li key={`${one.handoff} ${one.at}`}>
              <FoundItem found={one} />
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
  return found.length === 0 ? search.none : search.found(found.length);
}

function FoundItem({ found }: { found: FoundConversation }) {
  const { desk, words } = useDesk();
  const now = useNow(60_000);
  const name = typeof found.customer === 'string' ? found.customer : customerName(found.customer, words);
  return (
    <button type="button" class="item" onClick={() => desk.open(found.handoff)}>
      <span class="item-top">
        <strong>{name}</strong> <time dateTime={found.at}>{dayAndTime(found.at, words, now)}</time>
      </span>
      <span class="snippet">{found.snippet}</span>
    </button>
  );
}
