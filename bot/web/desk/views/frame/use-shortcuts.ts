import { useEffect } from 'preact/hooks';
import type { Desk } from '../../acts/create-desk';
import { currentHandoff, currentId, isMine, mayMove } from '../../state/selectors';
import { useDesk } from '../desk-context';

/** The keys, in the order in which the help lists them. */
export const shortcuts = {
  n: 'takeNext',
  j: 'next',
  k: 'previous',
  r: 'reply',
  i: 'note',
  s: 'suggest',
  t: 'transfer',
  b: 'giveBack',
  c: 'close',
  f: 'search',
  a: 'available',
  m: 'sound',
  '?': 'help',
} as const;

type Shortcut = (typeof shortcuts)[keyof typeof shortcuts];

const writesIn = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.matches('input:not([type=radio], [type=checkbox]), textarea, select') || target.isContentEditable);

/** Puts the focus where the reply is written, once it is drawn. */
export function focusReply(): void {
  requestAnimationFrame(() => document.getElementById('reply')?.focus());
}

/** The place in the list after or before the one that stands open. */
function step(desk: Desk, by: 1 | -1): void {
  const state = desk.store.get();
  const list = [...(state.queue?.mine ?? []), ...(state.queue?.waiting ?? [])].map(({ id }) => id);
  const at = list.indexOf(currentId(state) ?? '');
  const next = list[at === -1 ? (by === 1 ? 0 : list.length - 1) : at + by];
  if (next === undefined) return;
  desk.open(next);
  requestAnimationFrame(() => document.querySelector<HTMLElement>(`[data-handoff="${CSS.escape(next)}"]`)?.focus());
}

function act(desk: Desk, shortcut: Shortcut): void {
  const { me, settings } = desk.store.get();
  const id = currentId(desk.store.get());
  const mine = id !== undefined && isMine(desk.store.get(), id) ? id : undefined;
  const current = currentHandoff(desk.store.get());
  const moves = current !== undefined && mayMove(desk.store.get(), current);
  switch (shortcut) {
    case 'takeNext':
      return void desk.moves.takeNext().then(focusReply);
    case 'next':
      return step(desk, 1);
    case 'previous':
      return step(desk, -1);
    case 'reply':
    case 'note':
      if (mine === undefined) return;
      desk.write(mine, { kind: shortcut });
      return focusReply();
    case 'suggest':
      if (mine !== undefined) desk.suggest(true);
      return;
    case 'transfer':
    case 'close':
      if (moves) desk.show(shortcut);
      return;
    case 'giveBack':
      if (moves) desk.show('return');
      return;
    case 'search':
      return desk.go({ view: 'search' });
    case 'available':
      return void desk.setAvailable(!me?.available);
    case 'sound':
      return desk.set({ sound: !settings.sound });
    case 'help':
      return desk.show('help');
    default:
      throw new Error(`Unhandled shortcut: ${shortcut satisfies never}`);
  }
}

/** Single keys outside of text fields, while no dialog stands open. They can be turned off. */
export function useShortcuts(): void {
  const { desk } = useDesk();
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const { settings, dialog } = desk.store.get();
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || event.isComposing) return;
      if (!settings.singleKeys || dialog !== undefined || writesIn(event.target)) return;
      const shortcut = shortcuts[event.key as keyof typeof shortcuts] as Shortcut | undefined;
      if (shortcut === undefined) return;
      event.preventDefault();
      act(desk, shortcut);
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [desk]);
}
