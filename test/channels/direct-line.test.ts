import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';
import { WebSocket } from 'ws';
import { type ClientView, directLineCall, TestListener, TestVisitor } from '../direct-line-client';
import { resumeTokens } from '../../bot/channels/direct-line/resume-tokens';
import { startTestService, type TestService } from '../start-test-service';

const [newSecret, oldSecret] = ['n'.repeat(32), 'o'.repeat(43)];
let service: TestService;
beforeAll(async () => {
  const settings = { ALLOWED_ORIGINS: 'https://www.example.com', DIRECT_LINE_SECRETS: `${newSecret}, ${oldSecret}` };
  service = await startTestService(settings);
});
afterAll(() => service.stop());

const arrive = () => TestVisitor.arrive(service.url);
const texts = (activities: ClientView[]) => activities.map((activity) => activity.text);

describe('a conversation', () => {
  test('greets once, takes a message, answers it with a citation', async () => {
    const visitor = await arrive();
    const [greeting] = await visitor.botMessages(1);
    expect(greeting?.text).toBeTruthy();
    const reply = await visitor.ask('Hvornår får vi svar, hvis sagen trækker ud?');
    expect(reply.channelData?.citations).toMatchObject([
      { clause: 'administration-enquiries', document: 'charter.da' },
    ]);
    expect(reply.from.role).toBe('bot');
  });

  test('is numbered without a gap, and read from a watermark', async () => {
    const visitor = await arrive();
    await visitor.botMessages(1);
    await visitor.ask('Hej');
    const all = await visitor.activities();
    expect(all.activities.map((activity) => activity.id)).toEqual(
      [1, 2, 3].map((seq) => `${visitor.conversation}|000000${seq}`),
    );
    expect(all.watermark).toBe('3');
    expect((await visitor.activities('2')).activities.map((activity) => activity.id)).toEqual([
      `${visitor.conversation}|0000003`,
    ]);
    expect((await visitor.activities('3')).activities).toEqual([]);
  });

  test('the same message twice is one message', async () => {
    const visitor = await arrive();
    await visitor.botMessages(1);
    const clientActivityID = randomUUID();
    const first = await visitor.send('Tak', clientActivityID);
    expect(await visitor.send('Tak', clientActivityID)).toBe(first);
    await visitor.botMessages(2);
    await visitor.ask('Hej igen');
    expect(texts((await visitor.activities()).activities).filter((text) => text === 'Tak')).toHaveLength(1);
  });

  test('ten messages at once are answered in the order they were taken', async () => {
    const visitor = await arrive();
    await visitor.botMessages(1);
    const ids = await Promise.all(Array.from({ length: 10 }, (_, n) => visitor.send(`Spørgsmål ${n} om fakturaer`)));
    const replies = (await visitor.botMessages(11)).slice(1);
    expect(replies.map((reply) => reply.replyToId)).toEqual([...ids].sort());
  });

  test('started twice with one token it is resumed, and greeted once', async () => {
    const generated = await directLineCall(service.url, 'POST', '/tokens/generate');
    const token = String(generated.json.token);
    const first = await directLineCall(service.url, 'POST', '/conversations', { token });
    const second = await directLineCall(service.url, 'POST', '/conversations', { token });
    expect([first.status, second.status]).toEqual([201, 200]);
    expect(second.json.conversationId).toBe(first.json.conversationId);
    const path = `/conversations/${String(first.json.conversationId)}/activities`;
    const activities = async () =>
      (await directLineCall(service.url, 'GET', path, { token })).json.activities as ClientView[];
    // Turns come one after another: once this one is answered, a second greeting would have been said before it.
    const asked = await directLineCall(service.url, 'POST', path, { token, body: { type: 'message', text: 'Hej' } });
    while (!(await activities()).some(({ replyToId }) => replyToId === asked.json.id))
      await new Promise((resolve) => setTimeout(resolve, 20));
    expect((await activities()).map(({ from }) => from.role)).toEqual(['bot', 'user', 'bot']);
  });

  test('whose greeting failed is greeted with the first answer', async () => {
    const own = await startTestService();
    try {
      let failures = 0;
      own.adapter.use(async (context, next) => {
        if (context.activity.type === 'conversationUpdate' && (failures += 1) === 1)
          throw new Error('The greeting fails.');
        await next();
      });
      const unlucky = await TestVisitor.arrive(own.url);
      await unlucky.send('Hvornår får vi svar, hvis sagen trækker ud?');
      const [greeting, answer] = await unlucky.botMessages(2);
      expect(greeting?.text).toMatch(/^Hej\. Jeg svarer/);
      expect(answer?.text).toContain('[1]');
      await unlucky.ask('Hvem er du?');
      expect(await unlucky.botMessages(3)).toHaveLength(3);
      expect(failures).toBe(1);
    } finally {
      await own.stop();
    }
  });

  test('a message of more than 4,000 characters gets a clear reply', async () => {
    const visitor = await arrive();
    const reply = await visitor.ask('fakturaen '.repeat(450));
    expect(reply.text).toMatch(/4[.,]000/);
  });
});

