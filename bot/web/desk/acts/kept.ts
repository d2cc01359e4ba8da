import type { DeskState, Draft, Pending, Settings } from '../state/desk-state';

/** What this browser keeps for one member of staff: in the tab what is being written, for longer what has been read. */
interface KeptWork {
  drafts: Record<string, Draft>;
  outbox: Record<string, Pending[]>;
}

const workKey = (staffId: string): string => `desk-work:${staffId}`;
const seenKey = (staffId: string): string => `desk-seen:${staffId}`;
const SETTINGS = 'desk-settings';
/** Conversations whose last seen entry is remembered. */
const MAX_SEEN = 200;

/** What was kept under a name; undefined where nothing was, or something that is not ours. */
function read<Value>(storage: Storage, key: string): Value | undefined {
  const text = storage.getItem(key);
  if (text === null) return undefined;
  try {
    return JSON.parse(text) as Value;
  } catch (failure) {
    if (!(failure instanceof SyntaxError)) throw failure;
    storage.removeItem(key);
    return undefined;
  }
}

/** @param browserLanguage the language of the page as it was served */
export function keptSettings(browserLanguage: string): Settings {
  const language = browserLanguage.toLowerCase().startsWith('en') ? 'en' : 'da';
  return { language, sound: false, singleKeys: true, ...read<Partial<Settings>>(localStorage, SETTINGS) };
}

/** Brings back what this member of staff was writing, and what they had read. */
export function withKept(state: DeskState, staffId: string): DeskState {
  const work = read<KeptWork>(sessionStorage, workKey(staffId));
  const seen = read<Record<string, number>>(localStorage, seenKey(staffId));
  return { ...state, drafts: work?.drafts ?? {}, outbox: work?.outbox ?? {}, seen: seen ?? {} };
}

/** Keeps what has changed. */
export function keepChanges(before: DeskState, after: DeskState): void {
  if (after.settings !== before.settings) localStorage.setItem(SETTINGS, JSON.stringify(after.settings));
  if (!after.me || after.me.id !== before.me?.id) return;
  if (after.drafts !== before.drafts || after.outbox !== before.outbox) {
    const work: KeptWork = { drafts: after.drafts, outbox: after.outbox };
    sessionStorage.setItem(workKey(after.me.id), JSON.stringify(work));
  }
  if (after.seen !== before.seen) {
    const latest = Object.fromEntries(Object.entries(after.seen).slice(-MAX_SEEN));
    localStorage.setItem(seenKey(after.me.id), JSON.stringify(latest));
  }
}

/** Forgets what was being written: somebody else may sit here next. */
export function forgetWork(staffId: string): void {
  sessionStorage.removeItem(workKey(staffId));
}
