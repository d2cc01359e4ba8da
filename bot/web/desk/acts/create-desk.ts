import { createDeskApi, type DeskApi } from '../api/desk-api';
import type { News } from '../api/types';
import { customerName } from '../format/customer';
import { withDraft, withSeen, withToast } from '../state/changes';
import {
  type DeskState,
  type DialogName,
  type Draft,
  freshState,
  type Place,
  type Settings,
} from '../state/desk-state';
import { hashOf, placeOf } from '../state/place';
import { conversationsRead, currentHandoff, currentId, tabsOf } from '../state/selectors';
import { createStore, type Store } from '../state/store';
import { wordsIn } from '../words';
import { keepChanges, keptSettings } from './kept';
import { createLive } from './live';
import { createMoves, type Moves } from './moves';
import { notify } from './notifications';
import { createOutbox, type Outbox } from './outbox';
import { createReading, type Reading } from './reading';
import { ringsBetween } from './ringing';
import { createSession, type Session } from './session';
import { playSound } from './sound';

/** Everything that the page can do. */
export interface Desk {
  store: Store<DeskState>;
  api: DeskApi;
  session: Session;
  reading: Reading;
  outbox: Outbox;
  moves: Moves;
  go(place: Place): void;
  open(id: string | undefined): void;
  closeTab(id: string): void;
  write(id: string, draft: Partial<Draft>): void;
  typing(id: string): void;
  show(dialog: DialogName | undefined): void;
  suggest(open: boolean): void;
  set(settings: Partial<Settings>): void;
  setAvailable(available: boolean): Promise<void>;
}

const CHECK_MS = 30_000;
const TYPING_SHOWN_MS = 6000;
const TYPING_SENT_EVERY_MS = 3000;
/** Every message of every conversation is news to everybody: the queue is read once for many of them. */
const QUEUE_AFTER_MS = 800;