test('a client that writes out the fields that it does not use as null is understood', async () => {
  const visitor = await arrive();
  const unused = { locale: null, value: null, attachments: null, channelData: null, entities: null };
  expect((await visitor.post({ type: 'message', text: 'Hej', ...unused })).status).toBe(200);
  expect(texts((await visitor.activities()).activities)).toContain('Hej');
});

describe('an anonymous visitor comes back with the resume token', () => {
  const resume = (resumeToken: unknown, attempt?: string) =>
    directLineCall(service.url, 'POST', '/tokens/resume', { body: { resumeToken, ...(attempt && { attempt }) } });

  async function resumable() {
    const generated = await directLineCall(service.url, 'POST', '/tokens/generate');
    const body = { resumable: true };
    const { json } = await directLineCall(service.url, 'POST', '/conversations', {
      token: String(generated.json.token),
      body,
    });
    return json as { conversationId: string; token: string; resumeToken: string };
  }

  test('to the same conversation, once; the next token comes with it', async () => {
    const { conversationId, resumeToken } = await resumable();
    const back = await resume(resumeToken);
    expect(back).toMatchObject({ status: 200, json: { conversationId, expires_in: 1800 } });
    const token = String(back.json.token);
    expect((await directLineCall(service.url, 'GET', `/conversations/${conversationId}`, { token })).status).toBe(200);
    expect((await resume(resumeToken)).status).toBe(403);
    expect((await resume(back.json.resumeToken)).json.conversationId).toBe(conversationId);
  });

  test('once more where the answer was lost on the way, but nobody else does', async () => {
    const { resumeToken } = await resumable();
    expect((await resume(resumeToken, 'mine')).status).toBe(200);
    expect((await resume(resumeToken, 'mine')).status).toBe(200);
    expect((await resume(resumeToken, "another's")).status).toBe(403);
    expect((await resume(resumeToken)).status).toBe(403);
  });

  test('not after signing out', async () => {
    const { conversationId, token, resumeToken } = await resumable();
    await directLineCall(service.url, 'POST', `/conversations/${conversationId}/sign-out`, { token });
    expect((await resume(resumeToken)).status).toBe(403);
  });

  test('with no other token, and with that one nowhere else', async () => {
    const { conversationId, token, resumeToken } = await resumable();
    for (const other of [token, 'nonsense', `${resumeToken}x`]) expect((await resume(other)).status).toBe(403);
    expect((await resume(undefined)).status).toBe(400);
    const used = await directLineCall(service.url, 'GET', `/conversations/${conversationId}`, { token: resumeToken });
    expect(used.status).toBe(403);
  });

  test('for as many days as are set; other clients are given none', async () => {
    let now = new Date('2026-01-05T12:00:00Z');
    const tokens = resumeTokens('a secret of this test, long enough', 7, () => now);
    const kept = String(await tokens.issue({ conv: 'c', user: 'dl_1', gen: 0 }));
    now = new Date('2026-01-12T11:59:00Z');
    expect(await tokens.read(kept)).toMatchObject({ claims: { conv: 'c', user: 'dl_1', gen: 0 } });
    now = new Date('2026-01-12T12:01:00Z');
    expect(await tokens.read(kept)).toBeUndefined();
    expect(await resumeTokens('secret', 0, () => now).issue({ conv: 'c', user: 'dl_1', gen: 0 })).toBeUndefined();
    const { token } = await arrive();
    expect((await directLineCall(service.url, 'POST', '/conversations', { token })).json).not.toHaveProperty(
      'resumeToken',
    );
  });
});

