import { directLineCall, TestVisitor } from '../direct-line-client';
import { startTestService, type TestService } from '../start-test-service';
import { TestSite } from './test-site';

let site: TestSite;
let service: TestService;
beforeAll(async () => {
  site = await TestSite.start();
  service = await startTestService(site.settings);
});
afterAll(async () => {
  await service.stop();
  await site.stop();
});

const generate = (assertion: string, body?: unknown) =>
  directLineCall(service.url, 'POST', '/tokens/generate', { token: assertion, body });
const identify = (visitor: TestVisitor, assertion: string, token = visitor.token) =>
  directLineCall(service.url, 'POST', `/conversations/${visitor.conversation}/identify`, {
    token,
    body: { assertion },
  });
const read = (conversation: string, token: string) =>
  directLineCall(service.url, 'GET', `/conversations/${conversation}/activities`, { token });
const seconds = () => Math.floor(Date.now() / 1000);

describe('an assertion for a new conversation', () => {
  test('gives a token that does not tell the customer id', async () => {
    const { status, json } = await generate(await site.vouchFor('NORD-7'));
    expect(status).toBe(200);
    const payload = Buffer.from(String(json.token).split('.')[1] ?? '', 'base64url').toString();
    expect(payload).toContain('dl_');
    expect(payload).not.toContain('NORD-7');
  });

  test.each([
    ['forged', () => site.forged('NORD-7')],
    ['unsigned', () => Promise.resolve(site.unsigned('NORD-7'))],
    ['no token at all', () => Promise.resolve('nonsense')],
    ['of another issuer', () => site.vouchFor('NORD-7', { iss: 'https://elsewhere.example' })],
    ['for another audience', () => site.vouchFor('NORD-7', { aud: 'shop' })],
    ['expired', () => site.vouchFor('NORD-7', { iat: seconds() - 280, exp: seconds() - 60 })],
    ['made ten minutes ago', () => site.vouchFor('NORD-7', { iat: seconds() - 600, exp: seconds() + 60 })],
    ['good for longer than five minutes', () => site.vouchFor('NORD-7', { exp: seconds() + 3600 })],
    ['without an id of its own', () => site.vouchFor('NORD-7', { jti: undefined })],
    ['without a customer', () => site.vouchFor('NORD-7', { sub: undefined })],
  ])('%s: 401, with a reason', async (_case, make) => {
    const { status, json } = await generate(await make());
    expect({ status, json }).toMatchObject({ status: 401, json: { error: { code: 'Unauthorized' } } });
    expect((json.error as { message: string }).message).toMatch(/The assertion is not accepted\. .+/);
  });

  test('used a second time: 401', async () => {
    const assertion = await site.vouchFor('NORD-7');
    expect((await generate(assertion)).status).toBe(200);
    const again = await generate(assertion);
    expect(again).toMatchObject({ status: 401, json: { error: { message: expect.stringMatching(/used before/) } } });
  });

  test('a Direct Line token is none', async () => {
    const { json } = await directLineCall(service.url, 'POST', '/tokens/generate');
    expect((await generate(String(json.token))).status).toBe(401);
  });
});

describe('signing in during a chat', () => {
  test('keeps the conversation, gives a new token, and revokes the anonymous one', async () => {
    const visitor = await TestVisitor.arrive(service.url);
    await visitor.ask('Hej');
    const listener = visitor.listen();
    await listener.opened;
    const { status, json } = await identify(visitor, await site.vouchFor('NORD-7'));
    expect({ status, json }).toMatchObject({ status: 200, json: { conversationId: visitor.conversation } });
    expect(await listener.closed).toBe(1008);
    expect((await read(visitor.conversation, visitor.token)).status).toBe(403);
    const after = await read(visitor.conversation, String(json.token));
    expect(after.status).toBe(200);
    const texts = (after.json.activities as { text: string }[]).map(({ text }) => text);
    expect(texts.slice(0, 3)).toEqual([expect.any(String), 'Hej', expect.any(String)]);
    const refreshed = await directLineCall(service.url, 'POST', '/tokens/refresh', { token: String(json.token) });
    expect((await read(visitor.conversation, String(refreshed.json.token))).status).toBe(200);
  });

  test('with a forged or a used assertion: 401, and the conversation stays as it was', async () => {
    const visitor = await TestVisitor.arrive(service.url);
    expect((await identify(visitor, await site.forged('NORD-7'))).status).toBe(401);
    const assertion = await site.vouchFor('NORD-7');
    await generate(assertion);
    expect((await identify(visitor, assertion)).status).toBe(401);
    expect((await read(visitor.conversation, visitor.token)).status).toBe(200);
  });

  test("with another conversation's token: 403", async () => {
    const [one, other] = [await TestVisitor.arrive(service.url), await TestVisitor.arrive(service.url)];
    expect((await identify(one, await site.vouchFor('NORD-7'), other.token)).status).toBe(403);
  });

  test("a second customer cannot have the first one's conversation", async () => {
    const visitor = await TestVisitor.arrive(service.url);
    const { json } = await identify(visitor, await site.vouchFor('NORD-7'));
    const token = String(json.token);
    expect((await identify(visitor, await site.vouchFor('SYD-9'), token)).status).toBe(403);
    expect((await read(visitor.conversation, token)).status).toBe(200);
  });

  test('the same customer again, in a second tab: both tabs go on', async () => {
    const visitor = await TestVisitor.arrive(service.url);
    const first = await identify(visitor, await site.vouchFor('NORD-7'));
    const second = await identify(visitor, await site.vouchFor('NORD-7'), String(first.json.token));
    for (const { json } of [first, second])
      expect((await read(visitor.conversation, String(json.token))).status).toBe(200);
  });
});

