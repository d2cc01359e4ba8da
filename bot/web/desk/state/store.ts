export interface Store<State> {
  get(): State;
  /** Puts the state in place of the old one that `change` makes of it, and tells the listeners. Nothing is told where nothing changed. */
  change(change: (state: State) => State): void;
  /** Tells of every change from now on; returns how to stop. */
  listen(listener: (before: State, after: State) => void): () => void;
}

/** One value that the whole page is drawn from. */
export function createStore<State>(initial: State): Store<State> {
  let state = initial;
  const listeners = new Set<(before: State, after: State) => void>();
  return {
    get: () => state,
    change(change) {
      const before = state;
      state = change(before);
      if (state !== before) for (const listener of [...listeners]) listener(before, state);
    },
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
