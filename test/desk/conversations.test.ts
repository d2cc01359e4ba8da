import type { DeskAnswer } from './desk-client';
import { TestDesk } from './test-desk';

let desk: TestDesk;
beforeEach(async () => {
  desk = await TestDesk.start();
});
afterEach(() => desk.stop());

const code = ({ json }: DeskAnswer): unknown => (json.error as { code: string } | undefined)?.code;
const names = (list: unknown): string[] => (list as { conversation: string }[]).map(({ conversation }) => conversation);
const queueOf = async (browser: { get(path: string): Promise<DeskAnswer> }) => {
  const { json } = await browser.get('queue');
  return { waiting: names(json.waiting), mine: names(json.mine), others: names(json.others) };
};
const texts = ({ json }: DeskAnswer): unknown[] =>
  (json.entries as { who: string; name?: string; text: string }[]).map(({ who, name, text }) =>
    who === 'receipt' ? ['receipt', text.split(' ')[1]] : name === undefined ? [who, text] : [who, name, text],
  );

test('from the queue to the end: taken, answered, noted, passed on to a colleague, given back', async () => {
  const { desk: anna } = await desk.seated('Anna Berg');
  const { desk: bo, member: boMember } = await desk.seated('Bo Krog');
  await desk.writes('c1', 'Hvad er en karensperiode?');
  const { id } = await desk.handsOver('c1', {
    brief: {
      customer: { kind: 'customer', customerId: 'nord', name: 'Nord A/S' },
      exchanges: [],
      records: ['claim CL-1'],
    },
  });
  const waits = (await anna.get('queue')).json;
  expect(waits.waiting).toMatchObject([
    {
      ...{ id, number: 1, state: 'waiting', topic: 'claims', language: 'da', owner: null, late: false },
      ...{
        customer: { kind: 'customer', name: 'Nord A/S' },
        lastCustomerSeq: 3,
        preview: 'Jeg vil tale med en person',
      },
    },
  ]);
  expect((await anna.post(`handoffs/${id}/take`)).json).toMatchObject({
    kind: 'done',
    handoff: { state: 'person', owner: { name: 'Anna Berg' } },
  });
  expect((await anna.get(`handoffs/${id}`)).json).toMatchObject({ brief: { records: ['claim CL-1'] } });
  const message = { clientId: 'm1', text: 'Hej, jeg ser på <b>sagen</b>.' };
  const said = await anna.post(`handoffs/${id}/messages`, message);
  expect(said.json).toMatchObject({ kind: 'done', seq: 6 });
  expect((await anna.post(`handoffs/${id}/messages`, message)).json).toEqual(said.json);
  expect((await anna.post(`handoffs/${id}/typing`)).status).toBe(204);
  expect((await anna.post(`handoffs/${id}/notes`, { text: 'Ring til Nord.' })).json).toMatchObject({
    kind: 'done',
    event: { kind: 'note', note: 'Ring til Nord.', by: { name: 'Anna Berg' } },
  });
  const passedOn = await anna.post(`handoffs/${id}/transfer`, {
    to: { colleague: boMember.id },
    note: 'Kender kunden',
  });
  expect(passedOn.json).toMatchObject({ kind: 'done', handoff: { state: 'waiting', owner: { name: 'Bo Krog' } } });
  expect((await bo.post('handoffs/next')).json).toMatchObject({ kind: 'done', handoff: { id } });
  expect((await bo.post(`handoffs/${id}/return`)).json).toMatchObject({ kind: 'done', handoff: { state: 'returned' } });
  expect(texts(await bo.get('conversations/c1/entries'))).toEqual([
    ['customer', 'Hvad er en karensperiode?'],
    ['bot', 'See [1].'],
    ['customer', 'Jeg vil tale med en person'],
    ['receipt', 'received'],
    ['receipt', 'taken'],
    ['person', 'Anna Berg', 'Hej, jeg ser på <b>sagen</b>.'],
    ['receipt', 'transferred'],
    ['receipt', 'taken'],
    ['receipt', 'returned'],
  ]);
  const { json } = await bo.get(`handoffs/${id}`);
  expect((json.history as { kind: string }[]).map(({ kind }) => kind)).toEqual([
    ...['requested', 'taken', 'note', 'transferred', 'taken', 'returned'],
  ]);
});

