import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { FakeTeams, tenantId } from '../channels/fake-teams';
import { directLineCall } from '../direct-line-client';
import { startTestService, type TestService } from '../start-test-service';
import { TestSite } from './test-site';

const listedPerson = '11111111-2222-4333-8444-555555555555';
const [ida, bo] = ['aaaaaaaa-1111-4111-8111-111111111111', 'bbbbbbbb-2222-4222-8222-222222222222'];

let folder: string;
let teams: FakeTeams;
let site: TestSite;
let service: TestService;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'charterdesk-'));
  const file = path.join(folder, 'teams.json');
  await writeFile(file, JSON.stringify([{ tenantId, aadObjectId: listedPerson, customerId: 'NORD-7' }]));
  teams = await FakeTeams.start();
  site = await TestSite.start();
  service = await startTestService(
    { ...teams.settings, ...site.settings, TEAMS_CUSTOMERS: file },
    { credentials: teams.credentials },
  );
});
afterAll(async () => {
  await service.stop();
  await teams.stop();
  await site.stop();
  await rm(folder, { recursive: true });
});

let chats = 0;
/** Says something in Teams and waits for the reply to just that. @param parts makes it another activity than a message */
async function say(
  text: string,
  aadObjectId: string,
  conversation: Record<string, unknown> = {},
  parts: Record<string, unknown> = {},
): Promise<string> {
  const id = `a:link-${(chats += 1)}`;
  const message = teams.message(text, {
    from: { id: `29:${aadObjectId}`, name: 'Somebody', aadObjectId },
    conversation: { conversationType: 'personal', tenantId, id, ...conversation },
    ...parts,
  });
  expect((await teams.post(service.url, message)).status).toBe(200);
  const until = Date.now() + 15_000;
  for (;;) {
    const reply = teams.sent.find((send) => send.replyTo === message.id && send.activity.type === 'message');
    if (reply) return reply.activity.text ?? '';
    if (Date.now() > until) throw new Error(`No reply came to "${text.slice(0, 30)}".`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** The one-time link that the signed-in site shows: the message that it has ready. */
async function linkFor(customerId: string): Promise<string> {
  const { json } = await directLineCall(service.url, 'POST', '/tokens/generate', {
    token: await site.vouchFor(customerId),
  });
  const path = `/conversations/${String(json.conversationId)}/teams-link`;
  const link = await directLineCall(service.url, 'POST', path, { token: String(json.token) });
  expect(link.status).toBe(200);
  return new URL(String(link.json.url)).searchParams.get('message') ?? '';
}

const askRecord = 'Hvad er status på skade 12345?';
const unknownHere = /Log ind på vores side, vælg "Forbind Teams"/;

test('a person in Teams is unknown until linked, then known, and unknown again after unlinking', async () => {
  expect(await say(askRecord, ida)).toMatch(unknownHere);
  // It says with whom: somebody may have been sent a link that is not theirs.
  expect(await say(await linkFor('NORD-7'), ida)).toMatch(/er nu forbundet med Ida Test/);
  expect(await say(askRecord, ida)).not.toMatch(unknownHere);
  expect(await say('fjern forbindelsen', ida)).toMatch(/Forbindelsen er fjernet/);
  expect(await say(askRecord, ida)).toMatch(unknownHere);
  expect(await say('unlink', ida)).toMatch(/ikke forbundet/);
});

test('a link works once, and for one person', async () => {
  const link = await linkFor('NORD-7');
  expect(await say(link, bo)).toMatch(/er nu forbundet/);
  expect(await say(link, ida)).toMatch(/allerede brugt/);
  expect(await say(await linkFor('SYD-9'), bo)).toMatch(/allerede forbundet med en anden kunde/);
  await say('unlink', bo);
});

test('a link that is not ours does not work', async () => {
  const forged = (await linkFor('NORD-7')).replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'));
  expect(await say(`${forged.slice(0, -4)}AAAA`, ida)).toMatch(/Det link virker ikke/);
  const site_ = await site.vouchFor('NORD-7');
  expect(await say(`link ${site_}`, ida)).toMatch(/Det link virker ikke/);
});

test("the administrator's file links too; the same person of another tenant is unknown", async () => {
  expect(await say(askRecord, listedPerson)).not.toMatch(unknownHere);
  const elsewhere = { tenantId: '99999999-9999-4999-8999-999999999999' };
  expect(await say(askRecord, listedPerson, elsewhere)).toMatch(unknownHere);
});

test.each(['groupChat', 'channel'])(
  'in a %s nobody is shown a record, and nobody is linked',
  async (conversationType) => {
    const group = { conversationType, isGroup: true };
    expect(await say(askRecord, listedPerson, group)).toMatch(/personlig chat/);
    expect(await say(await linkFor('NORD-7'), ida, group)).toMatch(/personlig chat/);
    expect(await say('Hvorfor blev Nordhavn Stål afvist?', listedPerson, group)).toMatch(/personlig chat/);
    // Nor is a complaint taken down where others read along.
    expect(await say('Jeg vil klage', listedPerson, group)).toMatch(/kan ikke tage imod den her/);
  },
);

test('a sign-in that Teams tried and could not do is told, once, with the way that works', async () => {
  const failure = { type: 'invoke', name: 'signin/failure', value: { code: 'resourcematchfailed' }, text: undefined };
  const chat = { id: 'a:sign-in' };
  const sentTwice = { ...failure, id: teams.newId() };
  for (const _time of [1, 2])
    expect(await say('', ida, chat, sentTwice)).toMatch(
      /^Det lykkedes ikke at logge dig ind i Teams\..*"Forbind Teams"/,
    );
  expect(await say('', listedPerson, {}, { ...failure, locale: 'en-GB' })).toMatch(/^Signing you in.*all the same\.$/);
  await say('Hej', ida, chat);
  expect(teams.sent.filter(({ conversation }) => conversation === chat.id)).toHaveLength(2);
});

test('an anonymous visitor of the website gets no link', async () => {
  const { json } = await directLineCall(service.url, 'POST', '/tokens/generate');
  const link = await directLineCall(service.url, 'POST', `/conversations/${String(json.conversationId)}/teams-link`, {
    token: String(json.token),
  });
  expect(link).toMatchObject({ status: 403, json: { error: { code: 'NotSignedIn' } } });
});
