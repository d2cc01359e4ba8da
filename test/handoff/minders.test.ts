import { agent, startTestDesk, type TestDesk } from './handoff-desk';

let desk: TestDesk;
beforeEach(async () => {
  desk = await startTestDesk();
});
afterEach(() => desk.stop());

const mette = agent('Mette', { capacity: 100 });

/** So many have been served lately: each waited and was then served for so many minutes. */
async function served(times: number, waitMinutes: number, serviceMinutes: number): Promise<void> {
  for (let n = 0; n < times; n += 1) {
    const { id } = await desk.handsOver(`earlier-${n}`);
    desk.clock.pass(waitMinutes);
    await desk.handoffs.take(mette, id);
    desk.clock.pass(serviceMinutes);
    await desk.handoffs.close(mette, id, 'solved', '');
  }
}
const lastSaid = async (conversation: string) => (await desk.said(conversation)).at(-1);
const minutesFromNow = (date: Date | undefined) =>
  date === undefined ? undefined : (date.getTime() - desk.clock.now.getTime()) / 60_000;

describe('what is told to be expected', () => {
  test('is measured: nothing is told before five have been taken', async () => {
    await served(4, 3, 10);
    expect((await desk.handsOver('c1')).expectedAt).toBeUndefined();
    await desk.handoffs.take(mette, (await desk.handoffs.openIn('c1'))?.id ?? '');
    expect(minutesFromNow((await desk.handsOver('c2')).expectedAt)).toBe(3);
  });

  test('reckons with those before one, and with how many are there', async () => {
    await served(5, 3, 10);
    const places = [];
    for (const conversation of ['c1', 'c2', 'c3', 'c4']) {
      const { expectedAt } = await desk.handsOver(conversation);
      places.push(minutesFromNow(expectedAt));
    }
    // Mette has two places: the third must wait for one to become free, the fourth for both.
    expect(places).toEqual([3, 3, 5, 10]);
    desk.atWork.push({ id: 'ida', capacity: 2 });
    expect(minutesFromNow((await desk.handsOver('c5')).expectedAt)).toBe(3);
    desk.atWork.length = 0;
    expect((await desk.handsOver('c6')).expectedAt).toBeUndefined();
  });
});

describe('a person who disappears', () => {
  test('has two minutes to come back; then the customer waits for another, before all others, and is told', async () => {
    const { id } = await desk.handsOver('c1');
    await desk.handoffs.take(mette, id);
    desk.lastSeen.set('mette', desk.clock.pass(5));
    desk.clock.pass(2);
    await desk.minders.look();
    expect((await desk.handoffs.find(id))?.state).toBe('person');
    desk.clock.pass(1);
    await desk.minders.look();
    await desk.minders.look();
    expect(await desk.handoffs.find(id)).toMatchObject({ state: 'waiting', owner: undefined, priority: 3 });
    const told = (await desk.said('c1')).filter((text) => text.includes('ownerGone'));
    expect(told).toEqual(['da ownerGone ahead=0 number=1 name="Mette" leftMessage=false']);
    expect(await desk.handoffs.say(mette, id, { clientId: 'a', text: 'Her er jeg' })).toMatchObject({
      kind: 'not-yours',
    });
  });

  test('is not gone while their desk is heard of', async () => {
    const { id } = await desk.handsOver('c1');
    await desk.handoffs.take(mette, id);
    for (let n = 0; n < 10; n += 1) {
      desk.lastSeen.set('mette', desk.clock.pass(1));
      await desk.minders.look();
    }
    expect((await desk.handoffs.find(id))?.state).toBe('person');
  });

  test('also when the service was down meanwhile; after its start everybody has the same time to come back', async () => {
    const { id } = await desk.handsOver('c1');
    await desk.handoffs.take(mette, id);
    desk.lastSeen.set('mette', desk.clock.now);
    desk.clock.pass(60);
    await desk.restart();
    await desk.minders.look();
    expect((await desk.handoffs.find(id))?.state).toBe('person');
    desk.clock.pass(3);
    await desk.minders.look();
    expect((await desk.handoffs.find(id))?.state).toBe('waiting');
  });
});