describe('coming back', () => {
  test('the customer may have a token for a conversation of their own, and keeps their user id', async () => {
    const visitor = await TestVisitor.arrive(service.url);
    const first = await identify(visitor, await site.vouchFor('NORD-7'));
    const again = await generate(await site.vouchFor('NORD-7'), { conversationId: visitor.conversation });
    expect(again).toMatchObject({ status: 200, json: { conversationId: visitor.conversation } });
    const userOf = (token: unknown) =>
      (JSON.parse(Buffer.from(String(token).split('.')[1] ?? '', 'base64url').toString()) as { user: string }).user;
    expect(userOf(again.json.token)).toBe(userOf(first.json.token));
  });

  test("nobody else may, nor for an anonymous visitor's", async () => {
    const visitor = await TestVisitor.arrive(service.url);
    const own = { conversationId: visitor.conversation };
    expect((await generate(await site.vouchFor('NORD-7'), own)).status).toBe(403);
    await identify(visitor, await site.vouchFor('NORD-7'));
    expect((await generate(await site.vouchFor('SYD-9'), own)).status).toBe(403);
  });
});

test('signing out revokes every token of the conversation and closes its sockets', async () => {
  const visitor = await TestVisitor.arrive(service.url);
  const { json } = await identify(visitor, await site.vouchFor('NORD-7'));
  const token = String(json.token);
  const path = `/conversations/${visitor.conversation}`;
  const resumed = await directLineCall(service.url, 'GET', path, { token });
  const listener = visitor.listen(String(resumed.json.streamUrl));
  await listener.opened;
  expect((await directLineCall(service.url, 'POST', `${path}/sign-out`, { token })).status).toBe(204);
  expect(await listener.closed).toBe(1008);
  expect((await read(visitor.conversation, token)).status).toBe(403);
  expect((await directLineCall(service.url, 'POST', '/tokens/refresh', { token })).status).toBe(403);
});

test('who is signed in survives a restart', async () => {
  const visitor = await TestVisitor.arrive(service.url);
  const { json } = await identify(visitor, await site.vouchFor('NORD-7'));
  const settings = { ...site.settings, DATA_DIR: service.dataDirectory };
  const second = await startTestService(settings);
  const path = `/conversations/${visitor.conversation}/activities`;
  expect((await directLineCall(second.url, 'GET', path, { token: String(json.token) })).status).toBe(200);
  expect((await directLineCall(second.url, 'GET', path, { token: visitor.token })).status).toBe(403);
  await second.stop();
});

test("while the site's keys cannot be had, nobody signs in and general questions are answered", async () => {
  const dead = await startTestService({ ...site.settings, SITE_JWKS: 'http://127.0.0.1:9/keys' });
  const { status, json, headers } = await directLineCall(dead.url, 'POST', '/tokens/generate', {
    token: await site.vouchFor('NORD-7'),
  });
  expect({ status, json }).toMatchObject({ status: 503, json: { error: { code: 'ServiceUnavailable' } } });
  expect(headers.get('Retry-After')).toBe('10');
  const visitor = await TestVisitor.arrive(dead.url);
  expect((await visitor.ask('Hvornår får vi svar, hvis sagen trækker ud?')).channelData?.citations).toBeTruthy();
  await dead.stop();
});

test('an anonymous visitor who asks for a record is told how to sign in', async () => {
  const visitor = await TestVisitor.arrive(service.url);
  expect((await visitor.ask('Hvad er status på skade 12345?')).text).toMatch(/^Log ind på siden/);
});
