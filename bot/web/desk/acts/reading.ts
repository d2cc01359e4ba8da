import { withCase, withEntries, withQueue, withRefused, withSeen } from '../state/changes';
import { conversationsRead, currentId, tabsOf } from '../state/selectors';
import { onceMore } from './once-more';
import type { Parts } from './parts';

export interface Reading {
  /** Reads everything that is shown anew. */
  everything(): Promise<void>;
  queue(): Promise<void>;
  caseFile(id: string): Promise<void>;
  entries(conversation: string): Promise<void>;
}

/** Brings the page up to what the store holds. Entries are read on from the last one known, everything else anew. */
export function createReading({ store, api }: Parts): Reading {
  const queueOnce = onceMore(async () => {
    const asked = await api.queue();
    if (asked.kind === 'ok') store.change((state) => withQueue(state, asked.value));
  });

  const caseFile = onceMore(async (id) => {
    const asked = await api.caseFile(id);
    if (asked.kind === 'ok') store.change((state) => withSeen(withCase(state, id, asked.value)));
    else if (asked.kind === 'refused') store.change((state) => withCase(state, id, 'refused'));
    else if (asked.kind === 'unreachable')
      store.change((state) => (state.cases[id] === undefined ? withCase(state, id, 'unreachable') : state));
  });

  const entries = onceMore(async (conversation) => {
    for (;;) {
      const after = store.get().transcripts[conversation]?.lastSeq ?? 0;
      const asked = await api.entries(conversation, after);
      if (asked.kind === 'refused') store.change((state) => withRefused(state, conversation));
      if (asked.kind !== 'ok') return;
      const { entries: found, changed = [], lastSeq } = asked.value;
      // A page may end before the conversation does: only an empty one says that there is nothing more up to `lastSeq`.
      const upTo = found.length > 0 ? Math.max(...found.map(({ seq }) => seq)) : lastSeq;
      store.change((state) => {
        const next = withEntries(state, conversation, found, upTo, changed);
        return document.visibilityState === 'visible' ? withSeen(next) : next;
      });
      // What a case quotes of a message goes and comes back with it.
      if (changed.length > 0)
        for (const { id } of tabsOf(store.get()).filter((handoff) => handoff.conversation === conversation))
          void caseFile(id);
      if (upTo >= lastSeq) return;
    }
  });

  const queue = () => queueOnce('');
  return {
    queue,
    caseFile,
    entries,
    async everything() {
      await queue();
      const state = store.get();
      const current = currentId(state);
      const files = new Set([...tabsOf(state).map(({ id }) => id), ...(current === undefined ? [] : [current])]);
      await Promise.all([...files].map(caseFile));
      await Promise.all(conversationsRead(store.get()).map(entries));
    },
  };
}