describe('the socket', () => {
  test('sends the history, then what comes, each once and in order', async () => {
    const visitor = await arrive();
    await visitor.botMessages(1);
    const listener = visitor.listen();
    await visitor.send('Hvem er du?');
    const seen = await listener.until((activities) => activities.length >= 3);
    expect(seen.map((activity) => activity.id)).toEqual([1, 2, 3].map((seq) => `${visitor.conversation}|000000${seq}`));
    listener.close();
  });

  test("brings the visitor's own message back with its client id, so that it shows as sent", async () => {
    const visitor = await arrive();
    const listener = visitor.listen();
    const clientActivityID = randomUUID();
    await visitor.send('Hej', clientActivityID);
    const seen = await listener.until((activities) => activities.some((activity) => activity.text === 'Hej'));
    expect(seen.find((activity) => activity.text === 'Hej')).toMatchObject({
      from: { role: 'user' },
      channelData: { clientActivityID },
    });
    listener.close();
  });

  test('resumed at a watermark it sends what was missed', async () => {
    const visitor = await arrive();
    await visitor.botMessages(1);
    await visitor.ask('Hej');
    const resumed = await directLineCall(service.url, 'GET', `/conversations/${visitor.conversation}?watermark=2`, {
      token: visitor.token,
    });
    const listener = visitor.listen(String(resumed.json.streamUrl));
    expect((await listener.until((activities) => activities.length > 0)).map((activity) => activity.id)).toEqual([
      `${visitor.conversation}|0000003`,
    ]);
    listener.close();
  });

  test('every activity carries a rising number for Web Chat, echoes included', async () => {
    const visitor = await arrive();
    await visitor.ask('Hej');
    await visitor.ask('Tak');
    const numbers = (await visitor.activities()).activities.map((activity) =>
      Number(activity.channelData?.['webchat:sequence-id']),
    );
    expect(numbers.every((number, index) => index === 0 || number > (numbers[index - 1] ?? Infinity))).toBe(true);
  });

  test('typing is shown to the other tabs and not kept', async () => {
    const visitor = await arrive();
    await visitor.botMessages(1);
    const listener = visitor.listen();
    await listener.until((activities) => activities.length === 1);
    await visitor.post({ type: 'typing', channelData: { clientActivityID: 'typing-1' } });
    const seen = await listener.until((activities) => activities.some((activity) => activity.type === 'typing'));
    expect(seen.at(-1)).toMatchObject({
      type: 'typing',
      from: { role: 'user' },
      channelData: { clientActivityID: 'typing-1' },
    });
    expect((await visitor.activities()).activities).toHaveLength(1);
    listener.close();
  });

  test('several tabs of one conversation all hear; the sixth takes the place of the first', async () => {
    const visitor = await arrive();
    const listeners: TestListener[] = [];
    for (let tab = 0; tab < 6; tab += 1) {
      const listener = visitor.listen();
      await listener.opened;
      listeners.push(listener);
    }
    await expect(listeners[0]?.closed).resolves.toBe(1008);
    await visitor.send('Hej');
    for (const listener of listeners.slice(1)) {
      await listener.until((activities) => activities.some((activity) => activity.text === 'Hej'));
      listener.close();
    }
  });

  test('a token of another conversation is refused before the upgrade', async () => {
    const [one, other] = [await arrive(), await arrive()];
    const foreign = new URL(one.streamUrl);
    foreign.searchParams.set('t', other.token);
    await expect(one.listen(foreign.href).opened).rejects.toThrow('403');
  });

  test('a page of a site that is not allowed is refused, ours and an allowed one are not', async () => {
    const visitor = await arrive();
    await expect(visitor.listen(visitor.streamUrl, { Origin: 'https://evil.example' }).opened).rejects.toThrow('403');
    for (const origin of [service.url, 'https://www.example.com']) {
      const listener = visitor.listen(visitor.streamUrl, { Origin: origin });
      await expect(listener.opened).resolves.toBeUndefined();
      listener.close();
    }
  });
});

