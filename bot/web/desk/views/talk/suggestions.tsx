import { useEffect, useRef, useState } from 'preact/hooks';
import type { Entry, HandoffView, Suggestion } from '../../api/types';
import { emptyDraft } from '../../state/desk-state';
import { useDesk } from '../desk-context';
import { focusReply } from '../frame/use-shortcuts';
import { Icon } from '../icon';
import { Citations } from './citations';
import { FormattedText } from './formatted-text';

/** What the customer asked last; where nothing of theirs reads as a question, what they wrote last. */
function questionIn(entries: readonly Entry[]): string {
  const written = entries.filter(({ who, text }) => who === 'customer' && text !== '');
  return (written.findLast(({ text }) => text.includes('?')) ?? written.at(-1))?.text ?? '';
}

type Found = 'searching' | 'unreachable' | Suggestion[];

/** Replies out of the documents, each with its clauses. They go into the text field, never straight to the customer. */
export function Suggestions({ handoff }: { handoff: HandoffView }) {
  const { desk, state, words } = useDesk();
  const entries = state.transcripts[handoff.conversation]?.entries ?? [];
  const lastQuestion = questionIn(entries);
  const [query, setQuery] = useState(lastQuestion);
  const [found, setFound] = useState<Found>('searching');
  const field = useRef<HTMLInputElement>(null);

  async function search(asked: string): Promise<void> {
    setFound('searching');
    const answer = await desk.api.suggestions(handoff.id, asked);
    setFound(answer.kind === 'ok' ? answer.value.suggestions : 'unreachable');
  }
  useEffect(() => {
    field.current?.focus();
    void search(lastQuestion);
  }, [handoff.id]);

  function close(): void {
    desk.suggest(false);
    focusReply();
  }

  function insert({ text }: Suggestion): void {
    const { reply } = state.drafts[handoff.id] ?? emptyDraft;
    desk.write(handoff.id, { kind: 'reply', reply: reply === '' ? text : `${reply}\n${text}` });
    close();
  }

  return (
    <section
      class="suggestions"
      aria-labelledby="suggestions-title"
      onKeyDown={(event) => {
        if (event.key === 'Escape') close();
      }}
    >
      <header>
        <h2 id="suggestions-title">{words.suggest.title}</h2>
        <p class="quiet small">{words.suggest.lead}</p>
        <button type="button" class="icon-button" aria-label={words.close} onClick={close}>
          <Icon name="close" />
        </button>
      </header>
      <form
        class="look-up"
        role="search"
        onSubmit={(event) => {
          event.preventDefault();
          void search(query);
        }}
      >
        <label class="spoken" for="suggestion-query">
          {words.suggest.query}
        </label>
        <input
          id="suggestion-query"
          ref={field}
          lang={handoff.language}
          value={query}
          onInput={(event) => setQuery(event.currentTarget.value)}
        />
        <button type="submit" class="button">
          {words.suggest.search}
        </button>
      </form>
      <SuggestionList found={found} language={handoff.language} onInsert={insert} />
    </section>
  );
}

interface List {
  found: Found;
  language: string;
  onInsert(suggestion: Suggestion): void;
}

function SuggestionList({ found, language, onInsert }: List) {
  const { words } = useDesk();
  if (found === 'searching') return <p role="status">{words.suggest.searching}</p>;
  if (found === 'unreachable') return <p role="alert">{words.failure.unreachable}</p>;
  if (found.length === 0) return <p role="status">{words.suggest.none}</p>;
  return (
    <ul class="suggestion-list">
      {found.map((suggestion, at) => (
        <li key={at}>
          <div class="suggestion-text" lang={language} id={`suggestion-${at}`}>
            <FormattedText text={suggestion.text} />
          </div>
          <div class="suggestion-foot">
            <Citations citations={suggestion.citations} />
            <button
              type="button"
              class="button"
              aria-describedby={`suggestion-${at}`}
              onClick={() => onInsert(suggestion)}
            >
              {words.suggest.insert}
            </button>
          </div>
        </li>
      ))}
    </ul>
  );
}
