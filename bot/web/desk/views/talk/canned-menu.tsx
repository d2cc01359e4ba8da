import { useEffect, useRef } from 'preact/hooks';
import type { CannedReply, DeskLanguage } from '../../api/types';
import { useDesk } from '../desk-context';

/** The replies that a text beginning with `/` looks for; any other text looks for all. */
export function matching(replies: readonly CannedReply[], text: string, language: DeskLanguage): CannedReply[] {
  const wanted = text.startsWith('/') ? text.slice(1).trim().toLowerCase() : '';
  return replies.filter((reply) => `${titleOf(reply, language)}\n${reply[language]}`.toLowerCase().includes(wanted));
}

const titleOf = ({ title, titles }: CannedReply, language: DeskLanguage): string => titles?.[language] ?? title;

export const optionId = (at: number): string => `canned-${at}`;

interface Menu {
  replies: readonly CannedReply[];
  /** The customer's: a reply is put in as they read it. */
  language: DeskLanguage;
  at: number;
  onChoose(at: number): void;
  onPoint(at: number): void;
}

/** The list above the text field. The focus stays in the field; the arrow keys move in here. */
export function CannedMenu({ replies, language, at, onChoose, onPoint }: Menu) {
  const { state, words } = useDesk();
  const chosen = useRef<HTMLLIElement>(null);
  useEffect(() => chosen.current?.scrollIntoView({ block: 'nearest' }), [at, replies.length]);
  if (replies.length === 0)
    return (
      <p class="canned quiet" role="status">
        {words.composer.noCanned}
      </p>
    );
  return (
    // Longer than its window, it must be possible to scroll it by keyboard from anywhere.
    <ul class="canned" id="canned" role="listbox" tabIndex={0} aria-label={words.composer.canned}>
      {replies.map((reply, row) => (
        <li
          key={reply.title}
          ref={row === at ? chosen : undefined}
          id={optionId(row)}
          role="option"
          aria-selected={row === at}
          onPointerMove={() => row !== at && onPoint(row)}
          onMouseDown={(event) => {
            event.preventDefault();
            onChoose(row);
          }}
        >
          <strong>{titleOf(reply, state.settings.language)}</strong>
          <span lang={language}>{reply[language]}</span>
        </li>
      ))}
    </ul>
  );
}