describe('what the bot says of itself', () => {
  test('carries no id to reply to that the conversation does not have, or Web Chat would hold it back for five seconds', async () => {
    const visitor = await arrive();
    await visitor.botMessages(1);
    await service.proactive(
      visitor.conversation,
      {
        type: 'event',
        name: 'ContinueConversation',
        id: randomUUID(),
        channelId: 'directline',
        serviceUrl: 'urn:charterdesk:directline',
        conversation: { id: visitor.conversation, isGroup: false, conversationType: 'personal', name: '' },
        from: { id: 'dl_x', name: '' },
        recipient: { id: 'charterdesk', name: '' },
      },
      async (context) => {
        await context.sendActivity('Jeres kreditmaksimum er klar.');
      },
    );
    const [, told] = await visitor.botMessages(2);
    expect(told?.text).toBe('Jeres kreditmaksimum er klar.');
    expect(told?.replyToId).toBeUndefined();
  });

  test('a card for this channel submits: Web Chat does not know Action.Execute', async () => {
    const visitor = await arrive();
    await visitor.botMessages(1);
    const card = {
      type: 'AdaptiveCard',
      actions: [{ type: 'Action.Execute', verb: 'take', title: 'Ja', data: { id: 7 } }],
    };
    await service.proactive(
      visitor.conversation,
      {
        type: 'event',
        channelId: 'directline',
        serviceUrl: 'urn:charterdesk:directline',
        conversation: { id: visitor.conversation, isGroup: false, conversationType: 'personal', name: '' },
        recipient: { id: 'charterdesk', name: '' },
      },
      async (context) => {
        await context.sendActivity({
          type: 'message',
          attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: card }],
        });
      },
    );
    const [, told] = await visitor.botMessages(2);
    expect(told?.attachments).toMatchObject([
      { content: { actions: [{ type: 'Action.Submit', title: 'Ja', data: { id: 7, verb: 'take' } }] } },
    ]);
  });
});

