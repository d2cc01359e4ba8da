import { rm } from 'node:fs/promises';
import { connector } from '../../bot/channels/connector';
import { outbox } from '../../bot/channels/outbox';
import { isShutOut, judgeFailure, NotSentError, SendRefusedError } from '../../bot/channels/send-failure';
import { freshDataDirectory, startTestService, type TestService } from '../start-test-service';
import { type ConnectorAnswer, expectedAuthorization, FakeTeams, type SentActivity, tenantId } from './fake-teams';

const delayQuestion = 'Hvornår får vi svar, hvis sagen trækker ud?';

function gate(): { opened: Promise<void>; open: () => void } {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { opened, open };
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setImmediate(resolve));
}

describe('what a failed send means', () => {
  const now = new Date('2026-11-20T08:00:00Z');
  const reset = Object.assign(new Error('read'), { code: 'ECONNRESET' });

  test.each([
    ['the connection was never made', new NotSentError('ECONNREFUSED'), 0, 'waiting 1'],
    ['nor the fourth time', new NotSentError('ECONNREFUSED'), 3, 'waiting 8'],
    ['nor the eleventh', new NotSentError('ECONNREFUSED'), 10, 'waiting 600'],
    ['nor the last', new NotSentError('ECONNREFUSED'), 11, 'failed'],
    ['too many', new SendRefusedError(429), 0, 'waiting 1'],
    ['too many, wait', new SendRefusedError(429, '17'), 0, 'waiting 17'],
    ['too many, wait less than we would', new SendRefusedError(429, '2'), 5, 'waiting 32'],
    ['too many, wait until', new SendRefusedError(429, 'Fri, 20 Nov 2026 08:01:30 GMT'), 0, 'waiting 90'],
    ['too many, wait until a time gone by', new SendRefusedError(429, 'Fri, 20 Nov 2026 07:00:00 GMT'), 0, 'waiting 1'],
    ['too many, wait for ever', new SendRefusedError(429, '99999999999'), 0, 'waiting 3600'],
    ['too many, wait soon', new SendRefusedError(429, 'soon'), 0, 'waiting 1'],
    ['two calls at once', new SendRefusedError(412), 0, 'waiting 1'],
    ['out of service, come back', new SendRefusedError(503, '5'), 0, 'waiting 5'],
    ['out of service', new SendRefusedError(503), 0, 'unknown'],
    ['malformed', new SendRefusedError(400), 0, 'failed'],
    ['token refused', new SendRefusedError(401), 0, 'failed'],
    ['blocked', new SendRefusedError(403), 0, 'failed'],
    ['gone', new SendRefusedError(404), 0, 'failed'],
    ['moved', new SendRefusedError(302), 0, 'failed'],
    ['they waited too long for us', new SendRefusedError(408), 0, 'unknown'],
    ['their fault', new SendRefusedError(500), 0, 'unknown'],
    ['a gateway that gave up', new SendRefusedError(502), 0, 'unknown'],
    ['a gateway that waited too long', new SendRefusedError(504, '5'), 0, 'unknown'],
    ['cut off after the connection was made', reset, 0, 'unknown'],
    ['no answer in time', new DOMException('aborted', 'AbortError'), 0, 'unknown'],
    ['something else', 'what?', 0, 'unknown'],
  ])('%s', (_name, error, attempts, expected) => {
    const outcome = judgeFailure(error, attempts, now);
    const wait = outcome.status === 'waiting' ? ` ${(outcome.dueAt.getTime() - now.getTime()) / 1000}` : '';
    expect(`${outcome.status}${wait}`).toBe(expected);
  });
});

test.each([
  [403, false, true],
  [403, true, true],
  [404, false, true],
  // The message replied to may be what is gone.
  [404, true, false],
  [400, false, false],
  [401, false, false],
  [412, false, false],
  [429, false, false],
])('%d, a reply: %s: nobody is there any more: %s', (status, isReply, shutOut) => {
  const refused = new SendRefusedError(status);
  expect([0, 11].some((attempts) => isShutOut(judgeFailure(refused, attempts, new Date()), isReply))).toBe(shutOut);
});

