import type { CaseFile, Entry, HandoffView, HistoryEvent } from '../api/types';
import type { DeskState, Pending } from './desk-state';

const inQueue = ({ queue }: DeskState): HandoffView[] =>
  queue ? [...queue.mine, ...queue.waiting, ...queue.others] : [];

export const caseFileOf = (state: DeskState, id: string): CaseFile | undefined => {
  const found = state.cases[id];
  return typeof found === 'object' ? found : undefined;
};

/** A hand-off as it was last heard of: the queue is newer than a case that was read once. */
export const handoffOf = (state: DeskState, id: string): HandoffView | undefined =>
  inQueue(state).find((handoff) => handoff.id === id) ?? caseFileOf(state, id)?.handoff;

export const currentId = ({ place }: DeskState): string | undefined =>
  place.view === 'desk' ? place.handoff : undefined;

export const currentHandoff = (state: DeskState): HandoffView | undefined => {
  const id = currentId(state);
  return id === undefined ? undefined : handoffOf(state, id);
};

export const isMine = (state: DeskState, id: string): boolean =>
  state.queue?.mine.some((handoff) => handoff.id === id) ?? false;

/** May give it away, back or to its end: who has it, and those who look after the desk. */
export const mayMove = (state: DeskState, { id, state: at }: HandoffView): boolean =>
  at === 'person' && (isMine(state, id) || (state.me?.role ?? 'agent') !== 'agent');

/** One's own conversations and those opened beside them, in this order. */
export function tabsOf(state: DeskState): HandoffView[] {
  const mine = state.queue?.mine ?? [];
  const beside = state.opened
    .filter((id) => !mine.some((handoff) => handoff.id === id))
    .flatMap((id) => handoffOf(state, id) ?? []);
  return [...mine, ...beside];
}

/** The conversations whose entries are kept up to date. */
export const conversationsRead = (state: DeskState): string[] => [
  ...new Set([...tabsOf(state), currentHandoff(state)].flatMap((handoff) => handoff?.conversation ?? [])),
];

/** How many of the customer's messages nobody has looked at. What a person has answered since counts as read. */
export function unreadIn(state: DeskState, { conversation, lastCustomerSeq }: HandoffView): number {
  const entries = state.transcripts[conversation]?.entries;
  const looked = state.seen[conversation] ?? 0;
  if (entries === undefined) return lastCustomerSeq > looked ? 1 : 0;
  const answered = entries.reduce((last, { who, seq }) => (who === 'person' ? Math.max(last, seq) : last), 0);
  return entries.filter(({ who, seq, deleted }) => who === 'customer' && !deleted && seq > Math.max(looked, answered))
    .length;
}

/** Since when the customer waits for a person's answer; undefined where they do not. */
export function unansweredSince(entries: readonly Entry[]): string | undefined {
  const lastPerson = entries.reduce((last, { who }, at) => (who === 'person' ? at : last), -1);
  return entries.slice(lastPerson + 1).find(({ who, deleted }) => who === 'customer' && !deleted)?.at;
}

/** A line of what is shown of a conversation. */
export type Line =
  | { kind: 'entry'; at: string; entry: Entry }
  | { kind: 'note'; at: string; note: HistoryEvent }
  | { kind: 'pending'; at: string; pending: Pending };

/** What was said in its own order, the notes of staff where they were written, and last what is still on its way. */
export function linesOf(
  entries: readonly Entry[],
  history: readonly HistoryEvent[],
  outbox: readonly Pending[],
): Line[] {
  const notes = history.filter(({ kind }) => kind === 'note').sort((one, other) => one.number - other.number);
  const lines: Line[] = [];
  let next = 0;
  const notesBefore = (at: number): void => {
    for (let note = notes[next]; note && Date.parse(note.at) < at; note = notes[++next])
      lines.push({ kind: 'note', at: note.at, note });
  };
  for (const entry of entries) {
    notesBefore(Date.parse(entry.at));
    lines.push({ kind: 'entry', at: entry.at, entry });
  }
  notesBefore(Infinity);
  return [...lines, ...outbox.map((pending) => ({ kind: 'pending' as const, at: pending.at, pending }))];
}
