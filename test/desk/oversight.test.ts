import { writeFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { DeskAnswer } from './desk-client';
import { password, TestDesk } from './test-desk';

let desk: TestDesk;
beforeEach(async () => {
  desk = await TestDesk.start();
});
afterEach(() => desk.stop());

const found = ({ json }: DeskAnswer): string[] =>
  (json.found as { conversation: string }[]).map(({ conversation }) => conversation);
const search = async (browser: { get(path: string): Promise<DeskAnswer> }, words: string) =>
  found(await browser.get(`search?q=${encodeURIComponent(words)}`));

test('what each role may see', async () => {
  const browsers = await Promise.all(
    (['agent', 'supervisor', 'administrator'] as const).map(
      async (role) => (await desk.seated(`Den ${role}`, { role })).desk,
    ),
  );
  const statuses = async (path: string) => Promise.all(browsers.map(async (one) => (await one.get(path)).status));
  for (const path of ['me', 'queue', 'staff', 'canned', 'search?q=hej'])
    expect([path, await statuses(path)]).toEqual([path, [200, 200, 200]]);
  expect(await statuses('overview')).toEqual([403, 200, 200]);
  expect(await statuses('audit')).toEqual([403, 403, 200]);
  expect(await statuses('accounts')).toEqual([403, 403, 200]);
  const added = await Promise.all(browsers.map((one, at) => one.post('staff', { name: `Ny ${at}`, role: 'agent' })));
  expect(added.map(({ status }) => status)).toEqual([403, 403, 201]);
});

test('an administrator adds somebody, who signs in by the link; changes and removes them', async () => {
  const { desk: admin, member } = await desk.seated('Karl Ask', { role: 'administrator' });
  const { json } = await admin.post('staff', { name: 'Ny Kollega', role: 'agent', topics: ['claims'] });
  const { id } = json.member as { id: string };
  const link = String(json.link);
  expect(link).toMatch(/\/desk#link=[\w-]{43}$/);
  const browser = desk.client();
  expect((await browser.post('sign-in/link', { code: link.split('link=')[1] })).json).toMatchObject({
    login: 'ny.kollega',
  });
  expect((await admin.post(`staff/${id}`, { role: 'supervisor', capacity: 2 })).json).toMatchObject({
    member: { role: 'supervisor', capacity: 2, topics: ['claims'] },
  });
  expect((await admin.post('staff', { name: 'Anden', role: 'agent', login: 'ny.kollega' })).status).toBe(409);
  for (const [act, body] of [
    ['remove', {}],
    ['block', { blocked: true }],
  ] as const)
    expect([act, (await admin.post(`staff/${member.id}/${act}`, body)).status]).toEqual([act, 400]);
  expect((await admin.post(`staff/${member.id}`, { role: 'agent' })).status).toBe(400);
  expect((await admin.post(`staff/${id}/remove`)).status).toBe(204);
  expect((await browser.get('me')).status).toBe(401);
  expect((await admin.post(`staff/${id}/link`)).status).toBe(404);
  expect((await admin.post(`staff/${id}/block`, { blocked: true })).status).toBe(404);
  const audit = (await admin.get('audit')).json.entries as { who: { name: string }; action: string; detail: string }[];
  expect(
    audit
      .filter(({ action }) => action.startsWith('account'))
      .map(({ who, action, detail }) => [who.name, action, detail]),
  ).toEqual([
    ['Karl Ask', 'account-added', 'Ny Kollega (ny.kollega, agent)'],
    ['Karl Ask', 'account-changed', 'Ny Kollega: role supervisor, capacity 2'],
    ['Karl Ask', 'account-removed', 'Ny Kollega'],
  ]);
});

test('a blocked account is signed out and cannot sign in until it is opened again; its login stays its own', async () => {
  const { desk: admin } = await desk.seated('Karl Ask', { role: 'administrator' });
  const { desk: anna, member } = await desk.seated('Anna Berg');
  const stale = await desk.linkFor(member);
  const signIn = async () => (await desk.client().post('sign-in', { login: member.login, password })).status;
  expect((await admin.post(`staff/${member.id}/block`, { blocked: true })).json).toEqual({ blocked: true });
  expect((await anna.get('me')).status).toBe(401);
  expect([await signIn(), (await desk.client().post('sign-in/link', { code: stale })).status]).toEqual([401, 401]);
  expect((await admin.post(`staff/${member.id}/link`)).status).toBe(404);
  expect((await admin.post('staff', { name: 'En anden', role: 'agent', login: member.login })).status).toBe(409);
  expect((await admin.post('staff', { name: 'Anna Berg', role: 'agent' })).json).toMatchObject({
    member: { login: 'anna.berg2' },
  });
  const accounts = (await admin.get('accounts')).json.accounts as { login: string; blocked: boolean }[];
  expect(accounts.map(({ login, blocked }) => [login, blocked])).toEqual([
    ['anna.berg', true],
    ['anna.berg2', false],
    ['karl.ask', false],
  ]);
  expect((await admin.post(`staff/${member.id}/block`, { blocked: false })).json).toEqual({ blocked: false });
  expect(await signIn()).toBe(200);
  expect((await anna.get('accounts')).status).toBe(401);
});

describe('search', () => {
  beforeEach(async () => {
    await desk.writes('c1', 'Vi mangler svar på sagen om Ørsund Møbler, 100% i følge "brevet"');
    await desk.handsOver('c1', {
      brief: {
        customer: { kind: 'customer', customerId: 'nord', name: 'Nordstjernen A/S' },
        exchanges: [],
        records: [],
      },
    });
    await desk.writes('c2', 'Hvad koster det? Ørsund Møbler');
  });

  test('finds words, whatever their case, signs or Danish letters; customers; numbers', async () => {
    const { desk: sofie } = await desk.seated('Sofie Lund', { role: 'supervisor' });
    for (const words of ['ørsund møbler', 'ØRSUND', 'følge "brevet"', '100% i', 'nordstjernen', 'nord', '#1', '1'])
      expect([words, await search(sofie, words)]).toEqual([words, ['c1']]);
    for (const words of ['_rsund', '100_ i', '%', 'é', 'visitor', 'timestamp', 'x'])
      expect([words, await search(sofie, words)]).toEqual([words, []]);
    const { json } = await sofie.get('search?q=brevet');
    expect(json.found).toMatchObject([
      {
        number: 1,
        customer: { name: 'Nordstjernen A/S' },
        snippet: 'Vi mangler svar på sagen om Ørsund Møbler, 100% i følge "brevet"',
      },
    ]);
  });

  test('finds for an agent what they may read', async () => {
    const { desk: anna } = await desk.seated('Anna Berg');
    const { desk: bo } = await desk.seated('Bo Krog');
    await anna.post('handoffs/next');
    expect(await search(anna, 'ørsund')).toEqual(['c1']);
    expect(await search(bo, 'ørsund')).toEqual([]);
  });
});

test('the supervisor’s numbers', async () => {
  const { desk: sofie } = await desk.seated('Sofie Lund', { role: 'supervisor' });
  await desk.handsOver('c1');
  await desk.handsOver('c2', { topic: 'limits' });
  const before = desk.parts.now().toISOString();
  desk.advance(3);
  await sofie.post('available', { available: true });
  await sofie.post('handoffs/next');
  expect((await sofie.get('overview')).json).toMatchObject({
    ...{ waiting: 1, withPerson: 1, oldestWaitingSince: before, longestWaitSeconds: 180 },
    ...{ takenToday: 1, meanWaitSeconds: 180, medianWaitSeconds: 180, medianHandlingSeconds: null, closedToday: 0 },
    topics: expect.arrayContaining([
      { topic: 'limits', waiting: 1, late: 0, withPerson: 0, takenToday: 0 },
      { topic: 'claims', waiting: 0, late: 0, withPerson: 1, takenToday: 1 },
    ]),
    staff: [{ name: 'Sofie Lund', available: true, online: true, has: 1 }],
  });
});

test('what staff saw and did is kept, in order', async () => {
  const { desk: admin } = await desk.seated('Karl Ask', { role: 'administrator' });
  const { desk: anna } = await desk.seated('Anna Berg');
  const { id } = await desk.handsOver('c1');
  const seen = Number((await admin.get('audit')).json.last);
  await anna.post(`handoffs/${id}/take`);
  // The page reads it again with every piece of news: that is one viewing.
  for (let n = 0; n < 3; n += 1) await anna.get(`handoffs/${id}`);
  await anna.post(`handoffs/${id}/messages`, { clientId: 'm1', text: 'Hej' });
  await anna.post(`handoffs/${id}/notes`, { text: 'Husk' });
  await anna.get('search?q=fristen');
  await anna.post(`handoffs/${id}/transfer`, { to: { team: 'Skader' }, note: '' });
  await anna.post(`handoffs/${id}/close`, { outcome: 'solved', summary: '' });
  desk.advance(15);
  await anna.get(`handoffs/${id}`);
  await anna.post('sign-out');
  const { json } = await admin.get(`audit?after=${seen}`);
  const entries = json.entries as {
    who: { name: string };
    action: string;
    conversation: string | null;
    detail: string | null;
  }[];
  expect(entries.map(({ who, action, conversation, detail }) => [who.name, action, conversation, detail])).toEqual([
    ['Anna Berg', 'took', 'c1', null],
    ['Anna Berg', 'viewed', 'c1', null],
    ['Anna Berg', 'said', 'c1', null],
    ['Anna Berg', 'noted', 'c1', null],
    ['Anna Berg', 'searched', null, 'fristen'],
    ['Anna Berg', 'transferred', 'c1', '→ Skader'],
    ['Anna Berg', 'closed', 'c1', 'solved'],
    ['Anna Berg', 'viewed', 'c1', null],
    ['Anna Berg', 'signed-out', null, null],
  ]);
  expect((await admin.get('audit')).json.entries).toContainEqual(
    expect.objectContaining({ action: 'signed-in', detail: 'link' }),
  );
});

describe('canned replies', () => {
  test('are complete in both languages', async () => {
    const { desk: anna } = await desk.seated('Anna Berg');
    const { json } = await anna.get('canned');
    const replies = json.replies as { title: string; da: string; en: string }[];
    expect(replies.length).toBeGreaterThan(5);
    for (const { title, da, en } of replies) expect([title, da, en].every((words) => words.length > 3)).toBe(true);
  });

  test('may be an insurer’s own; a file that cannot be used is named at the start', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'charterdesk-'));
    const file = path.join(folder, 'replies.json');
    const settings = { DESK_REPLIES: file };
    await writeFile(file, JSON.stringify([{ id: 'hej', title: { da: 'Hej', en: 'Hi' }, da: 'Goddag.', en: 'Hello.' }]));
    const own = await TestDesk.start({ settings });
    const { desk: anna } = await own.seated('Anna Berg');
    expect((await anna.get('canned')).json).toMatchObject({ replies: [{ id: 'hej', da: 'Goddag.' }] });
    await own.stop();
    await writeFile(file, JSON.stringify([{ id: 'hej', title: { da: 'Hej' }, da: 'Goddag.', en: 'Hello.' }]));
    await expect(TestDesk.start({ settings })).rejects.toThrow(/DESK_REPLIES.*replies\.json.*\n*.*title/s);
    await rm(folder, { recursive: true });
  });
});

