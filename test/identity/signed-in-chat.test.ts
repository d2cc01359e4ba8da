import { type ClientView, directLineCall, TestVisitor } from '../direct-line-client';
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

const identify = (visitor: TestVisitor, assertion: string, locale?: string) =>
  directLineCall(service.url, 'POST', `/conversations/${visitor.conversation}/identify`, {
    token: visitor.token,
    body: { assertion, ...(locale !== undefined && { locale }) },
  });

/** What the bot has said in a conversation, once it has said so much. */
async function said(conversation: string, token: unknown, count: number): Promise<ClientView[]> {
  for (const until = Date.now() + 15_000; ;) {
    const path = `/conversations/${conversation}/activities`;
    const { json } = await directLineCall(service.url, 'GET', path, { token: String(token) });
    const messages = (json.activities as ClientView[]).filter(({ from }) => from.role === 'bot');
    if (messages.length >= count) return messages;
    if (Date.now() > until) throw new Error(`Only ${messages.length} of ${count} messages came.`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

test('the conversation says who is signed in, in its own language', async () => {
  const visitor = await TestVisitor.arrive(service.url, 'en-GB');
  const { json } = await identify(visitor, await site.vouchFor('NORD-7'), 'en-GB');
  const messages = await said(visitor.conversation, json.token, 2);
  expect(messages[1]?.text).toBe('You are signed in as Ida Test.');
});

test('what an anonymous visitor asked of their own records is offered again, and once', async () => {
  const visitor = await TestVisitor.arrive(service.url);
  await visitor.ask('Hvad er status på skade 12345?');
  const { json } = await identify(visitor, await site.vouchFor('NORD-7'));
  const [, , welcome] = await said(visitor.conversation, json.token, 3);
  expect(welcome?.text).toBe('Du er logget ind som Ida Test. Skal vi gå videre med det, du spurgte om?');
  const asked = 'Hvad er status på skade 12345?';
  expect(welcome?.suggestedActions?.actions).toEqual([{ type: 'imBack', title: asked, value: asked }]);
  // A second tab of the same customer brings nothing new.
  const again = await directLineCall(service.url, 'POST', `/conversations/${visitor.conversation}/identify`, {
    token: String(json.token),
    body: { assertion: await site.vouchFor('NORD-7') },
  });
  expect((await said(visitor.conversation, again.json.token, 3)).length).toBe(3);
});

test('a conversation that begins signed in says so after its greeting', async () => {
  const { json } = await directLineCall(service.url, 'POST', '/tokens/generate', {
    token: await site.vouchFor('NORD-7', { name: '**[Ida](http://x)**' }),
  });
  await directLineCall(service.url, 'POST', '/conversations', { token: String(json.token), body: { locale: 'da-DK' } });
  const messages = await said(String(json.conversationId), json.token, 2);
  // A name is a name: no markup comes in with it.
  expect(messages[1]?.text).toBe('Du er logget ind som Ida(http://x).');
});

test('a client cannot play the sign-in: its event is refused', async () => {
  const visitor = await TestVisitor.arrive(service.url);
  const { status } = await visitor.post({ type: 'event', name: 'charterdesk/signed-in' });
  expect(status).toBe(400);
});