describe('a send to a connector', () => {
  let teams: FakeTeams;
  beforeAll(async () => {
    teams = await FakeTeams.start();
  });
  afterAll(() => teams.stop());

  const authentication = { connectorToken: async () => 'token-of-the-bot' };
  const send = (parts: Record<string, unknown> = {}, limitMs = 10_000) =>
    connector(authentication, 'app', limitMs).send({
      type: 'message',
      text: 'Goddag',
      serviceUrl: teams.serviceUrl,
      conversation: { id: '19:a/b?c#d%@thread.v2;messageid=1', isGroup: true, conversationType: 'channel', name: '' },
      ...parts,
    });
  const failure = (sending: Promise<unknown>) =>
    sending.then(
      () => 'sent',
      (error: unknown) => judgeFailure(error, 0, new Date()),
    );

  test('goes to the conversation, whatever its id is made of, or as a reply', async () => {
    await send();
    await send({ replyToId: 'f:1/2' });
    expect(teams.sent.slice(-2)).toMatchObject([
      { conversation: '19:a/b?c#d%@thread.v2;messageid=1', replyTo: undefined, authorization: expectedAuthorization },
      { conversation: '19:a/b?c#d%@thread.v2;messageid=1', replyTo: 'f:1/2' },
    ]);
  });

  test('works without a slash at the end of the address too', async () => {
    const before = teams.sent.length;
    await send({ serviceUrl: teams.serviceUrl.slice(0, -1) });
    expect(teams.sent).toHaveLength(before + 1);
  });

  test('that hangs is given up, and may have arrived', async () => {
    teams.answer = () => 'hang';
    const before = teams.attempts.length;
    expect(await failure(send({}, 200))).toMatchObject({ status: 'unknown' });
    expect(teams.attempts).toHaveLength(before + 1);
  });

  test('that is cut off after it was read may have arrived', async () => {
    teams.answer = () => 'hang';
    const before = teams.attempts.length;
    const sending = failure(send());
    while (teams.attempts.length === before) await new Promise((resolve) => setTimeout(resolve, 5));
    teams.release();
    expect(await sending).toMatchObject({ status: 'unknown', problem: 'no answer (ECONNRESET)' });
  });

  test.each([
    ['http://127.0.0.1:1/', 'ECONNREFUSED'],
    ['https://127.0.0.1:1/', 'ECONNREFUSED'],
    ['http://no-such-host.invalid/', /ENOTFOUND|EAI_AGAIN/],
  ])('to %s, where nobody is, surely did not arrive', async (serviceUrl, code) => {
    expect(await failure(send({ serviceUrl }))).toMatchObject({
      status: 'waiting',
      problem: expect.stringMatching(code),
    });
  });

  test('over TLS to something that speaks none surely did not arrive', async () => {
    const serviceUrl = teams.serviceUrl.replace('http:', 'https:');
    expect(await failure(send({ serviceUrl }))).toMatchObject({ status: 'waiting' });
  });

  test('does not follow a redirect, which would take the token along', async () => {
    teams.answer = () => ({ status: 307, headers: { Location: `${teams.serviceUrl}elsewhere` } });
    const before = teams.attempts.length;
    expect(await failure(send())).toMatchObject({ status: 'failed', problem: '307' });
    expect(teams.attempts).toHaveLength(before + 1);
  });

  test('without a token is not made', async () => {
    const before = teams.attempts.length;
    const refused = connector({ connectorToken: () => Promise.reject(new Error('no')) }, 'app');
    const hanging = connector({ connectorToken: () => new Promise(() => undefined) }, 'app', 100);
    const activity = { serviceUrl: teams.serviceUrl, conversation: { id: '1' } as never };
    for (const attempt of [refused, hanging])
      expect(await failure(attempt.send(activity))).toMatchObject({ status: 'waiting', problem: /token/ });
    expect(teams.attempts).toHaveLength(before);
  });

  test.each([
    { serviceUrl: undefined },
    { serviceUrl: 'nonsense' },
    { serviceUrl: 'http://[/' },
    { serviceUrl: 'ftp://127.0.0.1/' },
  ])('to nowhere has failed: %j', async (parts) => {
    expect(await failure(send(parts))).toMatchObject({ status: 'failed' });
  });
});

