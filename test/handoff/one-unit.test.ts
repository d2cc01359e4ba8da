import type { Database } from '../../adapters/database';
import { statement } from '../../adapters/database';
import { agent, request, startTestDesk, type TestDesk } from './handoff-desk';

let desk: TestDesk;
beforeEach(async () => {
  desk = await startTestDesk();
});
afterEach(() => desk.stop());

const mette = agent('Mette');
const søren = agent('Søren');

const outbox = statement<Record<never, never>>()((tables) =>
  tables.selectFrom('outbox').select(['conversation_id', 'seq', 'body']).orderBy('seq'),
);
const sentTexts = async (database: Database): Promise<string[]> =>
  (await database.reading.all(outbox, {})).map(({ body }) => (JSON.parse(body) as { text: string }).text);

describe('who speaks', () => {
  test('a bot answer that comes after a person took over is dropped; its turn is answered all the same, and what it learned is kept', async () => {
    const { id } = await desk.handsOver('c1', { leavesMessage: true });
    const late = await desk.asks('c1', 'Hvad dækker I?');
    await desk.handoffs.take(mette, id);
    const entries = await desk.log.commit(late, {
      status: 'answered',
      replies: [() => '{"text":"For sent"}'],
      state: [{ key: 'c1', value: { learned: true }, expectedTag: undefined }],
      send: false,
      speakerChange: 0,
    });
    expect(entries).toEqual([]);
    expect(await desk.said('c1')).not.toContain('For sent');
    expect((await desk.log.turnStart('c1'))?.memory?.value).toEqual({ learned: true });
    expect(await desk.log.owed()).toEqual([]);
  });

  test('the number of a dropped answer is not used up: the log has no gap', async () => {
    const { id } = await desk.handsOver('c1', { leavesMessage: true });
    const late = await desk.asks('c1', 'Hvad dækker I?');
    await desk.handoffs.take(mette, id);
    await desk.answers(late, ['For sent', 'Også for sent']);
    await desk.handoffs.say(mette, id, { clientId: '1', text: 'Hej' });
    const seqs = (await desk.log.after('c1', 0, 100)).map(({ seq }) => seq);
    expect(seqs).toEqual(seqs.map((_, at) => at + 1));
  });

  test('an answer thought out before a person came is dropped also after the person has gone', async () => {
    const { id } = await desk.handsOver('c1', { leavesMessage: true });
    const late = await desk.asks('c1', 'Hvad dækker I?');
    await desk.handoffs.take(mette, id);
    await desk.handoffs.giveBack(mette, id);
    await desk.answers(late, ['For sent']);
    expect(await desk.said('c1')).not.toContain('For sent');
    await desk.answers(await desk.asks('c1'), ['I tide']);
    expect((await desk.said('c1')).at(-1)).toBe('I tide');
  });

  test('a turn that failed before it knew who speaks apologises, but not into a conversation with a person', async () => {
    const apology = { status: 'failed' as const, replies: [() => '{"text":"Beklager"}'], state: [], send: false };
    expect(await desk.log.commit(await desk.asks('c1'), apology)).toHaveLength(1);
    const { id } = await desk.handsOver('c1');
    const failing = await desk.asks('c1');
    await desk.handoffs.take(mette, id);
    expect(await desk.log.commit(failing, apology)).toEqual([]);
  });

  test('a hand-off that comes too late is dropped with its turn', async () => {
    const { id } = await desk.handsOver('c1', { leavesMessage: true });
    const late = await desk.asks('c1');
    await desk.handoffs.take(mette, id);
    await desk.answers(late, [], { handoff: request({ reason: 'complaint' }) });
    expect((await desk.handoffs.history(id)).map(({ kind }) => kind)).toEqual(['requested', 'taken']);
  });
});