/** The desk of one browser tab: the state, the acts on it, and the wires between them. */
export function createDesk(): Desk {
  const store = createStore(freshState(keptSettings(document.documentElement.lang), placeOf(location.hash)));
  const api = createDeskApi(() => session.ended());
  const parts = { store, api, now: () => Date.now(), newId: () => crypto.randomUUID() };
  const reading = createReading(parts);
  const outbox = createOutbox(parts, reading);
  const live = createLive({ onOpen, onLost, onNews });
  const session = createSession(parts, onDesk, onLeft);
  const moves = createMoves(parts, reading, { open, closeTab });
  let checking: number | undefined;
  let queueSoon: number | undefined;
  let typingSentAt = 0;

  function onDesk(): void {
    live.start();
    window.clearInterval(checking);
    checking = window.setInterval(() => void check(), CHECK_MS);
    void reading.everything().then(() => readPlace());
    outbox.deliverAll();
    void api.canned().then((asked) => {
      if (asked.kind === 'ok') store.change((state) => ({ ...state, canned: asked.value.replies }));
    });
  }

  function onLeft(): void {
    live.stop();
    window.clearInterval(checking);
  }

  /** A connection can be dead without either side having noticed: every now and then the page reads anew by itself. */
  async function check(): Promise<void> {
    await reading.everything();
    outbox.deliverAll();
  }

  function onOpen(): void {
    const wasLost = store.get().live === 'lost';
    store.change((state) => ({ ...state, live: 'open' }));
    void reading.everything().then(() => {
      const { live: standing, settings } = store.get();
      if (wasLost && standing === 'open')
        store.change((state) => withToast(state, wordsIn[settings.language].live.back));
    });
    outbox.deliverAll();
  }

  function onLost(): void {
    store.change((state) => ({ ...state, live: 'lost' }));
    // Tells an ended session from a lost connection.
    void reading.queue();
  }

  /** What a colleague has taken over may not be read any more, and need not be. */
  const isOpenHere = (id: string): boolean =>
    currentId(store.get()) === id || tabsOf(store.get()).some((handoff) => handoff.id === id);

  function onNews(news: News): void {
    switch (news.kind) {
      case 'handoff':
        void reading.queue().then(() => (isOpenHere(news.id) ? reading.caseFile(news.id) : undefined));
        return;
      case 'entries':
        // Not put off by what comes meanwhile: under steady traffic it would never be read.
        queueSoon ??= window.setTimeout(() => {
          queueSoon = undefined;
          void reading.queue();
        }, QUEUE_AFTER_MS);
        if (conversationsRead(store.get()).includes(news.conversation)) void reading.entries(news.conversation);
        return;
      case 'typing': {
        const until = parts.now() + TYPING_SHOWN_MS;
        store.change((state) => ({ ...state, typing: { ...state.typing, [news.conversation]: until } }));
        return;
      }
      case 'staff':
        store.change((state) => ({ ...state, staffNews: state.staffNews + 1 }));
        return;
      default:
        throw new Error(`Unhandled news: ${JSON.stringify(news satisfies never)}`);
    }
  }

  /** Reads what the place shows; a hand-off opened beside one's own stays as a tab. */
  async function readPlace(): Promise<void> {
    const id = currentId(store.get());
    if (id === undefined || store.get().stage !== 'desk') return;
    store.change((state) => (state.opened.includes(id) ? state : { ...state, opened: [...state.opened, id] }));
    await reading.caseFile(id);
    const handoff = currentHandoff(store.get());
    if (handoff) await reading.entries(handoff.conversation);
    store.change(withSeen);
  }

  function go(place: Place): void {
    const hash = hashOf(place);
    if (hashOf(store.get().place) === hash) return;
    history.pushState(null, '', hash === '#' ? location.pathname : hash);
    arrive();
  }

  function arrive(): void {
    store.change((state) => ({ ...state, place: placeOf(location.hash), suggesting: false, dialog: undefined }));
    store.change(withSeen);
    void readPlace();
  }

  function open(id: string | undefined): void {
    go(id === undefined ? { view: 'desk' } : { view: 'desk', handoff: id });
  }

  function closeTab(id: string): void {
    store.change((state) => ({ ...state, opened: state.opened.filter((opened) => opened !== id) }));
    if (currentId(store.get()) === id) open(undefined);
  }

  function ring(before: DeskState, after: DeskState): void {
    if (after.stage !== 'desk') return;
    const words = wordsIn[after.settings.language];
    const rings = ringsBetween(before, after, document.visibilityState === 'visible');
    for (const { kind, handoff } of rings) {
      const name = customerName(handoff, words);
      const text = kind === 'waiting' ? words.talk.newWaiting(name) : words.talk.newFrom(name);
      if (after.settings.sound) playSound(kind);
      notify(`${words.product}: ${text}`, `desk-${handoff.id}`, () => open(handoff.id));
      store.change((state) => ({ ...state, spoken: text }));
    }
  }

  store.listen(keepChanges);
  store.listen(ring);
  store.listen((before, after) => {
    if (before.settings.language !== after.settings.language) document.documentElement.lang = after.settings.language;
  });
  document.documentElement.lang = store.get().settings.language;
  window.addEventListener('hashchange', arrive);
  window.addEventListener('popstate', arrive);
  window.addEventListener('online', () => live.retry());
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState !== 'visible' || store.get().stage !== 'desk') return;
    live.retry();
    void check();
    store.change(withSeen);
  });

  return {
    store,
    api,
    session,
    reading,
    outbox,
    moves,
    go,
    open,
    closeTab,
    write: (id, draft) => store.change((state) => withDraft(state, id, draft)),
    typing(id) {
      if (parts.now() - typingSentAt < TYPING_SENT_EVERY_MS) return;
      typingSentAt = parts.now();
      void api.typing(id);
    },
    show: (dialog) => store.change((state) => ({ ...state, dialog })),
    suggest: (suggesting) => store.change((state) => ({ ...state, suggesting })),
    set: (settings) => store.change((state) => ({ ...state, settings: { ...state.settings, ...settings } })),
    async setAvailable(available) {
      const asked = await api.setAvailable(available);
      if (asked.kind === 'ok')
        store.change((state) => (state.me ? { ...state, me: { ...state.me, available } } : state));
      else moves.complain(asked);
    },
  };
}