test('a send that ends while the store is being read is not made again', async () => {
  const item = (conversation: string) => ({
    conversation,
    seq: 1,
    attempts: 0,
    activity: { id: conversation },
    dueAt: new Date(0),
  });
  const waiting = new Map(['a', 'b'].map((conversation) => [conversation, item(conversation)]));
  const made: string[] = [];
  const [endOfA, slowReading] = [gate(), gate()];
  let readings = 0;
  const work = outbox({
    store: {
      // What a database across the network does: the answer is of the moment of the question.
      async next() {
        const answer = [...waiting.values()];
        readings += 1;
        if (readings === 3) await slowReading.opened;
        return readings === 1 ? answer.slice(0, 1) : answer;
      },
      async settle({ conversation }) {
        waiting.delete(conversation);
        if (conversation === 'a') setImmediate(slowReading.open);
      },
      clearSent: async () => undefined,
    },
    async send({ id }) {
      made.push(String(id));
      if (id === 'a') await endOfA.opened;
      return [];
    },
    now: () => new Date(),
    serviceLog: { info: () => undefined, warn: () => undefined, error: () => undefined },
    metrics: { send: () => undefined },
  });
  work.wake();
  await until(() => made.includes('a'));
  // The second look sends b, whose end brings the third, during which a ends.
  work.wake();
  await until(() => readings === 3);
  endOfA.open();
  await until(() => waiting.size === 0 && readings > 3);
  await work.stop();
  expect(made).toEqual(['a', 'b']);
});

