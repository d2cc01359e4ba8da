import type { Entry, HandoffView } from '../../bot/web/desk/api/types';
import { ringsBetween } from '../../bot/web/desk/acts/ringing';
import { onceMore } from '../../bot/web/desk/acts/once-more';
import { withCase, withEntries, withMessage, withPending, withQueue, withSeen } from '../../bot/web/desk/state/changes';
import { type DeskState, freshState } from '../../bot/web/desk/state/desk-state';
import { hashOf, linkCodeIn, placeOf, signInProblemIn } from '../../bot/web/desk/state/place';
import { linesOf, mayMove, unansweredSince, unreadIn } from '../../bot/web/desk/state/selectors';
import { standInCase } from '../browser/desk-stand-in-data';

const entry = (seq: number, who: Entry['who'], text = `${who} ${seq}`): Entry => ({
  ...{ seq, who, text, citations: [], attachments: [] },
  at: `2026-03-10T12:00:${String(seq).padStart(2, '0')}Z`,
});
const mine = standInCase({ id: 'a', number: 1, state: 'person', owner: { id: 'me', name: 'Asta Prøve' } }, []);
const conversation = mine.view.conversation;

function desk(entries: Entry[] = [], place: DeskState['place'] = { view: 'desk' }): DeskState {
  const fresh = freshState({ language: 'da', sound: true, singleKeys: true }, place);
  const queued = withQueue(fresh, { waiting: [], mine: [mine.view], others: [] });
  return withEntries(queued, conversation, entries, entries.at(-1)?.seq ?? 0);
}
const texts = (state: DeskState): string[] => (state.transcripts[conversation]?.entries ?? []).map(({ text }) => text);

test('two readings that overlap show every entry once, in order', () => {
  const first = withEntries(desk(), conversation, [entry(1, 'customer'), entry(2, 'bot')], 2);
  const second = withEntries(first, conversation, [entry(2, 'bot'), entry(3, 'person')], 3);
  expect(texts(second)).toEqual(['customer 1', 'bot 2', 'person 3']);
});

test('a message that the customer has deleted stays in its place, and waits for nobody', () => {
  const before = desk([entry(1, 'person'), entry(2, 'customer'), entry(3, 'bot')]);
  const gone: Entry = { ...entry(2, 'customer', ''), deleted: true };
  const after = withEntries(before, conversation, [entry(5, 'bot')], 5, [gone]);
  expect(texts(after)).toEqual(['person 1', '', 'bot 3', 'bot 5']);
  expect([unreadIn(before, mine.view), unreadIn(after, mine.view)]).toEqual([1, 0]);
  expect(unansweredSince(after.transcripts[conversation]?.entries ?? [])).toBeUndefined();
});

test('a message leaves the outbox when the conversation shows it, and not before', () => {
  const pending = { clientId: 'c1', text: 'Hej', attachments: [], at: '2026-03-10T12:00:09Z' };
  const sent = withMessage(withPending(desk(), 'a', pending), 'a', 'c1', (message) => ({ ...message, seq: 3 }));
  expect(withEntries(sent, conversation, [entry(2, 'customer')], 2).outbox['a']).toHaveLength(1);
  expect(withEntries(sent, conversation, [entry(3, 'person')], 3).outbox['a']).toEqual([]);
});

test('unread are the messages of the customer since somebody looked or answered', () => {
  const state = desk([entry(1, 'customer'), entry(2, 'person'), entry(3, 'customer'), entry(4, 'customer')]);
  expect(unreadIn(state, mine.view)).toBe(2);
  const looking = withSeen({ ...state, place: { view: 'desk', handoff: 'a' } });
  expect(unreadIn(looking, mine.view)).toBe(0);
});

test('the customer waits for an answer since their first message after the last of a person', () => {
  expect(unansweredSince([entry(1, 'customer'), entry(2, 'person'), entry(3, 'customer'), entry(4, 'customer')])).toBe(
    entry(3, 'customer').at,
  );
  expect(unansweredSince([entry(1, 'customer'), entry(2, 'person'), entry(3, 'receipt')])).toBeUndefined();
});

test('notes stand where they were written, and what is on its way stands last', () => {
  const note = (number: number, second: number) => ({ number, at: `2026-03-10T12:00:0${second}.500Z`, kind: 'note' });
  const pending = { clientId: 'c1', text: 'Hej', attachments: [], at: '2026-03-10T12:00:00Z' };
  const lines = linesOf([entry(1, 'customer'), entry(2, 'person')], [note(9, 7), note(4, 1)], [pending]);
  expect(lines.map(({ kind }) => kind)).toEqual(['entry', 'note', 'entry', 'note', 'pending']);
});

test('it rings for somebody new who waits and for a message one does not look at; not for what was there when the page opened', () => {
  const before = desk([entry(1, 'customer'), entry(2, 'person')]);
  const newcomer: HandoffView = { ...mine.view, id: 'b', conversation: 'other', state: 'waiting', owner: null };
  const waits = withQueue(before, { waiting: [newcomer], mine: [mine.view], others: [] });
  const says = withEntries(before, conversation, [entry(3, 'customer')], 3);
  expect(ringsBetween(before, waits, true).map(({ kind, handoff }) => [kind, handoff.id])).toEqual([['waiting', 'b']]);
  expect(ringsBetween(before, says, true).map(({ kind, handoff }) => [kind, handoff.id])).toEqual([['message', 'a']]);
  const open: DeskState['place'] = { view: 'desk', handoff: 'a' };
  expect(ringsBetween({ ...before, place: open }, { ...says, place: open }, true)).toEqual([]);
  expect(ringsBetween({ ...before, place: open }, { ...says, place: open }, false)).toHaveLength(1);
  expect(ringsBetween({ ...before, queue: undefined }, waits, true)).toEqual([]);
});

test('a supervisor may move what a colleague has, an agent only their own', () => {
  const me = (role: 'agent' | 'supervisor') => ({ ...desk(), queue: undefined, me: { role } }) as unknown as DeskState;
  expect(mayMove(me('agent'), mine.view)).toBe(false);
  expect(mayMove(me('supervisor'), mine.view)).toBe(true);
  expect(mayMove(withCase(desk(), 'a', 'refused'), mine.view)).toBe(true);
});

test('the address says what is shown, and nothing else in it is believed', () => {
  for (const place of [{ view: 'desk' }, { view: 'desk', handoff: 'a/b c' }, { view: 'audit' }] as DeskState['place'][])
    expect(placeOf(hashOf(place))).toEqual(place);
  expect(placeOf('#nothing=here')).toEqual({ view: 'desk' });
  expect(linkCodeIn('#link=AbC')).toBe('AbC');
  expect(signInProblemIn('#problem=oidc-refused')).toBe('oidc-refused');
  expect(signInProblemIn('#problem=your+account+is+gone')).toBeUndefined();
});

test('a burst of news is one reading more, and the last news is always read', async () => {
  let runs = 0;
  const gates: (() => void)[] = [];
  const read = onceMore(async () => {
    runs += 1;
    await new Promise<void>((resolve) => gates.push(resolve));
  });
  const first = read('queue');
  void read('queue');
  void read('queue');
  gates.shift()?.();
  await Promise.resolve();
  await new Promise(setImmediate);
  gates.shift()?.();
  await first;
  expect(runs).toBe(2);
});
