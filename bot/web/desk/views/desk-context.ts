import { createContext } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';
import type { Desk } from '../acts/create-desk';
import type { DeskState } from '../state/desk-state';
import { type Words, wordsIn } from '../words';

interface InDesk {
  desk: Desk;
  state: DeskState;
  words: Words;
}

export const DeskContext = createContext<InDesk | undefined>(undefined);

/** The desk, what it stands at, and the words for it. */
export function useDesk(): InDesk {
  const inDesk = useContext(DeskContext);
  if (!inDesk) throw new Error('This part of the page stands outside of the desk.');
  return inDesk;
}

/** The desk's state, drawn anew with every change. */
export function useDeskState(desk: Desk): InDesk {
  const [state, setState] = useState(desk.store.get());
  useEffect(() => {
    setState(desk.store.get());
    return desk.store.listen((_before, after) => setState(after));
  }, [desk]);
  return { desk, state, words: wordsIn[state.settings.language] };
}

/** Now, in milliseconds; draws anew as it passes. */
export function useNow(everyMs = 1000): number {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}