describe('the replies of a service', () => {
  let teams: FakeTeams;
  let service: TestService;
  beforeAll(async () => {
    teams = await FakeTeams.start();
    service = await startTestService(teams.settings, { credentials: teams.credentials });
  });
  afterAll(async () => {
    teams.release();
    await service.stop();
    await teams.stop();
  });
  beforeEach(() => {
    teams.answer = sentOk;
  });

  const sentOk = (): ConnectorAnswer => ({ status: 200, body: { id: 'sent' } });
  /** Answers the first sends of a conversation as listed, the later ones with success. */
  const atFirst = (conversation: string, ...answers: ConnectorAnswer[]) => {
    teams.answer = (send) => (send.conversation === conversation && answers.shift()) || sentOk();
  };
  let chats = 0;
  const newChat = () => ({ conversationType: 'personal', tenantId, id: `a:1outbox-${(chats += 1)}` });
  const say = async (conversation: Record<string, unknown>, url = service.url) => {
    const message = teams.message(delayQuestion, { conversation });
    expect((await teams.post(url, message)).status).toBe(200);
    return message.id;
  };
  const attemptsOf = (conversation: { id: string }): SentActivity[] =>
    teams.attempts.filter((send) => send.conversation === conversation.id);
  const sends = async (outcome: string): Promise<number> => {
    const metrics = await (await fetch(`${service.url}/metrics`)).text();
    return Number(new RegExp(`^charterdesk_sends_total\\{outcome="${outcome}"\\} (\\d+)`, 'm').exec(metrics)?.[1] ?? 0);
  };

  test('429 with Retry-After: they wait, then go once, in order', async () => {
    const chat = newChat();
    atFirst(chat.id, { status: 429, headers: { 'Retry-After': '2' } });
    const asked = [await say(chat), await say(chat), await say(chat)];
    const started = Date.now();
    const arrived = await teams.arrived(3, chat.id);
    // No sooner than we were asked to; a timer may fire a little early.
    expect(Date.now() - started).toBeGreaterThan(1500);
    expect(arrived.map((send) => send.replyTo)).toEqual(asked);
    expect(attemptsOf(chat).map((send) => send.replyTo)).toEqual([asked[0], ...asked]);
  });

  test.each([403, 404])('%d: the reply has failed, and later ones still go', async (status) => {
    const chat = newChat();
    const failed = await sends('failed');
    atFirst(chat.id, { status, body: { error: { code: 'BotNotInConversationRoster' } } });
    const asked = [await say(chat), await say(chat)];
    const arrived = await teams.arrived(1, chat.id);
    expect(arrived.map((send) => send.replyTo)).toEqual([asked[1]]);
    expect(attemptsOf(chat)).toHaveLength(2);
    expect(await sends('failed')).toBe(failed + 1);
  });

  test('500 and its like, 408: nobody knows, so they are not repeated, and later ones still go', async () => {
    const unknown = await sends('unknown');
    const statuses = [500, 502, 503, 504, 408];
    const chats = statuses.map((status) => ({ chat: newChat(), status }));
    teams.answer = (send) => {
      const trouble = chats.find(({ chat }) => chat.id === send.conversation);
      return trouble && attemptsOf(trouble.chat).length === 1 ? { status: trouble.status } : sentOk();
    };
    for (const { chat } of chats) {
      const asked = [await say(chat), await say(chat)];
      await teams.arrived(1, chat.id);
      expect(attemptsOf(chat).map((send) => send.replyTo)).toEqual(asked);
    }
    expect(await sends('unknown')).toBe(unknown + statuses.length);
    // The SDK's own client would repeat them within a second or two.
    await new Promise((resolve) => setTimeout(resolve, 2500));
    for (const { chat } of chats) expect(attemptsOf(chat)).toHaveLength(2);
  });

  test('cut off in the middle: not repeated', async () => {
    const chat = newChat();
    atFirst(chat.id, 'hang');
    await say(chat);
    while (attemptsOf(chat).length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    teams.release();
    const second = await say(chat);
    expect((await teams.arrived(1, chat.id)).map((send) => send.replyTo)).toEqual([second]);
    expect(attemptsOf(chat)).toHaveLength(2);
  });

  test('sends that hang hold up nobody else', async () => {
    const hanging = Array.from({ length: 30 }, newChat);
    const stuck = new Set(hanging.map(({ id }) => id));
    teams.answer = (send) => (stuck.has(send.conversation) ? 'hang' : sentOk());
    for (const chat of hanging) await say(chat);
    const chat = newChat();
    const asked = await say(chat);
    expect((await teams.arrived(1, chat.id, 5_000)).map((send) => send.replyTo)).toEqual([asked]);
    teams.release();
  });

  test('a connector that is away: they go once it is back, each once, in order', async () => {
    const chat = newChat();
    await teams.closeConnector();
    const asked = [await say(chat), await say(chat)];
    await new Promise((resolve) => setTimeout(resolve, 300));
    await teams.openConnector();
    const arrived = await teams.arrived(2, chat.id);
    expect(arrived.map((send) => send.replyTo)).toEqual(asked);
    expect(attemptsOf(chat)).toHaveLength(2);
  });

  test('a sign-in that fails: nothing goes out until it works', async () => {
    const other = await FakeTeams.start();
    const signedOut = await startTestService(other.settings, { credentials: other.credentials });
    other.signInWorks = false;
    try {
      await other.post(signedOut.url, other.message(delayQuestion));
      await new Promise((resolve) => setTimeout(resolve, 300));
      expect(other.attempts).toEqual([]);
      other.signInWorks = true;
      expect(await other.arrived(1)).toMatchObject([{ authorization: expectedAuthorization }]);
    } finally {
      await signedOut.stop();
      await other.stop();
    }
  });

  test('what was not sent before a stop is sent after the next start, once', async () => {
    const dataDirectory = await freshDataDirectory();
    const settings = { ...teams.settings, DATA_DIR: dataDirectory };
    const chats = [newChat(), newChat(), newChat()];
    const before = await startTestService(settings, { credentials: teams.credentials });
    await teams.closeConnector();
    const asked = [];
    for (const chat of chats) asked.push([await say(chat, before.url), await say(chat, before.url)]);
    await before.stop();
    await teams.openConnector();
    const after = await startTestService(settings, { credentials: teams.credentials });
    try {
      for (const [index, chat] of chats.entries())
        expect((await teams.arrived(2, chat.id)).map((send) => send.replyTo)).toEqual(asked[index]);
    } finally {
      await after.stop();
    }
    // A third start finds nothing left to send.
    const third = await startTestService(settings, { credentials: teams.credentials });
    await new Promise((resolve) => setTimeout(resolve, 300));
    await third.stop();
    for (const chat of chats) expect(attemptsOf(chat)).toHaveLength(2);
    await rm(dataDirectory, { recursive: true, force: true });
  });

  test('of twenty conversations at once arrive each once and in order', async () => {
    const chats = Array.from({ length: 20 }, newChat);
    const asked = new Map<string, unknown[]>();
    await Promise.all(
      chats.map(async (chat) => {
        const ids = [];
        for (let n = 0; n < 5; n += 1) ids.push(await say(chat));
        asked.set(chat.id, ids);
      }),
    );
    for (const chat of chats) {
      const arrived = await teams.arrived(5, chat.id, 30_000);
      expect(arrived.map((send) => send.replyTo)).toEqual(asked.get(chat.id));
      expect(attemptsOf(chat)).toHaveLength(5);
    }
  });
});