describe('what a person says', () => {
  test('comes under their name, in order, once for each id that the desk gave it', async () => {
    const { id } = await desk.handsOver('c1');
    await desk.handoffs.take(mette, id);
    const twice = await Promise.all(
      [1, 2].map(() => desk.handoffs.say(mette, id, { clientId: 'a', text: 'Hej, jeg er Mette' })),
    );
    expect(twice[0]).toEqual(twice[1]);
    await desk.handoffs.say(mette, id, { clientId: 'b', text: '<b>Hvad</b> drejer det sig om?' });
    const entries = (await desk.log.after('c1', 0, 100)).slice(-2).map(({ body }) => JSON.parse(body) as object);
    expect(entries).toMatchObject([
      {
        text: 'Hej, jeg er Mette',
        from: { id: 'staff:mette', name: 'Mette', role: 'bot' },
        channelData: { speaker: { kind: 'person', name: 'Mette' } },
      },
      { text: '<b>Hvad</b> drejer det sig om?', from: { id: 'staff:mette' } },
    ]);
    const delivered = desk.delivered.flatMap((one) => one.entries).map(({ seq }) => seq);
    expect(delivered).toEqual([...new Set(delivered)]);
  });

  test('in Teams the bot’s account says who speaks, and it waits to be sent with the receipts, in their order', async () => {
    const { id } = await desk.handsOver('msteams:1', {}, 'msteams');
    await desk.handoffs.take(mette, id);
    await desk.handoffs.say(mette, id, { clientId: 'a', text: 'Hej' });
    await desk.handoffs.say(mette, id, { clientId: 'a', text: 'Hej' });
    expect(await sentTexts(desk.database)).toEqual([
      expect.stringContaining('da received'),
      expect.stringContaining('da taken'),
      '**Mette:** Hej',
    ]);
    const [, , said] = await desk.database.reading.all(outbox, {});
    expect(JSON.parse(said?.body ?? '')).toMatchObject({
      serviceUrl: 'https://smba.example/emea/',
      from: { id: 'bot' },
      recipient: { id: 'customer' },
      conversation: { id: 'msteams:1' },
    });
    expect(JSON.parse(said?.body ?? '')).not.toHaveProperty('replyToId');
  });

  test('files go by their ids, and no address is kept', async () => {
    const { id } = await desk.handsOver('c1');
    await desk.handoffs.take(mette, id);
    const attachments = [{ id: 'f1', name: 'police.pdf', contentType: 'application/pdf', bytes: 7 }];
    const said = await desk.handoffs.say(mette, id, { clientId: 'a', text: '', attachments });
    expect(said.kind === 'done' && JSON.parse(said.result.body)).toMatchObject({
      attachments: [{ contentType: 'application/pdf', name: 'police.pdf', contentUrl: 'attachment:f1' }],
    });
  });

  test('a retry after the conversation went to a colleague finds what was said; something new is refused', async () => {
    const { id } = await desk.handsOver('c1');
    await desk.handoffs.take(mette, id);
    const first = await desk.handoffs.say(mette, id, { clientId: 'a', text: 'Hej' });
    await desk.handoffs.transfer(mette, id, { colleague: { id: 'søren', name: 'Søren' } }, '');
    await desk.handoffs.take(søren, id);
    expect(await desk.handoffs.say(mette, id, { clientId: 'a', text: 'Hej' })).toEqual(first);
    const refused = { kind: 'not-yours', owner: 'Søren' };
    expect(await desk.handoffs.say(mette, id, { clientId: 'b', text: 'Mere' })).toEqual(refused);
    expect(await desk.handoffs.note(mette, id, 'Mere')).toEqual(refused);
    expect((await desk.said('c1')).filter((text) => text === 'Hej')).toHaveLength(1);
  });

  test('the customer sees that somebody writes, and only from the one who has the conversation', async () => {
    const { id } = await desk.handsOver('c1');
    await desk.handoffs.typing(mette, id);
    await desk.handoffs.take(mette, id);
    await desk.handoffs.typing(søren, id);
    expect(desk.typed).toEqual([]);
    await desk.handoffs.typing(mette, id);
    expect(desk.typed).toEqual(['c1']);
  });

  test('a note is seen by staff only', async () => {
    const { id } = await desk.handsOver('c1');
    await desk.handoffs.take(mette, id);
    const before = await desk.said('c1');
    const noted = await desk.handoffs.note(mette, id, 'Ringer til kreditafdelingen');
    expect(noted).toMatchObject({ kind: 'done', result: { kind: 'note', note: 'Ringer til kreditafdelingen' } });
    expect(await desk.said('c1')).toEqual(before);
  });
});