describe('the live feed', () => {
  test('tells at once what has changed, without its content; of a colleague’s conversation only that it has one', async () => {
    const { desk: anna } = await desk.seated('Anna Berg');
    const { desk: bo } = await desk.seated('Bo Krog');
    const [annas, bos] = [await anna.live(), await bo.live()];
    expect(annas.response.headers['content-type']).toMatch(/^text\/event-stream/);
    const { id } = await desk.handsOver('c1');
    for (const feed of [annas, bos])
      expect(await feed.news(({ kind }) => kind === 'handoff')).toEqual({ kind: 'handoff', id, conversation: 'c1' });
    await anna.post(`handoffs/${id}/take`);
    await desk.writes('c1', 'Er der nogen?');
    expect(await annas.news(({ kind, lastSeq }) => kind === 'entries' && lastSeq === 4)).toMatchObject({
      conversation: 'c1',
    });
    await anna.post(`handoffs/${id}/return`);
    // The last that both are told: what came before it has come.
    await desk.handsOver('c2');
    await bos.news(({ conversation }) => conversation === 'c2');
    expect(bos.all.filter(({ kind, lastSeq }) => kind === 'entries' && lastSeq === 4)).toEqual([]);
    annas.close();
    bos.close();
  });

  test('is what presence is measured by, and half a minute after the last request', async () => {
    const { desk: anna, member } = await desk.seated('Anna Berg');
    const { staff } = desk.parts;
    const feed = await anna.live();
    desk.advance(10);
    expect(staff.isPresent(member.id)).toBe(true);
    expect(await staff.lastSeen(member.id)).toEqual(desk.parts.now());
    const left = new Promise<void>((resolve) => staff.onChange(resolve));
    feed.close();
    await left;
    expect(staff.isPresent(member.id)).toBe(true);
    desk.advance(1);
    expect(staff.isPresent(member.id)).toBe(false);
  });
});

test('staffed as soon as there is an account, and no more when the last one ends', async () => {
  const { staff } = desk.parts;
  expect(await staff.isStaffed()).toBe(false);
  const member = await desk.account('Anna Berg');
  desk.advance(1);
  expect(await staff.isStaffed()).toBe(true);
  await staff.accounts.remove(member.id);
  expect(await staff.isStaffed()).toBe(true);
  desk.advance(1);
  expect(await staff.isStaffed()).toBe(false);
});