test('what the customer writes comes back as text in JSON, whatever it is; the bot’s answers with their sources', async () => {
  const { desk: anna } = await desk.seated('Anna Berg');
  const nasty = '<script>alert(1)</script> "quoted" \\ \u2028 <img src=x onerror=alert(1)>';
  await desk.writes('c1', nasty);
  await desk.handsOver('c1');
  const answer = await anna.get('conversations/c1/entries');
  expect(answer.headers).toMatchObject({
    'content-type': 'application/json; charset=utf-8',
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
  });
  expect(answer.json.entries).toMatchObject([
    { seq: 1, who: 'customer', text: nasty, citations: [] },
    { seq: 2, who: 'bot', citations: [{ title: 'Charter', heading: 'Limits', link: '/documents/charter.en#limits' }] },
    { seq: 3 },
    { seq: 4 },
  ]);
  expect((await anna.get('conversations/c1/entries?after=3')).json).toMatchObject({
    entries: [{ seq: 4 }],
    lastSeq: 4,
  });
  expect((await anna.get('conversations/c1/entries?after=4')).json).toEqual({ entries: [], lastSeq: 4 });
  expect((await anna.get('conversations/c1/entries?after=-1')).status).toBe(400);
});

describe('a message that the customer deletes in Teams', () => {
  const question = 'Gælder aftalen med Fjordfisk ApS?';
  const edit = 'Gælder aftalen med Fjordfisk A/S?';
  const deletes = { type: 'messageDelete', id: '7', text: undefined, channelData: { eventType: 'softDeleteMessage' } };
  const bringsBack = { type: 'messageUpdate', id: '7', text: question, channelData: { eventType: 'undeleteMessage' } };
  let time = 0;
  /** An activity of Teams, as its endpoint takes it into the log. */
  const teams = async (activity: { type: string; id: string; text?: string | undefined; channelData?: object }) => {
    const timestamp = `2026-11-23T09:00:00.${String((time += 1)).padStart(3, '0')}Z`;
    const body = JSON.stringify({ channelId: 'msteams', from: { id: '29:1' }, timestamp, ...activity });
    const again = activity.type === 'message' ? '' : `:${timestamp}`;
    const entry = { clientId: `${activity.type}:${activity.id}${again}`, body: () => body };
    await desk.parts.log.begin({ id: 'c1', channel: 'msteams', userId: '29:1' });
    await desk.parts.log.accept('c1', { entry });
  };
  const asked = async () => {
    await teams({ type: 'message', id: '6', text: 'Hej' });
    await teams({ type: 'message', id: '7', text: question });
    const { id } = await desk.handsOver('c1', {
      brief: {
        customer: { kind: 'anonymous' },
        exchanges: ['Hej', question].map((asks) => ({ question: asks, replyKind: 'answered', cited: [] })),
        records: [],
        message: question,
      },
    });
    const { desk: anna } = await desk.seated('Anna Berg');
    await anna.post(`handoffs/${id}/take`);
    return { anna, id };
  };
  const read = async (browser: { get(path: string): Promise<DeskAnswer> }, after = 0) =>
    (await browser.get(`conversations/c1/entries?after=${after}`)).json;

  test('is shown as deleted, at once and after reading all of it again; brought back, as it was', async () => {
    const { anna } = await asked();
    expect(await read(anna, 5)).toEqual({ entries: [], lastSeq: 5 });
    await teams(deletes);
    const gone = { seq: 2, who: 'customer', deleted: true, text: '', citations: [], attachments: [] };
    expect(await read(anna, 5)).toMatchObject({ entries: [], changed: [gone], lastSeq: 6 });
    expect((await read(anna)).entries).toMatchObject([{ text: 'Hej' }, gone, { seq: 3 }, { seq: 4 }, { seq: 5 }]);
    expect(JSON.stringify(await read(anna))).not.toContain('Fjordfisk');
    expect(await read(anna, 6)).toEqual({ entries: [], lastSeq: 6 });
    await teams(bringsBack);
    const { changed, entries } = await read(anna, 6);
    expect([changed, entries]).toEqual([[expect.objectContaining({ seq: 2, text: question })], []]);
    expect(JSON.stringify(changed)).not.toMatch(/deleted|edited/);
    expect(texts(await anna.get('conversations/c1/entries')).slice(0, 2)).toEqual([
      ['customer', 'Hej'],
      ['customer', question],
    ]);
    // Edited and then deleted, it is gone in both wordings.
    await teams({ type: 'messageUpdate', id: '7', text: edit, channelData: { eventType: 'editMessage' } });
    await teams({ ...deletes, channelData: {} });
    expect((await read(anna, 8)).changed).toMatchObject([
      { seq: 2, deleted: true },
      { seq: 8, deleted: true },
    ]);
  });

  test('is quoted nowhere else: not in the queue, the case, the search; and is again once it is back', async () => {
    const { anna, id } = await asked();
    await teams({ type: 'message', id: '8', text: 'Er Fjordfisk dækket?' });
    const shown = async () => {
      const queue = (await anna.get('queue')).json.mine as { preview: string; previewDeleted: boolean }[];
      const { brief } = (await anna.get(`handoffs/${id}`)).json as {
        brief: { exchanges: { question: string }[]; message?: string };
      };
      const { json } = await anna.get('search?q=fjordfisk');
      return {
        preview: [queue[0]?.preview, queue[0]?.previewDeleted],
        quoted: [...brief.exchanges.map(({ question: asks }) => asks), brief.message],
        found: (json.found as { snippet: string }[]).map(({ snippet }) => snippet),
      };
    };
    expect(await shown()).toEqual({
      preview: ['Er Fjordfisk dækket?', false],
      quoted: ['Hej', question, question],
      found: ['Er Fjordfisk dækket?'],
    });
    await teams({ ...deletes, id: '8' });
    expect(await shown()).toEqual({ preview: ['', true], quoted: ['Hej', question, question], found: [question] });
    await teams(deletes);
    expect(await shown()).toEqual({ preview: ['', true], quoted: ['Hej', undefined], found: [] });
    await teams(bringsBack);
    await teams({ ...bringsBack, id: '8', text: undefined });
    expect(await shown()).toEqual({
      preview: ['Er Fjordfisk dækket?', false],
      quoted: ['Hej', question, question],
      found: [question],
    });
  });
});