describe('what a client may not do', () => {
  test.each([
    ['an event that plays the service', { type: 'event', name: 'ContinueConversation' }],
    ['a hand-off status', { type: 'event', name: 'handoff.status', value: { state: 'accepted' } }],
    ['a conversation update', { type: 'conversationUpdate', membersAdded: [{ id: 'someone' }] }],
    ['an invoke', { type: 'invoke', name: 'adaptiveCard/action' }],
    ['no type', { text: 'Hej' }],
    ['text that is no text', { type: 'message', text: { de: 'Hallo' } }],
  ])('%s: 400, and the bot does not hear of it', async (_what, activity) => {
    const visitor = await arrive();
    await visitor.botMessages(1);
    const { status, json } = await visitor.post(activity);
    expect(status).toBe(400);
    expect(json).toMatchObject({ error: { code: 'BadArgument', message: expect.stringMatching(/activity/) } });
    expect((await visitor.activities()).activities).toHaveLength(1);
  });

  test('sender, conversation and channel are ours, whatever the client claims', async () => {
    const visitor = await arrive();
    await visitor.post({
      type: 'message',
      text: 'Hej',
      from: { id: 'dl_someone-else', name: 'Chief', role: 'bot' },
      conversation: { id: 'other' },
      channelId: 'msteams',
      serviceUrl: 'https://evil.example/',
      channelData: { clientActivityID: 'a', agent: { name: 'Someone' } },
    });
    await visitor.botMessages(2);
    const own = (await visitor.activities()).activities.find((activity) => activity.text === 'Hej');
    expect(own).toMatchObject({
      from: { role: 'user' },
      channelId: 'directline',
      conversation: { id: visitor.conversation },
    });
    expect(own?.from.id).not.toBe('dl_someone-else');
    expect(Object.keys(own?.channelData ?? {}).sort()).toEqual(['clientActivityID', 'webchat:sequence-id']);
  });

  test('tokens: none 401, forged 403, of another conversation 403, a conversation never started 404', async () => {
    const [visitor, other] = [await arrive(), await arrive()];
    const path = `/conversations/${visitor.conversation}/activities`;
    const status = async (token?: string) =>
      (await directLineCall(service.url, 'GET', path, token === undefined ? {} : { token })).status;
    expect(await status()).toBe(401);
    expect(await status(`${visitor.token.slice(0, -4)}AAAA`)).toBe(403);
    expect(await status('nonsense')).toBe(403);
    expect(await status(other.token)).toBe(403);
    const unused = (await directLineCall(service.url, 'POST', '/tokens/generate')).json;
    const unstarted = `/conversations/${String(unused.conversationId)}/activities`;
    expect((await directLineCall(service.url, 'GET', unstarted, { token: String(unused.token) })).status).toBe(404);
    const post = await directLineCall(service.url, 'POST', unstarted, {
      token: String(unused.token),
      body: { type: 'message', text: 'Hej' },
    });
    expect(post.status).toBe(404);
  });

  test('a file within a message is refused with a clear word: files come as an upload', async () => {
    const visitor = await arrive();
    const within = await visitor.post({
      type: 'message',
      text: 'se her',
      attachments: [{ contentType: 'image/png', contentUrl: 'data:,' }],
    });
    expect(within).toMatchObject({
      status: 415,
      json: { error: { code: 'AttachmentsNotSupported', message: expect.stringMatching(/upload/) } },
    });
  });

  test('a body of twenty megabytes: the reason reaches a sender who reads only once all is sent', async () => {
    const visitor = await arrive();
    const bytes = 20_000_000;
    const send = async (to: string): Promise<string> => {
      const socket = connect(Number(new URL(service.url).port), '127.0.0.1');
      socket.write(
        `POST /v3/directline/conversations/${visitor.conversation}/${to} HTTP/1.1\r\nHost: localhost\r\n` +
          `Authorization: Bearer ${visitor.token}\r\nContent-Length: ${bytes}\r\n\r\n`,
      );
      await new Promise<void>((resolve, reject) => {
        socket.once('error', reject);
        socket.write(Buffer.alloc(bytes), (error) => (error ? reject(error) : resolve()));
      });
      const [answer] = (await once(socket, 'data')) as [Buffer];
      socket.destroy();
      return answer.toString('latin1').split(' ', 2)[1] ?? '';
    };
    expect(await send('upload')).toBe('415');
    expect(await send('activities')).toBe('413');
  });

  test('a request over 64 KB, broken JSON, brackets without end, and bytes that are not UTF-8', async () => {
    const visitor = await arrive();
    const post = (rawBody: string | Uint8Array<ArrayBuffer>) =>
      directLineCall(service.url, 'POST', `/conversations/${visitor.conversation}/activities`, {
        token: visitor.token,
        rawBody,
      });
    expect((await post(JSON.stringify({ type: 'message', text: 'x'.repeat(65_600) }))).status).toBe(413);
    expect((await post('{"type":"message",')).status).toBe(400);
    expect((await post(`{"type":"message","value":${'['.repeat(30_000)}${']'.repeat(30_000)}}`)).status).toBe(400);
    expect((await post(new Uint8Array([0x7b, 0xff, 0xfe, 0x7d]))).status).toBe(400);
  });

  test('a page of another site gets no token; an allowed one does, and its preflight is answered', async () => {
    const generate = (origin: string) =>
      directLineCall(service.url, 'POST', '/tokens/generate', { headers: { Origin: origin } });
    expect((await generate('https://evil.example')).status).toBe(403);
    const allowed = await generate('https://www.example.com');
    expect(allowed.status).toBe(200);
    expect(allowed.headers.get('access-control-allow-origin')).toBe('https://www.example.com');
    const preflight = await fetch(`${service.url}/v3/directline/conversations`, {
      method: 'OPTIONS',
      headers: { Origin: 'https://www.example.com', 'Access-Control-Request-Method': 'POST' },
    });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-headers')).toContain('x-ms-bot-agent');
    expect(preflight.headers.get('vary')).toContain('Origin');
  });
});

