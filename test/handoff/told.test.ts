import type { AtWork, HandoffTopic } from '../../bot/handoff';
import { agent, request, startTestDesk, type TestDesk } from './handoff-desk';

let desk: TestDesk;
beforeEach(async () => {
  desk = await startTestDesk();
});
afterEach(() => desk.stop());

const mette = agent('Mette');
const sunday = new Date('2026-11-01T09:00:00Z');

test('nothing can be done with what does not exist', async () => {
  const unknown = { kind: 'unknown' };
  expect(await desk.handoffs.take(mette, 'none')).toEqual(unknown);
  expect(await desk.handoffs.say(mette, 'none', { clientId: 'a', text: 'Hej' })).toEqual(unknown);
  expect(await desk.handoffs.note(mette, 'none', 'Hej')).toEqual(unknown);
  expect(await desk.handoffs.giveBack(mette, 'none')).toEqual(unknown);
  expect(await desk.handoffs.fail('none', '')).toEqual(unknown);
  expect(await desk.handoffs.find('none')).toBeUndefined();
  expect(await desk.handoffs.openIn('none')).toBeUndefined();
});

test('a customer is told of every step, with the facts beside the words', async () => {
  desk.atWork.push({ id: 'ida', capacity: 2 });
  const { id } = await desk.handsOver('c1');
  await desk.handoffs.take(mette, id);
  await desk.handoffs.transfer(mette, id, { colleague: { id: 'ida', name: 'Ida' } }, 'Kender sagen');
  await desk.handoffs.take(agent('Ida'), id);
  await desk.handoffs.close(agent('Ida'), id, 'solved', ' Rammen er hævet. ');
  expect(await desk.said('c1')).toEqual([
    'da received ahead=0 number=1',
    'da taken number=1 name="Mette" leftMessage=false',
    'da transferred ahead=0 number=1 from="Mette" to={"colleague":"Ida"} leftMessage=false',
    'da taken number=1 name="Ida" leftMessage=false',
    'da closed number=1 name="Ida" outcome="solved" summary="Rammen er hævet."',
  ]);
  const facts = (await desk.log.after('c1', 1, 100)).map(
    ({ body }) => (JSON.parse(body) as { channelData: { handoff: object } }).channelData.handoff,
  );
  expect(facts).toEqual([
    { state: 'waiting', receipt: 'received', number: 1, ahead: 0 },
    { state: 'person', receipt: 'taken', number: 1, name: 'Mette' },
    { state: 'waiting', receipt: 'transferred', number: 1, name: 'Ida', ahead: 0 },
    { state: 'person', receipt: 'taken', number: 1, name: 'Ida' },
    { state: 'closed', receipt: 'closed', number: 1, name: 'Ida' },
  ]);
  expect((await desk.handoffs.history(id)).map(({ kind, by, note }) => [kind, by?.name, note])).toEqual([
    ['requested', undefined, 'asked'],
    ['taken', 'Mette', undefined],
    ['transferred', 'Mette', '→ Ida: Kender sagen'],
    ['taken', 'Ida', undefined],
    ['closed', 'Ida', ' Rammen er hævet. '],
  ]);
});

test('whoever had a person goes before all others when they wait again', async () => {
  const { id } = await desk.handsOver('c1');
  await desk.handoffs.take(mette, id);
  await desk.handsOver('c2', { reason: 'complaint' });
  desk.clock.pass(1);
  await desk.handoffs.transfer(mette, id, { team: 'claims' }, '');
  const again = await desk.handoffs.find(id);
  expect(again && (await desk.handoffs.placeOf(again)).ahead).toBe(0);
  const other = await desk.handoffs.openIn('c2');
  expect(other && (await desk.handoffs.placeOf(other)).ahead).toBe(1);
});

const knows = (
  id: string,
  topics: HandoffTopic[],
  more: { languages?: ('da' | 'en')[]; team?: string } = {},
): AtWork => ({
  ...{ id, capacity: 2 },
  skills: { languages: more.languages ?? ['da', 'en'], topics, team: more.team },
});
const aheadOf = async (conversation: string): Promise<number | undefined> => {
  const waiting = await desk.handoffs.openIn(conversation);
  return waiting && (await desk.handoffs.placeOf(waiting)).ahead;
};