test('one of two gets it; the other hears who has it', async () => {
  const { desk: anna } = await desk.seated('Anna Berg');
  const { desk: bo } = await desk.seated('Bo Krog');
  const { id } = await desk.handsOver('c1');
  const taken = await Promise.all([anna, bo].map((one) => one.post(`handoffs/${id}/take`)));
  expect(taken.map(({ json }) => json.kind).sort()).toEqual(['done', 'not-yours']);
  const [loser] = taken.filter(({ json }) => json.kind === 'not-yours');
  expect(['Anna Berg', 'Bo Krog']).toContain(loser?.json.owner);
});

test('nobody takes more than they can have at once', async () => {
  const { desk: anna } = await desk.seated('Anna Berg', { capacity: 1 });
  for (const conversation of ['c1', 'c2']) await desk.handsOver(conversation);
  expect((await anna.post('handoffs/next')).json).toMatchObject({ kind: 'done', handoff: { conversation: 'c1' } });
  expect((await anna.post('handoffs/next')).json).toEqual({ kind: 'at-capacity' });
  expect((await anna.get('staff')).json).toMatchObject({
    staff: [{ name: 'Anna Berg', has: 1, capacity: 1, online: true }],
  });
});

describe('a colleague’s conversation', () => {
  const taken = async () => {
    const { desk: anna, member } = await desk.seated('Anna Berg');
    const { desk: bo } = await desk.seated('Bo Krog');
    const { desk: sofie } = await desk.seated('Sofie Lund', { role: 'supervisor' });
    const { id } = await desk.handsOver('c1');
    await anna.post(`handoffs/${id}/take`);
    return { anna, annaId: member.id, bo, sofie, id };
  };

  test('is not an agent’s to see, to read or to act in', async () => {
    const { bo, id } = await taken();
    expect(await queueOf(bo)).toEqual({ waiting: [], mine: [], others: [] });
    for (const path of ['conversations/c1/entries', `handoffs/${id}`, `handoffs/${id}/suggestions`])
      expect([path, code(await bo.get(path))]).toEqual([path, 'Forbidden']);
    expect(code(await bo.post(`handoffs/${id}/notes`, { text: 'Hej' }))).toBe('Forbidden');
    const acts: [string, object][] = [
      ['messages', { clientId: 'x', text: 'Hej' }],
      ['transfer', { to: { team: 'Skader' }, note: '' }],
      ['return', {}],
      ['close', { outcome: 'solved', summary: '' }],
      ['take', {}],
    ];
    for (const [act, body] of acts)
      expect([act, (await bo.post(`handoffs/${id}/${act}`, body)).json]).toEqual([
        act,
        { kind: 'not-yours', owner: 'Anna Berg' },
      ]);
    expect((await desk.parts.handoffs.find(id))?.owner?.name).toBe('Anna Berg');
  });

  test('what was asked for again because the answer was lost is answered as the first time, and done once', async () => {
    const { anna, bo, id } = await taken();
    const bosId = ((await bo.get('me')).json as { id: string }).id;
    const transfer = { requestId: 'r1', to: { colleague: bosId }, note: 'Kender sagen' };
    expect((await anna.post(`handoffs/${id}/transfer`, transfer)).json).toMatchObject({ kind: 'done' });
    // Waits for Bo, is Bo's, is over: each time the same answer, and nothing happens.
    expect((await anna.post(`handoffs/${id}/transfer`, transfer)).json).toEqual({ kind: 'done' });
    await bo.post(`handoffs/${id}/take`);
    expect((await anna.post(`handoffs/${id}/transfer`, transfer)).json).toEqual({ kind: 'done' });
    const close = { requestId: 'r2', outcome: 'solved', summary: 'Klaret.' };
    const both = await Promise.all([1, 2].map(() => bo.post(`handoffs/${id}/close`, close)));
    expect(both.map(({ json }) => json.kind)).toEqual(['done', 'done']);
    expect((await anna.post(`handoffs/${id}/transfer`, transfer)).json).toEqual({ kind: 'done' });
    const history = await desk.parts.handoffs.history(id);
    expect(history.map(({ kind }) => kind)).toEqual(['requested', 'taken', 'transferred', 'taken', 'closed']);
    // Nobody else's id, and no other request.
    expect((await bo.post(`handoffs/${id}/transfer`, transfer)).json).toEqual({ kind: 'ended' });
    expect((await anna.post(`handoffs/${id}/return`, { requestId: 'r3' })).json).toEqual({ kind: 'ended' });
  });

  test('is seen by a supervisor, who may take it over', async () => {
    const { anna, sofie, id } = await taken();
    expect(await queueOf(sofie)).toEqual({ waiting: [], mine: [], others: ['c1'] });
    expect((await sofie.get('conversations/c1/entries')).status).toBe(200);
    expect((await sofie.post(`handoffs/${id}/messages`, { clientId: 'x', text: 'Hej' })).json).toMatchObject({
      kind: 'not-yours',
    });
    expect((await sofie.post(`handoffs/${id}/take`)).json).toMatchObject({
      kind: 'done',
      handoff: { owner: { name: 'Sofie Lund' } },
    });
    expect((await sofie.post(`handoffs/${id}/messages`, { clientId: 'x', text: 'Hej' })).json).toMatchObject({
      kind: 'done',
    });
    expect((await anna.post(`handoffs/${id}/messages`, { clientId: 'y', text: 'Hej' })).json).toMatchObject({
      kind: 'not-yours',
    });
    expect(code(await anna.get('conversations/c1/entries'))).toBe('Forbidden');
  });

  test('is passed on, given back and ended by a supervisor, under their own name', async () => {
    const { sofie, id } = await taken();
    expect(
      (await sofie.post(`handoffs/${id}/transfer`, { to: { team: 'Skader' }, note: 'Haster' })).json,
    ).toMatchObject({
      kind: 'done',
      handoff: { state: 'waiting', team: 'Skader', owner: null },
    });
    expect(
      (await sofie.post(`handoffs/${id}/close`, { outcome: 'wrong-place', summary: 'Løst i telefonen' })).json,
    ).toMatchObject({
      kind: 'done',
      handoff: { state: 'closed', outcome: 'wrong-place' },
    });
    const { json } = await sofie.get(`handoffs/${id}`);
    expect((json.history as { kind: string; by: { name: string } | null }[]).slice(-2)).toMatchObject([
      { kind: 'transferred', by: { name: 'Sofie Lund' } },
      { kind: 'closed', by: { name: 'Sofie Lund' } },
    ]);
  });

  test('waits for the colleague alone when it is transferred to them, for a few minutes', async () => {
    const { anna, bo, annaId, id } = await taken();
    const { member: dora, desk: doraDesk } = await desk.seated('Dora Vig');
    await anna.post(`handoffs/${id}/transfer`, { to: { colleague: dora.id }, note: '' });
    expect(annaId).not.toBe(dora.id);
    expect((await queueOf(bo)).waiting).toEqual([]);
    expect((await queueOf(doraDesk)).waiting).toEqual(['c1']);
    expect(code(await bo.post(`handoffs/${id}/take`))).toBe('Forbidden');
    desk.advance(5);
    expect((await queueOf(bo)).waiting).toEqual(['c1']);
    expect((await bo.post(`handoffs/${id}/take`)).json).toMatchObject({ kind: 'done' });
  });

  test('is read again by who had it, once it has ended', async () => {
    const { anna, bo, id } = await taken();
    await anna.post(`handoffs/${id}/close`, { outcome: 'solved', summary: 'Fristen er den 1.' });
    expect((await anna.get('conversations/c1/entries')).status).toBe(200);
    expect(code(await bo.get('conversations/c1/entries'))).toBe('Forbidden');
    expect((await anna.post(`handoffs/${id}/messages`, { clientId: 'z', text: 'Hej' })).json).toEqual({
      kind: 'ended',
    });
  });
});

test('a conversation with the bot alone is nobody’s to read', async () => {
  const { desk: admin } = await desk.seated('Karl Ask', { role: 'administrator' });
  await desk.writes('c9', 'Hej');
  expect(code(await admin.get('conversations/c9/entries'))).toBe('Forbidden');
  expect((await admin.get('handoffs/unknown')).status).toBe(404);
});

test.each<[string, object]>([
  ['messages', { clientId: 'x', text: '  ' }],
  ['messages', { text: 'Hej' }],
  ['messages', { clientId: 'x', text: 'a'.repeat(4001) }],
  ['messages', { clientId: 'x', text: 'Hej', attachments: ['not-a-file'] }],
  ['notes', { text: '' }],
  ['transfer', { to: { colleague: 'nobody' } }],
  ['transfer', { to: { team: 'a', colleague: 'b' } }],
  ['close', { outcome: 'whatever', summary: '' }],
])('what makes no sense is refused: %s, case %#', async (act, body) => {
  const { desk: anna } = await desk.seated('Anna Berg');
  const { id } = await desk.handsOver('c1');
  await anna.post(`handoffs/${id}/take`);
  expect((await anna.post(`handoffs/${id}/${act}`, body)).status).toBe(400);
});
