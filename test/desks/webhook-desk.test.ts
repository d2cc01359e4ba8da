import { webhookDesk } from '../../adapters/desks';
import type { DeskEvent } from '../../adapters/desks/port';
import { caseEntries, deskCourier, type DeskCourier, deskEvents, sqlDeliveryStore } from '../../bot/desk-link';
import { startTestDesk, type TestDesk } from '../handoff/handoff-desk';
import { type Told, webhookStandIn } from './webhook-stand-in';

const secret = 'a secret of thirty-two characters';
let service: TestDesk;
let desk: Awaited<ReturnType<typeof webhookStandIn>>;
let courier: DeskCourier;

const startCourier = async (): Promise<void> => {
  courier = deskCourier({
    desk: webhookDesk({ url: desk.url, secret, now: () => service.clock.now }),
    // Waits are of real time: the test's clock stands still.
    store: sqlDeliveryStore(service.database, () => new Date()),
    handoffs: service.handoffs,
    entriesIn: caseEntries(service.log, (attachment) => `https://files.example/${attachment}`),
    summaryOf: ({ number }) => `Case ${number}`,
    now: () => new Date(),
    serviceLog: { info: () => undefined, warn: () => undefined, error: () => undefined },
    firstWaitMs: 1,
  });
  await courier.start();
};

beforeEach(async () => {
  desk = await webhookStandIn(secret);
  service = await startTestDesk();
  await startCourier();
});
afterEach(async () => {
  await courier.stop();
  await service.stop();
  await desk.stop();
});

const says = (text: string) => (one: Told) => one.type === 'message' && one.entry?.text === text;
const person = { id: '7', name: 'Freja Fiktiv' };

test('a case is opened with what was said, and what the customer writes comes after it, in order', async () => {
  const { id, number } = await service.handsOver('c1');
  const opened = await desk.until(({ type }) => type === 'opened');
  expect(opened.case).toMatchObject({ id, number, summary: `Case ${number}` });
  expect(opened.entries?.[0]).toMatchObject({ who: 'customer', text: 'Jeg vil tale med en person' });
  for (const text of ['en', 'to', 'tre']) await service.answers(await service.asks('c1', text));
  await desk.until(says('tre'));
  expect(desk.told.filter(({ type }) => type === 'message').map(({ entry }) => entry?.text)).toEqual([
    'en',
    'to',
    'tre',
  ]);
});

test('what the customer deleted in Teams before is not told; a deletion later holds nothing up', async () => {
  const teams = async (type: string, id: string, text?: string) => {
    const body = JSON.stringify({ type, id, text, channelId: 'msteams', from: { id: '29:1' } });
    await service.log.begin({ id: 'c1', channel: 'msteams', userId: '29:1' });
    await service.log.accept('c1', { entry: { clientId: `${type}:${id}`, body: () => body } });
  };
  await teams('message', '1', 'Hej');
  await teams('message', '2', 'Fjordfisk');
  await teams('messageDelete', '2');
  await service.handsOver('c1');
  const opened = await desk.until(({ type }) => type === 'opened');
  expect(opened.entries?.slice(0, 4)).toMatchObject([
    { seq: 1, who: 'customer', text: 'Hej' },
    { seq: 2, who: 'receipt', text: '' },
    { seq: 3, who: 'receipt', text: '' },
    { seq: 4, who: 'customer' },
  ]);
  await teams('messageDelete', '1');
  await service.answers(await service.asks('c1', 'en'));
  await desk.until(says('en'));
  expect(desk.told.filter(({ type }) => type === 'message')).toHaveLength(1);
});

test('answers that get lost on the way, and a desk that refuses: everything arrives, once, in order', async () => {
  await service.handsOver('c1');
  await desk.until(({ type }) => type === 'opened');
  desk.faults.push('cut', 'refuse', 'cut', 'none', 'refuse', 'cut');
  for (let n = 1; n <= 8; n += 1) await service.answers(await service.asks('c1', `nr. ${n}`));
  await desk.until(says('nr. 8'));
  const texts = desk.told.flatMap(({ entry }) => (entry ? [entry.text] : []));
  expect(texts).toEqual([1, 2, 3, 4, 5, 6, 7, 8].map((n) => `nr. ${n}`));
  expect(desk.calls.length).toBeGreaterThan(desk.told.length);
});

test('a restart goes on where it was', async () => {
  await service.handsOver('c1');
  await desk.until(({ type }) => type === 'opened');
  desk.setDown(true);
  await service.answers(await service.asks('c1', 'imens den var nede'));
  await courier.stop();
  await service.restart();
  desk.setDown(false);
  await startCourier();
  await desk.until(says('imens den var nede'));
  expect(desk.told.filter(({ type }) => type === 'opened')).toHaveLength(1);
});