describe('a place in the queue is counted by what those who are there can take', () => {
  test('who waits for others only goes before nobody', async () => {
    desk.atWork = [knows('mette', ['claims']), knows('ida', ['limits'], { languages: ['en'] })];
    await desk.handsOver('danish limits', { topic: 'limits' });
    await desk.handsOver('limits', { topic: 'limits', language: 'en' });
    await desk.handsOver('claims', { topic: 'claims' });
    await desk.handsOver('more claims', { topic: 'claims', language: 'en' });
    await desk.handsOver('more limits', { topic: 'limits', language: 'en' });
    expect(await aheadOf('danish limits')).toBeUndefined();
    expect(await Promise.all(['limits', 'claims', 'more claims', 'more limits'].map(aheadOf))).toEqual([0, 0, 1, 1]);
    expect(await desk.said('danish limits')).toEqual(['da received number=1']);
    // Somebody who can take everything has all of them in one line.
    desk.atWork = [...desk.atWork, knows('bo', [])];
    expect(await aheadOf('more limits')).toBe(4);
  });

  test('what waits for a colleague or a team is counted for them; for the colleague no longer than it is theirs', async () => {
    desk.atWork = [knows('mette', []), knows('ida', [], { team: 'collections' })];
    const first = await desk.handsOver('first');
    const second = await desk.handsOver('second');
    await desk.handsOver('third');
    await desk.handoffs.transfer(mette, first.id, { team: 'collections' }, '');
    await desk.handoffs.transfer(mette, second.id, { colleague: { id: 'gone', name: 'Gone' } }, '');
    desk.atWork = [knows('mette', [])];
    expect(await Promise.all(['first', 'second', 'third'].map(aheadOf))).toEqual([undefined, undefined, 0]);
    desk.clock.pass(4);
    expect(await Promise.all(['first', 'second', 'third'].map(aheadOf))).toEqual([undefined, 0, 1]);
  });

  test('who cannot be taken by anybody there is told so when it takes long, and not that others go first', async () => {
    desk.atWork = [knows('mette', ['claims'])];
    await desk.handsOver('before');
    await desk.handsOver('c1', { topic: 'collections' });
    desk.clock.pass(10);
    await desk.minders.look();
    expect((await desk.said('c1')).at(-1)).toBe('da late number=2 why={"kind":"nobody-suited"}');
  });
});

describe('a message that is left', () => {
  test('out of hours it is kept until the opening, the bot goes on, and its answer ends the case', async () => {
    desk.clock.now = sunday;
    const brief = { ...request().brief, message: 'Ring til mig', reachedAt: '+45 00 00 00 00' };
    const { id } = await desk.handsOver('c1', { leavesMessage: true, brief });
    expect(await desk.handoffs.speakerOf('c1')).toBe('bot');
    desk.clock.now = new Date('2026-11-02T07:30:00Z');
    await desk.minders.look();
    expect(await desk.handoffs.find(id)).toMatchObject({ state: 'waiting', leftMessage: true });
    await desk.answers(await desk.asks('c1', 'Hvad er klausul 4?'), ['Klausul 4 siger …']);
    await desk.handoffs.take(mette, id);
    await desk.handoffs.say(mette, id, { clientId: 'a', text: 'Jeg ringer kl. 10' });
    await desk.handoffs.close(mette, id, 'solved', 'Vi har ringet.');
    expect(await desk.said('c1')).toEqual([
      'da messageKept number=1 opensAt=2026-11-02T07:00:00.000Z reachedAt="+45 00 00 00 00"',
      'Klausul 4 siger …',
      'da taken number=1 name="Mette" leftMessage=true',
      'Jeg ringer kl. 10',
      'da messageAnswered number=1 name="Mette" outcome="solved" summary="Vi har ringet."',
    ]);
    expect(await desk.handoffs.speakerOf('c1')).toBe('bot');
  });

  test('a second message joins the first; who then asks for a person waits under the same number, with both', async () => {
    desk.clock.now = sunday;
    const leaves = (message: string) => ({ leavesMessage: true, brief: { ...request().brief, message } });
    const first = await desk.handsOver('c1', leaves('Ring til mig'));
    const second = await desk.handsOver('c1', leaves('Det haster'));
    expect(second.id).toBe(first.id);
    desk.clock.now = new Date('2026-11-02T09:00:00Z');
    const third = await desk.handsOver('c1', { reason: 'dispute' });
    expect(third).toMatchObject({ id: first.id, number: 1, state: 'waiting', leftMessage: false, priority: 2 });
    expect(third.brief.message).toBe('Ring til mig\n\nDet haster');
    expect(await desk.handoffs.speakerOf('c1')).toBe('queue');
  });
});

test('one who waits no longer wants to: the bot speaks again, and nobody can take it', async () => {
  const { id } = await desk.handsOver('c1');
  await desk.answers(await desk.asks('c1', 'Nej tak'), [], { cancelsHandoff: true });
  expect((await desk.said('c1')).at(-1)).toBe('da cancelled number=1');
  expect(await desk.handoffs.take(mette, id)).toEqual({ kind: 'ended' });
});

test('after it has ended, the same conversation can be handed over again, under a new number', async () => {
  const first = await desk.handsOver('c1');
  await desk.handoffs.take(mette, first.id);
  await desk.handoffs.giveBack(mette, first.id);
  const second = await desk.handsOver('c1');
  expect([first.number, second.number]).toEqual([1, 2]);
});