describe("a site's own back end, with the Direct Line secret,", () => {
  const generate = (token: string, body?: unknown) =>
    directLineCall(service.url, 'POST', '/tokens/generate', { token, body });
  const start = (token: unknown, origin?: string) =>
    directLineCall(service.url, 'POST', '/conversations', {
      token: String(token),
      body: {},
      headers: origin === undefined ? {} : { Origin: origin },
    });

  test('gets a token for the visitor that it names, on the sites that it names', async () => {
    const user = { id: 'dl_kunde-17', name: 'Kirsten' };
    const { status, json } = await generate(newSecret, { user, trustedOrigins: ['https://kunder.example/side'] });
    expect(status).toBe(200);
    const [, claims = ''] = String(json.token).split('.');
    expect(JSON.parse(Buffer.from(claims, 'base64url').toString())).toMatchObject({ user: 'dl_kunde-17' });
    const started = await start(json.token, 'https://kunder.example');
    expect(started.status).toBe(201);
    expect(started.headers.get('access-control-allow-origin')).toBe('https://kunder.example');
    // Our other sites, and others', may not use it; nor a socket from there.
    for (const origin of ['https://www.example.com', 'https://evil.example', service.url])
      expect((await start(json.token, origin)).status).toBe(403);
    const from = (origin: string) =>
      new TestListener(new WebSocket(String(started.json.streamUrl), { headers: { origin } }));
    await expect(from('https://evil.example').opened).rejects.toThrow('403');
    const listener = from('https://kunder.example');
    await listener.opened;
    listener.close();
    // Refreshed, it is bound to them still.
    const refreshed = await directLineCall(service.url, 'POST', '/tokens/refresh', { token: String(json.token) });
    expect((await start(refreshed.json.token, 'https://evil.example')).status).toBe(403);
    expect((await start(refreshed.json.token, 'https://kunder.example')).status).toBe(200);
  });

  test('needs to name neither, and may use the older secret while the new one is brought in', async () => {
    const { status, json } = await generate(oldSecret);
    expect(status).toBe(200);
    expect((await start(json.token, 'https://www.example.com')).status).toBe(201);
    expect((await start(json.token, 'https://kunder.example')).status).toBe(403);
  });

  test('has no records shown by that: the site’s word for a customer is another matter', async () => {
    const { json } = await generate(newSecret, { user: { id: 'dl_blaamejse' } });
    const { json: started } = await start(json.token);
    const path = `/conversations/${String(started.conversationId)}/teams-link`;
    expect((await directLineCall(service.url, 'POST', path, { token: String(started.token) })).status).toBe(403);
  });

  test.each([
    ['a wrong secret', 'x'.repeat(32), {}, 403],
    ['part of the secret', newSecret.slice(0, 31), {}, 403],
    ['a user id of another form', newSecret, { user: { id: 'kunde-17' } }, 400],
    ['a site that is none', newSecret, { trustedOrigins: ['kunder'] }, 400],
    ['no site at all', newSecret, { trustedOrigins: [] }, 400],
  ])('is refused %s', async (_name, secret, body, status) => {
    expect((await generate(secret, body)).status).toBe(status);
  });
});

describe('limits', () => {
  test('a visitor who sends too much waits, and is told how long', async () => {
    const strict = await startTestService({ RATE_LIMIT_MESSAGES_PER_MINUTE: '3' });
    try {
      const visitor = await TestVisitor.arrive(strict.url);
      for (let sent = 0; sent < 3; sent += 1) await visitor.send('Hej');
      const refused = await visitor.post({ type: 'message', text: 'Hej' });
      expect(refused.status).toBe(429);
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
      expect(refused.json).toMatchObject({ error: { code: 'TooManyRequests' } });
      // Another visitor is not held up by it.
      await (await TestVisitor.arrive(strict.url)).send('Hej');
    } finally {
      await strict.stop();
    }
  });

  test('an address that opens too many conversations waits', async () => {
    const strict = await startTestService({ RATE_LIMIT_CONVERSATIONS_PER_MINUTE: '2' });
    try {
      const statuses = [];
      for (let n = 0; n < 3; n += 1)
        statuses.push((await directLineCall(strict.url, 'POST', '/tokens/generate')).status);
      expect(statuses).toEqual([200, 200, 429]);
    } finally {
      await strict.stop();
    }
  });
});

test('a token is refreshed into one for the same visitor and conversation', async () => {
  const visitor = await arrive();
  const refreshed = await directLineCall(service.url, 'POST', '/tokens/refresh', { token: visitor.token });
  expect(refreshed.json).toMatchObject({ conversationId: visitor.conversation, expires_in: 1800 });
  const path = `/conversations/${visitor.conversation}/activities`;
  expect((await directLineCall(service.url, 'GET', path, { token: String(refreshed.json.token) })).status).toBe(200);
});