test('what fails half-way leaves nothing behind: no state, no speaker, no history, no entry', async () => {
  const { id } = await desk.handsOver('c1');
  const before = [await desk.handoffs.find(id), await desk.handoffs.history(id), await desk.log.after('c1', 0, 100)];
  const start = await desk.log.turnStart('c1');
  // The receipt is the last step of a take: a conversation that cannot take entries makes it fail.
  const breakIt = statement<{ body: string }>()((tables, value) =>
    tables.insertInto('activity').values({ conversation_id: 'c1', seq: 3, client_id: null, body: value('body') }),
  );
  const mendIt = statement<Record<never, never>>()((tables) =>
    tables.deleteFrom('activity').where('conversation_id', '=', 'c1').where('seq', '=', 3),
  );
  await desk.database.write((transaction) => transaction.change(breakIt, { body: '{}' }));
  await expect(desk.handoffs.take(mette, id)).rejects.toThrow();
  await desk.database.write((transaction) => transaction.change(mendIt, {}));
  await desk.restart();
  expect([await desk.handoffs.find(id), await desk.handoffs.history(id), await desk.log.after('c1', 0, 100)]).toEqual(
    before,
  );
  expect(await desk.log.turnStart('c1')).toEqual(start);
  expect(await desk.handoffs.take(mette, id)).toMatchObject({ kind: 'done' });
});

test('a hand-off and the answers of its turn are there together; after a restart both still are', async () => {
  await desk.answers(await desk.asks('c1'), ['Jeg finder en kollega.'], { handoff: request() });
  await desk.restart();
  expect(await desk.said('c1')).toEqual(['Jeg finder en kollega.', 'da received ahead=0 number=1']);
  expect(await desk.handoffs.openIn('c1')).toMatchObject({ state: 'waiting', number: 1, language: 'da' });
  expect(await desk.handoffs.speakerOf('c1')).toBe('queue');
});

describe('news', () => {
  test('a desk that looks hears of every change and entry of what is handed over, and of nothing else', async () => {
    await desk.answers(await desk.asks('elsewhere'), ['Svar']);
    const { id } = await desk.handsOver('c1');
    expect(desk.news).toEqual([{ kind: 'handoff', id, conversation: 'c1' }]);
    desk.news.length = 0;
    await desk.handoffs.take(mette, id);
    await desk.asks('c1', 'Er der nogen?');
    desk.handoffs.customerTypes('c1');
    desk.handoffs.customerTypes('elsewhere');
    await desk.handoffs.close(mette, id, 'solved', '');
    await desk.asks('c1', 'Tak');
    expect(desk.news).toEqual([
      { kind: 'entries', conversation: 'c1', lastSeq: 3 },
      { kind: 'handoff', id, conversation: 'c1' },
      { kind: 'entries', conversation: 'c1', lastSeq: 4 },
      { kind: 'typing', conversation: 'c1', who: 'customer' },
      { kind: 'entries', conversation: 'c1', lastSeq: 5 },
      { kind: 'handoff', id, conversation: 'c1' },
    ]);
  });

  test('after a restart what is handed over is known again', async () => {
    await desk.handsOver('c1');
    await desk.restart();
    desk.news.length = 0;
    await desk.asks('c1', 'Er der nogen?');
    expect(desk.news).toEqual([{ kind: 'entries', conversation: 'c1', lastSeq: 3 }]);
  });

  test('who no longer listens hears nothing', async () => {
    const heard: unknown[] = [];
    desk.handoffs.listen((news) => heard.push(news))();
    await desk.handsOver('c1');
    expect(heard).toEqual([]);
  });
});
