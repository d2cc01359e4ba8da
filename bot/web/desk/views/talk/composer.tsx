import { useEffect, useRef, useState } from 'preact/hooks';
import type { HandoffView } from '../../api/types';
import { customerName } from '../../format/customer';
import { emptyDraft } from '../../state/desk-state';
import { isMine } from '../../state/selectors';
import { useDesk } from '../desk-context';
import { Icon } from '../icon';
import { CannedMenu, matching, optionId } from './canned-menu';
import { DraftFiles } from './draft-files';

/** Where one writes: to the customer, or a note that only staff see. Who does not have the conversation is told why they cannot. */
export function Composer({ handoff }: { handoff: HandoffView }) {
  const { state, words } = useDesk();
  if (isMine(state, handoff.id) && handoff.state === 'person') return <Writing handoff={handoff} />;
  const isOpen = ['waiting', 'out-of-hours', 'person'].includes(handoff.state);
  const why = !isOpen
    ? words.composer.over
    : handoff.state === 'person' && handoff.owner
      ? words.composer.others(handoff.owner.name)
      : words.composer.readOnly;
  return <p class="composer read-only">{why}</p>;
}

function Writing({ handoff }: { handoff: HandoffView }) {
  const { desk, state, words } = useDesk();
  const { id } = handoff;
  const draft = state.drafts[id] ?? emptyDraft;
  const isNote = draft.kind === 'note';
  const text = isNote ? draft.note : draft.reply;
  const area = useRef<HTMLTextAreaElement>(null);
  const [menu, setMenu] = useState({ isOpen: false, at: 0 });
  const replies = menu.isOpen && !isNote ? matching(state.canned, text, handoff.language) : [];
  useEffect(() => setMenu({ isOpen: false, at: 0 }), [id, isNote]);

  const setText = (next: string): void => desk.write(id, isNote ? { note: next } : { reply: next });

  function insert(at: number): void {
    const reply = replies[at];
    if (!reply) return;
    const kept = text.startsWith('/') ? '' : text === '' || text.endsWith('\n') ? text : `${text}\n`;
    setText(kept + reply[handoff.language]);
    setMenu({ isOpen: false, at: 0 });
    area.current?.focus();
  }

  async function send(): Promise<void> {
    const written = text.trim();
    if (isNote) {
      if (written !== '' && (await desk.moves.note(id, written))) desk.write(id, { note: '', kind: 'reply' });
    } else if (written !== '' || draft.attachments.length > 0) {
      desk.write(id, { reply: '', attachments: [] });
      desk.outbox.say(id, written, draft.attachments);
    }
    area.current?.focus();
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.isComposing) return;
    if (menu.isOpen && onMenuKey(event)) return event.preventDefault();
    if (event.key === 'Escape') {
      // The focus goes where the single keys work.
      document.getElementById('content')?.focus();
    } else if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      void send();
    }
  }

  /** @returns whether the key was for the menu */
  function onMenuKey({ key, shiftKey }: KeyboardEvent): boolean {
    const count = replies.length;
    if (key === 'Escape') setMenu({ isOpen: false, at: 0 });
    else if (count === 0) return false;
    else if (key === 'ArrowDown') setMenu({ isOpen: true, at: (menu.at + 1) % count });
    else if (key === 'ArrowUp') setMenu({ isOpen: true, at: (menu.at + count - 1) % count });
    else if ((key === 'Enter' && !shiftKey) || key === 'Tab') insert(menu.at);
    else return false;
    return true;
  }

  function onInput(next: string): void {
    setText(next);
    if (isNote) return;
    setMenu({ isOpen: next.startsWith('/'), at: 0 });
    if (next !== '') desk.typing(id);
  }

  return (
    <form
      class={`composer ${isNote ? 'noting' : ''}`}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <div class="composer-kinds" role="group" aria-label={words.composer.kind}>
        {(['reply', 'note'] as const).map((kind) => (
          <button
            key={kind}
            type="button"
            aria-pressed={draft.kind === kind}
            onClick={() => {
              desk.write(id, { kind });
              area.current?.focus();
            }}
          >
            {kind === 'note' && <Icon name="lock" />} {words.composer[kind]}
          </button>
        ))}
      </div>
      {menu.isOpen && !isNote && (
        <CannedMenu
          replies={replies}
          language={handoff.language}
          at={menu.at}
          onChoose={insert}
          onPoint={(at) => setMenu({ isOpen: true, at })}
        />
      )}
      <textarea
        id="reply"
        ref={area}
        rows={2}
        lang={isNote ? undefined : handoff.language}
        value={text}
        aria-label={isNote ? words.composer.noteLabel : words.composer.label(customerName(handoff, words))}
        placeholder={isNote ? words.composer.notePlaceholder : words.composer.placeholder}
        aria-autocomplete={isNote ? undefined : 'list'}
        aria-controls={replies.length > 0 ? 'canned' : undefined}
        aria-activedescendant={replies.length > 0 ? optionId(menu.at) : undefined}
        onInput={(event) => onInput(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <div class="composer-foot">
        {!isNote && (
          <>
            <button
              type="button"
              class="icon-button"
              aria-label={words.composer.canned}
              title={`${words.composer.canned} (/)`}
              aria-expanded={menu.isOpen}
              onClick={() => {
                setMenu({ isOpen: !menu.isOpen, at: 0 });
                area.current?.focus();
              }}
            >
              <Icon name="list" />
            </button>
            <button
              type="button"
              class="icon-button"
              aria-label={words.composer.suggest}
              title={words.composer.suggest}
              aria-expanded={state.suggesting}
              onClick={() => desk.suggest(!state.suggesting)}
            >
              <Icon name="spark" />
            </button>
            <DraftFiles id={id} files={draft.attachments} />
          </>
        )}
        <span class="hint quiet small">{words.composer.hint}</span>
        <button type="submit" class="button primary send">
          <Icon name={isNote ? 'note' : 'send'} /> {isNote ? words.composer.saveNote : words.composer.send}
        </button>
      </div>
    </form>
  );
}
