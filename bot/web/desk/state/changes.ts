import type { CaseState, DeskState, Draft, Pending } from './desk-state';
import { emptyDraft } from './desk-state';
import type { Entry, Queue } from '../api/types';
import { currentHandoff } from './selectors';

export const withQueue = (state: DeskState, { waiting, mine, others }: Queue): DeskState => ({
  ...state,
  queue: { waiting, mine, others },
});

export const withCase = (state: DeskState, id: string, file: CaseState): DeskState => ({
  ...state,
  cases: { ...state.cases, [id]: file },
});

/**
 * Adds what has come since. Entries that are there already (two readings may overlap) are left out; messages that have arrived leave the outbox.
 * @param changed takes the place of what was there under its number: the customer has deleted it, or brought it back
 */
export function withEntries(
  state: DeskState,
  conversation: string,
  entries: Entry[],
  lastSeq: number,
  changed: readonly Entry[] = [],
): DeskState {
  const now = new Map(changed.map((entry) => [entry.seq, entry]));
  const known = state.transcripts[conversation] ?? { entries: [], lastSeq: 0 };
  const fresh = entries.filter(({ seq }) => seq > known.lastSeq);
  const upTo = Math.max(known.lastSeq, lastSeq, ...fresh.map(({ seq }) => seq));
  const transcripts = {
    ...state.transcripts,
    [conversation]: {
      entries: [...known.entries.map((entry) => now.get(entry.seq) ?? entry), ...fresh],
      lastSeq: upTo,
    },
  };
  return withoutArrived({ ...state, transcripts }, conversation, upTo);
}

function withoutArrived(state: DeskState, conversation: string, upTo: number): DeskState {
  const outbox = Object.fromEntries(
    Object.entries(state.outbox).map(([id, messages]) => [
      id,
      handoffIn(state, id) === conversation ? messages.filter(({ seq }) => seq === undefined || seq > upTo) : messages,
    ]),
  );
  return { ...state, outbox };
}

const handoffIn = (state: DeskState, id: string): string | undefined => {
  const file = state.cases[id];
  const queued = state.queue?.mine.find((handoff) => handoff.id === id);
  return queued?.conversation ?? (typeof file === 'object' ? file.handoff.conversation : undefined);
};

export const withRefused = (state: DeskState, conversation: string): DeskState => ({
  ...state,
  transcripts: { ...state.transcripts, [conversation]: { entries: [], lastSeq: 0, refused: true } },
});

/** Everything of the conversation that stands open has been looked at. */
export function withSeen(state: DeskState): DeskState {
  const conversation = currentHandoff(state)?.conversation;
  const last = conversation === undefined ? undefined : state.transcripts[conversation]?.lastSeq;
  if (conversation === undefined || !last || (state.seen[conversation] ?? 0) >= last) return state;
  return { ...state, seen: { ...state.seen, [conversation]: last } };
}

export const withDraft = (state: DeskState, id: string, change: Partial<Draft>): DeskState => ({
  ...state,
  drafts: { ...state.drafts, [id]: { ...(state.drafts[id] ?? emptyDraft), ...change } },
});

export const withPending = (state: DeskState, id: string, pending: Pending): DeskState => ({
  ...state,
  outbox: { ...state.outbox, [id]: [...(state.outbox[id] ?? []), pending] },
});

/** Changes one message that is on its way; `undefined` takes it out. */
export const withMessage = (
  state: DeskState,
  id: string,
  clientId: string,
  change: (pending: Pending) => Pending | undefined,
): DeskState => ({
  ...state,
  outbox: {
    ...state.outbox,
    [id]: (state.outbox[id] ?? []).flatMap((pending) =>
      pending.clientId === clientId ? (change(pending) ?? []) : pending,
    ),
  },
});

let toasts = 0;

export const withToast = (state: DeskState, text: string, tone: 'good' | 'bad' = 'good'): DeskState => ({
  ...state,
  toast: { id: (toasts += 1), text, tone },
});
