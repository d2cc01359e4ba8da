import { type HandoffEventKind, HandoffState, isOpen } from '../../bot/handoff';
import { stateAfter } from '../../bot/handoff/handoff';
import { agent, startTestDesk, type TestDesk } from './handoff-desk';

let desk: TestDesk;
beforeAll(async () => {
  desk = await startTestDesk();
});
afterAll(() => desk.stop());

const mette = agent('Mette', { capacity: 100 });
const sunday = new Date('2026-11-01T09:00:00Z');
const monday = new Date('2026-11-02T09:00:00Z');

/** Brings a hand-off into a state, as a customer and staff would. */
async function inState(conversation: string, state: HandoffState): Promise<string> {
  const outOfHours = state === 'out-of-hours';
  desk.clock.now = outOfHours ? sunday : monday;
  const { id } = await desk.handsOver(conversation, { leavesMessage: outOfHours });
  if (state === 'person' || state === 'returned' || state === 'closed') await desk.handoffs.take(mette, id);
  if (state === 'returned') await desk.handoffs.giveBack(mette, id);
  if (state === 'closed') await desk.handoffs.close(mette, id, 'solved', 'Alt er klaret');
  if (state === 'failed') await desk.handoffs.fail(id, 'nobody');
  expect((await desk.handoffs.find(id))?.state).toBe(state);
  return id;
}

/** Tries to have something happen, whether or not it may. */
const attempts: Record<HandoffEventKind, (id: string) => Promise<unknown>> = {
  taken: (id) => desk.handoffs.take(mette, id),
  transferred: (id) => desk.handoffs.transfer(mette, id, { team: 'claims' }, 'Skade'),
  'owner-gone': (id) => desk.handoffs.minded.ownerGone(id, 'mette'),
  opened: (id) => desk.handoffs.minded.opened(id),
  returned: (id) => desk.handoffs.giveBack(mette, id),
  closed: (id) => desk.handoffs.close(mette, id, 'follow-up', 'Vi ringer'),
  cancelled: async (id) => {
    const handoff = await desk.handoffs.find(id);
    return desk.answers(await desk.asks(handoff?.conversation ?? '', 'Nej tak'), [], { cancelsHandoff: true });
  },
  failed: (id) => desk.handoffs.fail(id, 'The other desk is down'),
};
const events = Object.keys(attempts) as HandoffEventKind[];
const cases = HandoffState.options.flatMap((state) => events.map((event) => [state, event] as const));

test.each(cases)('%s, %s: as the table says', async (state, event) => {
  const conversation = `${state}-${event}`;
  const id = await inState(conversation, state);
  const before = await desk.handoffs.history(id);
  const outcome = await attempts[event](id);
  const expected = stateAfter(state, event);
  const handoff = await desk.handoffs.find(id);
  expect(handoff?.state).toBe(expected ?? state);
  const happened = (await desk.handoffs.history(id)).slice(before.length).map(({ kind }) => kind);
  // Taking what one has already changes nothing and is no mistake.
  expect(happened).toEqual(expected ? [event] : []);
  const isRefused = typeof outcome === 'object' && outcome !== null && 'kind' in outcome && outcome.kind !== 'done';
  expect(isRefused).toBe(
    !expected && !['owner-gone', 'opened', 'cancelled'].includes(event) && !(state === 'person' && event === 'taken'),
  );
  const speakers = { person: 'person', waiting: handoff?.leftMessage ? 'bot' : 'queue' } as const;
  expect(await desk.handoffs.speakerOf(conversation)).toBe(
    handoff?.state === 'person' || handoff?.state === 'waiting' ? speakers[handoff.state] : 'bot',
  );
  expect(handoff?.endedAt !== undefined).toBe(!isOpen(handoff?.state ?? 'closed'));
});