test('what the customer writes right before the desk closes comes before the end; what they write to the bot afterwards never', async () => {
  const { id } = await service.handsOver('c1');
  await desk.until(({ type }) => type === 'opened');
  const events = deskEvents(service.handoffs);
  await events.take({ id: 'e1', case: id, type: 'accepted', person });
  // The desk cannot be reached while both happen, and then only after a while.
  desk.faults.push('refuse', 'cut', 'refuse');
  await service.answers(await service.asks('c1', 'Og forfaldsdatoen er den 3.'));
  await events.take({ id: 'e2', case: id, type: 'closed', person, outcome: 'solved', summary: '' });
  await service.answers(await service.asks('c1', 'Hvad koster en police?'), ['Det afhænger af …']);
  await desk.until(({ type }) => type === 'ended');
  expect(desk.told.map(({ type, entry }) => entry?.text ?? type)).toEqual([
    'opened',
    'Og forfaldsdatoen er den 3.',
    'ended',
  ]);
});

test('a case that ended while nothing ran: what was written before, then the end', async () => {
  const { id } = await service.handsOver('c1');
  await desk.until(({ type }) => type === 'opened');
  await courier.stop();
  await service.answers(await service.asks('c1', 'Er I der endnu?'));
  await deskEvents(service.handoffs).take({
    id: 'e1',
    case: id,
    type: 'closed',
    person,
    outcome: 'solved',
    summary: '',
  });
  await service.answers(await service.asks('c1', 'Hvad koster en police?'), ['Det afhænger af …']);
  await startCourier();
  await desk.until(({ type }) => type === 'ended');
  expect(desk.told.map(({ type, entry }) => entry?.text ?? type)).toEqual(['opened', 'Er I der endnu?', 'ended']);
});

test('a desk that stays out of reach: the customer is told, and the bot answers again', async () => {
  desk.setDown(true);
  const { id } = await service.handsOver('c1');
  const failed = new Promise<void>((resolve) =>
    service.handoffs.listen(({ kind }) => {
      if (kind === 'handoff') void service.handoffs.find(id).then((now) => now?.state === 'failed' && resolve());
    }),
  );
  await failed;
  expect((await service.said('c1')).at(-1)).toMatch(/^da failed/);
  expect(await service.handoffs.speakerOf('c1')).toBe('bot');
});

describe('what its people do', () => {
  const event = (more: object): DeskEvent => ({ id: 'e1', case: 'handoff-1', person, ...more }) as DeskEvent;

  test('accepted, said, closed: the customer reads it from a person with a name', async () => {
    const { id } = await service.handsOver('c1');
    const events = deskEvents(service.handoffs);
    expect(await events.take(event({ case: id, type: 'accepted' }))).toBe('taken');
    expect(await events.take(event({ case: id, id: 'e2', type: 'message', text: 'Hej, jeg ser på det.' }))).toBe(
      'taken',
    );
    expect(
      await events.take(event({ case: id, id: 'e3', type: 'closed', outcome: 'solved', summary: 'Klaret.' })),
    ).toBe('taken');
    const said = await service.said('c1');
    expect(said.some((text) => /^da taken .*Freja Fiktiv/.test(text))).toBe(true);
    expect(said).toContain('Hej, jeg ser på det.');
    expect(said.at(-1)).toMatch(/^da closed .*Klaret\./);
    // It ended at the desk itself, which is told all the same: that closes it there in any case.
    expect((await desk.until(({ type }) => type === 'ended')).how).toBe('closed');
  });

  test('a message that comes twice is said once; one without a word of taking it takes it', async () => {
    const { id } = await service.handsOver('c1');
    const events = deskEvents(service.handoffs);
    const message = event({ case: id, id: 'm1', type: 'message', text: 'Hej' });
    await Promise.all([events.take(message), events.take(message), events.take(message)]);
    expect((await service.said('c1')).filter((text) => text === 'Hej')).toHaveLength(1);
    expect((await service.handoffs.find(id))?.owner).toEqual({ id: 'desk:7', name: 'Freja Fiktiv' });
  });

  test('a colleague at the same desk goes on', async () => {
    const { id } = await service.handsOver('c1');
    const events = deskEvents(service.handoffs);
    await events.take(event({ case: id, type: 'accepted' }));
    const other = { id: '8', name: 'Otto Opdigtet' };
    await events.take(event({ case: id, id: 'm1', type: 'message', text: 'Jeg tager over', person: other }));
    expect((await service.handoffs.find(id))?.owner?.name).toBe('Otto Opdigtet');
    expect(await service.said('c1')).toContain('Jeg tager over');
  });

  test('given back, refused, over, unknown', async () => {
    const events = deskEvents(service.handoffs);
    const first = await service.handsOver('c1');
    expect(await events.take(event({ case: first.id, type: 'returned' }))).toBe('taken');
    expect(await service.handoffs.speakerOf('c1')).toBe('bot');
    expect(await events.take(event({ case: first.id, id: 'e2', type: 'message', text: 'for sent' }))).toBe('ended');
    const second = await service.handsOver('c2');
    expect(await events.take({ id: 'e3', case: second.id, type: 'failed', reason: 'no one is on duty' })).toBe('taken');
    expect((await service.said('c2')).at(-1)).toMatch(/^da failed/);
    expect(await events.take(event({ case: 'no-such', type: 'accepted' }))).toBe('no-such-case');
  });
});
