import { agent, startTestDesk, type TestDesk } from './handoff-desk';

let desk: TestDesk;
beforeEach(async () => {
  desk = await startTestDesk();
});
afterEach(() => desk.stop());

const kinds = (outcomes: { kind: string }[]): Record<string, number> => {
  const counted: Record<string, number> = {};
  for (const { kind } of outcomes) counted[kind] = (counted[kind] ?? 0) + 1;
  return counted;
};
/** On a server, reached over the network, the same race takes ten times as long. */
const many = expect.getState().testPath?.includes('postgres') ? 200 : 2000;
const fifty = (capacity: number) => Array.from({ length: 50 }, (_, n) => agent(`Agent${n}`, { capacity }));

test('fifty race for one conversation: one has it, the others hear who, and the customer is told once', async () => {
  const { id } = await desk.handsOver('c1');
  const outcomes = await Promise.all(fifty(5).map((one) => desk.handoffs.take(one, id)));
  expect(kinds(outcomes)).toEqual({ done: 1, 'not-yours': 49 });
  const owner = (await desk.handoffs.find(id))?.owner?.name;
  const others = outcomes.filter((outcome) => outcome.kind === 'not-yours');
  expect(new Set(others.map((outcome) => outcome.owner))).toEqual(new Set([owner]));
  expect((await desk.said('c1')).filter((text) => text.includes(' taken '))).toHaveLength(1);
  expect((await desk.handoffs.history(id)).map(({ kind }) => kind)).toEqual(['requested', 'taken']);
});

test(`${many} conversations are taken by fifty at once: each by exactly one`, async () => {
  await Promise.all(Array.from({ length: many }, (_, n) => desk.handsOver(`c${n}`)));
  const taken = await Promise.all(
    fifty(many).map(async (one) => {
      const ids: string[] = [];
      for (;;) {
        const outcome = await desk.handoffs.takeNext(one);
        if (outcome.kind !== 'done') return { kind: outcome.kind, ids, owner: one.id };
        ids.push(outcome.result.id);
      }
    }),
  );
  const ids = taken.flatMap((one) => one.ids);
  expect(ids).toHaveLength(many);
  expect(new Set(ids).size).toBe(many);
  expect(kinds(taken)).toEqual({ 'nothing-waits': 50 });
  const owners = new Map(taken.flatMap(({ ids: of, owner }) => of.map((id) => [id, owner] as const)));
  const open = await desk.handoffs.open();
  expect(open.filter(({ id, state, owner }) => state === 'person' && owner?.id === owners.get(id))).toHaveLength(many);
  // Fifty who each got all but nothing would be a queue that does not share.
  expect(Math.max(...taken.map((one) => one.ids.length))).toBeLessThan(many);
});

test('what is taken next: who sits waiting before messages that were left, then the urgent, then the oldest', async () => {
  const handsOver = async (conversation: string, more: Parameters<TestDesk['handsOver']>[1]) => {
    desk.clock.pass(1);
    await desk.handsOver(conversation, more);
  };
  await handsOver('message', { reason: 'complaint', leavesMessage: true });
  await handsOver('asked-first', {});
  await handsOver('asked-second', {});
  await handsOver('no-answer', { reason: 'no-answer' });
  await handsOver('complaint', { reason: 'complaint' });
  expect((await desk.handoffs.open()).map(({ conversation }) => conversation)).toEqual([
    'complaint',
    'asked-first',
    'asked-second',
    'no-answer',
    'message',
  ]);
  const order: string[] = [];
  for (let n = 0; n < 5; n += 1) {
    const taken = await desk.handoffs.takeNext(agent('Mette'));
    if (taken.kind === 'done') order.push(taken.result.conversation);
  }
  expect(order).toEqual(['complaint', 'asked-first', 'asked-second', 'no-answer', 'message']);
});

test.each([
  ['of a language one does not speak', { language: 'en' as const }, { languages: ['da' as const] }],
  [
    'of a topic that is not one’s own',
    { topic: 'limits' as const },
    { topics: ['claims' as const, 'policy' as const] },
  ],
])('%s: it waits for another', async (_case, asked, skills) => {
  const { id } = await desk.handsOver('c1', asked);
  expect(await desk.handoffs.takeNext(agent('Mette', skills))).toEqual({ kind: 'nothing-waits' });
  expect(await desk.handoffs.takeNext(agent('Søren'))).toMatchObject({ kind: 'done', result: { id } });
});

test('all topics are known to who has none named, and one of several is enough', async () => {
  await desk.handsOver('c1', { topic: 'collections' });
  const taken = await desk.handoffs.takeNext(agent('Mette', { topics: ['limits', 'collections'] }));
  expect(taken).toMatchObject({ kind: 'done', result: { topic: 'collections' } });
});

test('nobody gets more than they can have at once; what has ended makes room', async () => {
  const mette = agent('Mette', { capacity: 2 });
  for (const conversation of ['c1', 'c2', 'c3']) await desk.handsOver(conversation);
  const outcomes = await Promise.all([1, 2, 3].map(() => desk.handoffs.takeNext(mette)));
  expect(kinds(outcomes)).toEqual({ done: 2, 'at-capacity': 1 });
  const waiting = await desk.handoffs.openIn('c3');
  expect(await desk.handoffs.take(mette, waiting?.id ?? '')).toEqual({ kind: 'at-capacity' });
  await desk.handoffs.close(mette, (await desk.handoffs.openIn('c1'))?.id ?? '', 'solved', '');
  expect(await desk.handoffs.take(mette, waiting?.id ?? '')).toMatchObject({ kind: 'done' });
});

test('one that is for a team waits for the team; one that is for a colleague is theirs alone for three minutes', async () => {
  const [mette, søren, ida] = [agent('Mette'), agent('Søren', { team: 'limits' }), agent('Ida')];
  const { id } = await desk.handsOver('c1');
  await desk.handoffs.take(mette, id);
  await desk.handoffs.transfer(mette, id, { team: 'limits' }, 'Se på rammen');
  expect(await desk.handoffs.takeNext(ida)).toEqual({ kind: 'nothing-waits' });
  expect(await desk.handoffs.takeNext(søren)).toMatchObject({ kind: 'done', result: { id, team: undefined } });
  await desk.handoffs.transfer(søren, id, { colleague: { id: 'mette', name: 'Mette' } }, '');
  expect(await desk.handoffs.takeNext(ida)).toEqual({ kind: 'nothing-waits' });
  desk.clock.pass(4);
  expect(await desk.handoffs.takeNext(ida)).toMatchObject({ kind: 'done', result: { id, owner: { name: 'Ida' } } });
});

test('taking what one has already is done already', async () => {
  const mette = agent('Mette', { capacity: 1 });
  const { id } = await desk.handsOver('c1');
  await desk.handoffs.take(mette, id);
  expect(await desk.handoffs.take(mette, id)).toMatchObject({ kind: 'done', result: { owner: { id: 'mette' } } });
  expect((await desk.said('c1')).filter((text) => text.includes(' taken '))).toHaveLength(1);
});