describe('a delay', () => {
  test('is told when what was expected has not come, with the reason and what to expect now: once for each', async () => {
    await served(5, 3, 10);
    await desk.handsOver('c1');
    desk.clock.pass(2);
    await desk.minders.look();
    expect(await lastSaid('c1')).toContain('received');
    desk.clock.pass(2);
    await desk.minders.look();
    await desk.minders.look();
    const told = (await desk.said('c1')).filter((text) => text.includes(' late '));
    expect(told).toEqual([expect.stringContaining('why={"kind":"unknown"}')]);
    const waiting = await desk.handoffs.openIn('c1');
    expect(minutesFromNow(waiting?.expectedAt)).toBe(3);
    await desk.restart();
    await desk.minders.look();
    desk.clock.pass(4);
    await desk.minders.look();
    expect((await desk.said('c1')).filter((text) => text.includes(' late '))).toHaveLength(2);
    expect((await desk.handoffs.history(waiting?.id ?? '')).map(({ kind }) => kind)).toEqual([
      'requested',
      'late',
      'late',
    ]);
  });

  test('who was told wrongly by an hour is not promised three minutes', async () => {
    await served(5, 3, 10);
    await desk.handsOver('c1');
    desk.clock.pass(63);
    await desk.minders.look();
    expect(minutesFromNow((await desk.handoffs.openIn('c1'))?.expectedAt)).toBe(60);
  });

  test('where nothing could be told, the customer hears so after ten minutes, then ever less often', async () => {
    await desk.handsOver('c1');
    const toldAt: number[] = [];
    for (let minute = 1; minute <= 45; minute += 1) {
      const before = (await desk.said('c1')).length;
      desk.clock.pass(1);
      await desk.minders.look();
      if ((await desk.said('c1')).length > before) toldAt.push(minute);
    }
    expect(toldAt).toEqual([10, 20, 40]);
    expect(await lastSaid('c1')).toBe('da late ahead=0 number=1 why={"kind":"unknown"}');
  });

  test.each([
    ['nobody is there', async () => void (desk.atWork.length = 0), 'nobody-there'],
    [
      'all have customers already',
      async () => {
        for (const conversation of ['b1', 'b2'])
          await desk.handoffs.take(mette, (await desk.handsOver(conversation)).id);
        desk.lastSeen.set('mette', new Date('2026-11-02T10:00:00Z'));
      },
      'all-busy',
    ],
  ])('%s: that is the reason', async (_case, arrange, kind) => {
    await desk.handsOver('c1');
    await arrange();
    desk.clock.pass(10);
    await desk.minders.look();
    expect(await lastSaid('c1')).toContain(`why={"kind":"${kind}"}`);
  });

  test('others still go before: how many is told', async () => {
    await desk.handsOver('c0', { reason: 'complaint' });
    await desk.handsOver('c1');
    desk.clock.pass(10);
    await desk.minders.look();
    expect(await lastSaid('c1')).toBe('da late ahead=1 number=2 why={"kind":"others-first","ahead":1}');
  });

  test('when the opening hours end meanwhile, the customer is told when they begin again, and once', async () => {
    desk.clock.now = new Date('2026-11-02T14:55:00Z');
    await desk.handsOver('c1');
    desk.clock.pass(10);
    for (let n = 0; n < 10; n += 1) {
      await desk.minders.look();
      desk.clock.pass(60);
    }
    const told = (await desk.said('c1')).filter((text) => text.includes(' late '));
    expect(told).toHaveLength(1);
    expect(told[0]).toContain('"kind":"closed","opensAt":"2026-11-03T07:00:00.000Z"');
  });
});
