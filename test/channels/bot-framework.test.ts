import { rm } from 'node:fs/promises';
import path from 'node:path';
import { openSqlite } from '../../adapters/database';
import { ConfigError, loadConfig } from '../../bot/config';
import { feedbackBook } from '../../bot/feedback';
import { freshDataDirectory, startTestService, type TestService } from '../start-test-service';
import { appId, expectedAuthorization, FakeTeams, tenantId } from './fake-teams';

const publicUrl = 'https://support.example.com';
const delayQuestion = 'Hvornår får vi svar, hvis sagen trækker ud?';

let teams: FakeTeams;
let service: TestService;
/** What is written to the console, by whomever. */
const printed = jest.spyOn(console, 'error').mockImplementation(() => undefined);
beforeAll(async () => {
  teams = await FakeTeams.start();
  service = await startTestService({ ...teams.settings, PUBLIC_URL: publicUrl }, { credentials: teams.credentials });
});
afterAll(async () => {
  await service.stop();
  await teams.stop();
});

/** What is kept of feedback in a conversation, read as the command does that lists it. */
async function feedbackOf(dataDirectory: string, conversation: string) {
  const database = await openSqlite(path.join(dataDirectory, 'charterdesk.db'));
  try {
    const book = feedbackBook({ database, now: () => new Date(), onTaken: () => undefined });
    return (await book.list()).filter((feedback) => feedback.conversation === conversation);
  } finally {
    await database.close();
  }
}

let conversations = 0;
/** A message in a personal chat of its own. */
const inNewChat = (text: string | undefined, parts: Record<string, unknown> = {}) => {
  const id = `a:1chat-${(conversations += 1)}`;
  const message = teams.message(text, { conversation: { conversationType: 'personal', tenantId, id }, ...parts });
  return { id, message };
};

/** Says something in a conversation and waits for the reply to just that. */
async function ask(message: Record<string, unknown>) {
  expect((await teams.post(service.url, message)).status).toBe(200);
  const until = Date.now() + 15_000;
  for (;;) {
    const reply = teams.sent.find((send) => send.replyTo === message.id);
    if (reply) return reply;
    if (Date.now() > until) throw new Error('No reply came.');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** Everything that was sent to a conversation by the time a later question in it is answered. */
async function saidUntilNow(conversation: Record<string, unknown>, id: string) {
  await ask(teams.message('Hvem er du?', { conversation }));
  return teams.sent.filter((send) => send.conversation === id).slice(0, -1);
}

/** The turns that Teams' activities have had so far. */
async function turns(): Promise<number> {
  const metrics = await (await fetch(`${service.url}/metrics`)).text();
  return Number(/^charterdesk_turns_total\{channel="msteams",outcome="answered"\} (\d+)/m.exec(metrics)?.[1] ?? 0);
}

describe('a message with a right token', () => {
  test('is taken at once, and answered at the connector, cited, with links that work from elsewhere', async () => {
    const { id, message } = inNewChat(delayQuestion);
    const posted = await teams.post(service.url, message);
    expect(posted).toEqual({ status: 200, text: '', json: undefined });
    const [reply] = await teams.arrived(1, id);
    expect(reply).toMatchObject({
      replyTo: message.id,
      authorization: expectedAuthorization,
      activity: {
        type: 'message',
        replyToId: message.id,
        from: { id: `28:${appId}` },
        recipient: { id: '29:1kunde' },
        locale: 'da-DK',
      },
    });
    const entity = reply?.activity.entities?.find(({ type }) => type === 'https://schema.org/Message');
    expect(entity).toMatchObject({ '@type': 'Message', '@context': 'https://schema.org' });
    expect(entity?.citation).toMatchObject([
      { position: 1, appearance: { url: `${publicUrl}/documents/charter.da#administration-enquiries` } },
    ]);
    expect(reply?.activity.text).toContain('[1]');
    // Teams knows no link definitions: it would show them as they stand.
    expect(reply?.activity.text).not.toContain('[1]: ');
  });

  test('gets its suggestions as buttons that send their text', async () => {
    const { message } = inNewChat('Hej');
    const { activity } = await ask(message);
    const actions = activity.suggestedActions?.actions ?? [];
    expect(actions.length).toBeGreaterThan(0);
    for (const action of actions) expect(action).toMatchObject({ type: 'imBack', title: expect.any(String) });
    // Pressed, one of them is answered.
    const pressed = teams.message(actions[0]?.value, { conversation: message.conversation });
    expect((await ask(pressed)).activity.text).toBeTruthy();
  });

  test('in English is answered in English', async () => {
    const { message } = inNewChat('When do we get an answer if the case drags on?', { locale: 'en-GB' });
    const { activity } = await ask(message);
    expect(activity.locale).toBe('en-GB');
    expect(activity.entities?.[0]?.citation?.[0]?.appearance.url).toBe(
      `${publicUrl}/documents/charter.en#administration-enquiries`,
    );
  });

  test('sent again, because we were thought slow, is answered once', async () => {
    const { id, message } = inNewChat('Hvem er du?');
    expect((await teams.post(service.url, message)).status).toBe(200);
    await teams.arrived(1, id);
    expect((await teams.post(service.url, message)).status).toBe(200);
    expect(await saidUntilNow(message.conversation as Record<string, unknown>, id)).toHaveLength(1);
  });

  test('sent five times at once is answered once', async () => {
    const { id, message } = inNewChat('Hvem er du?');
    const posted = await Promise.all(Array.from({ length: 5 }, () => teams.post(service.url, message)));
    expect(posted.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    expect(await saidUntilNow(message.conversation as Record<string, unknown>, id)).toHaveLength(1);
  });

  test('ten of one conversation are answered in their order', async () => {
    const { id, message } = inNewChat('Hvem er du?');
    const messages = [message, ...Array.from({ length: 9 }, () => ({ ...message, id: teams.newId() }))];
    for (const next of messages) expect((await teams.post(service.url, next)).status).toBe(200);
    const replies = await teams.arrived(10, id);
    expect(replies.map((reply) => reply.replyTo)).toEqual(messages.map((next) => next.id));
  });

  test('sent again after a restart of the service is still answered once', async () => {
    const dataDirectory = await freshDataDirectory();
    const settings = { ...teams.settings, DATA_DIR: dataDirectory };
    const { id, message } = inNewChat('Hvem er du?');
    const before = await startTestService(settings, { credentials: teams.credentials });
    await teams.post(before.url, message);
    await teams.arrived(1, id);
    await before.stop();
    const after = await startTestService(settings, { credentials: teams.credentials });
    try {
      expect((await teams.post(after.url, message)).status).toBe(200);
      const next = teams.message('Hvem er du?', { conversation: message.conversation });
      await teams.post(after.url, next);
      const replies = await teams.arrived(2, id);
      expect(replies.map((reply) => reply.replyTo)).toEqual([message.id, next.id]);
    } finally {
      await after.stop();
      await rm(dataDirectory, { recursive: true, force: true });
    }
  });
});

describe('who is let in', () => {
  const hour = 3600;
  const nowSeconds = () => Math.floor(Date.now() / 1000);

  const flaws: [string, () => Promise<string | undefined> | string | undefined][] = [
    ['no token', () => undefined],
    ['garbage', () => 'garbage'],
    ['garbage of three parts', () => 'a.b.c'],
    ['three parts of JSON that is no token', () => `${btoa('{}')}.${btoa('[]')}.x`],
    ['a key that nobody knows', () => teams.token({ kid: 'key-9' })],
    ['a wrong key under a known name', async () => teams.token({ key: { ...teams.otherChannelsKey, kid: 'key-1' } })],
    ["another channel's key", () => teams.token({ key: teams.otherChannelsKey })],
    ['no signature', () => teams.unsignedToken()],
    ['another audience', () => teams.token({ audience: '00000000-0000-4000-8000-000000000000' })],
    ['another issuer', () => teams.token({ issuer: 'https://issuer.example.com' })],
    ['another service url', () => teams.token({ serviceUrl: 'https://smba.example.com/emea/' })],
    ['a token of yesterday', () => teams.token({ issuedAt: nowSeconds() - 24 * hour })],
    ['a token of tomorrow', () => teams.token({ issuedAt: nowSeconds() + 24 * hour })],
  ];

  test.each(flaws)('%s: 401, and not a word about the reason, here or on the console', async (_name, token) => {
    const { id, message } = inNewChat('Hvem er du?');
    const refused = await teams.post(service.url, message, { token: await token() });
    expect(refused.status).toBe(401);
    expect(refused.json).toEqual({ error: { code: 'Unauthorized', message: 'The request is not authorized.' } });
    expect(teams.sent.filter((send) => send.conversation === id)).toEqual([]);
    expect(printed).not.toHaveBeenCalled();
  });

  test('a token under another scheme: 401', async () => {
    const { message } = inNewChat('Hvem er du?');
    const headers = { Authorization: `Basic ${await teams.token()}` };
    expect((await teams.post(service.url, message, { token: undefined, headers })).status).toBe(401);
  });

  test.each([
    ['directline', {}],
    ['webchat', {}],
    ['DirectLine', {}],
    ['AseChannel', {}],
    ['msteams', { serviceUrl: 'urn:charterdesk:directline' }],
  ])('nobody speaks through it as a visitor of the widget: %s %o', async (channelId, parts) => {
    const { message } = inNewChat('Hvem er du?', { channelId, ...parts });
    const token = await teams.token({ serviceUrl: String(message.serviceUrl) });
    expect((await teams.post(service.url, message, { token })).status).toBe(401);
  });

  test('a tenant that is not on the list: 403; one that is, however it is written: 200', async () => {
    const strict = await startTestService(
      { ...teams.settings, TEAMS_TENANTS: `11111111-2222-4333-8444-555555555555, ${tenantId.toUpperCase()}` },
      { credentials: teams.credentials },
    );
    const other = '99999999-2222-4333-8444-555555555555';
    try {
      const { id, message } = inNewChat('Hvem er du?');
      expect((await teams.post(strict.url, message)).status).toBe(200);
      await teams.arrived(1, id);
      const foreign = teams.message('Hvem er du?', {
        conversation: { conversationType: 'personal', id, tenantId: other },
        channelData: { tenant: { id: other } },
      });
      expect((await teams.post(strict.url, foreign)).status).toBe(403);
      const unsaid = teams.message('Hvem er du?', { conversation: { id }, channelData: {} });
      expect((await teams.post(strict.url, unsaid)).status).toBe(403);
      const inChannelData = teams.message('Hvem er du?', { conversation: { id } });
      expect((await teams.post(strict.url, inChannelData)).status).toBe(200);
    } finally {
      await strict.stop();
    }
  });

  test('without an app id the endpoint is closed, and says how to open it', async () => {
    const closed = await startTestService();
    try {
      const { status, json } = await teams.post(closed.url, teams.message('Hej'));
      expect(status).toBe(404);
      expect(json).toMatchObject({ error: { message: expect.stringContaining('MicrosoftAppId') } });
    } finally {
      await closed.stop();
    }
  });
});

describe('with BOT_AUTH=off', () => {
  let open: TestService;
  beforeAll(async () => {
    open = await startTestService({ BOT_AUTH: 'off' });
  });
  afterAll(() => open.stop());

  const untrusted = { token: undefined };

  test('an emulator on this machine is answered', async () => {
    const { id, message } = inNewChat(delayQuestion, { channelId: 'emulator' });
    expect((await teams.post(open.url, message, untrusted)).status).toBe(200);
    const [reply] = await teams.arrived(1, id);
    expect(reply).toMatchObject({ authorization: undefined, replyTo: message.id });
    // It is no Teams: its links stand in the text.
    expect(reply?.activity.text).toContain(`[1]: ${open.url}/documents/charter.da#administration-enquiries`);
  });

  test.each([
    'https://smba.trafficmanager.net/emea/',
    'http://10.0.0.7/',
    'http://127.example.com/',
    'http://127.0.0.1.example.com/',
    'http://localhost.example.com/',
    'http://localhost@example.com/',
    'ftp://127.0.0.1/',
    'nonsense',
  ])('nothing is sent to %s: 403', async (serviceUrl) => {
    const { message } = inNewChat('Hej', { channelId: 'emulator', serviceUrl });
    expect((await teams.post(open.url, message, untrusted)).status).toBe(403);
  });

  test.each(['directline', 'webchat', 'WebChat'])('nobody speaks as a visitor of the widget: %s', async (channelId) => {
    const { message } = inNewChat('Hej', { channelId });
    expect((await teams.post(open.url, message, untrusted)).status).toBe(401);
  });

  test('the service refuses to start on a public address', () => {
    expect(() => loadConfig({ BOT_AUTH: 'off', HOST: '0.0.0.0' })).toThrow(ConfigError);
    expect(() => loadConfig({ BOT_AUTH: 'off', HOST: '0.0.0.0' })).toThrow(/HOST=127\.0\.0\.1/);
  });
});

describe('what cannot be read', () => {
  test.each([
    ['type', { type: undefined }],
    ['conversation', { conversation: undefined }],
    ['conversation.id', { conversation: { name: 'x' } }],
    ['from', { from: undefined }],
    ['channelId', { channelId: undefined }],
    ['serviceUrl', { serviceUrl: null }],
    ['text', { text: 17 }],
  ])('a body without a proper %s: 400 that names it', async (field, parts) => {
    const { status, json } = await teams.post(service.url, teams.message('Hej', parts));
    expect(status).toBe(400);
    expect(json).toMatchObject({ error: { message: expect.stringContaining(` ${field} `) } });
  });

  test.each([
    ['broken JSON', '{"type":"message",'],
    ['a list', '[]'],
    ['a number', '17'],
    ['null', 'null'],
    ['nothing', ''],
  ])('%s: 400', async (_name, rawBody) => {
    expect((await teams.post(service.url, undefined, { rawBody })).status).toBe(400);
  });

  test('more than 256 KB: 413', async () => {
    const rawBody = JSON.stringify(teams.message('x'.repeat(256 * 1024)));
    expect((await teams.post(service.url, undefined, { rawBody })).status).toBe(413);
  });

  test('a body of nothing but brackets: 400, and the next message is answered', async () => {
    const { id, message } = inNewChat('Hvem er du?');
    const rawBody = JSON.stringify({ ...message, value: 0 }).replace(
      '"value":0',
      `"value":${'['.repeat(60_000)}${']'.repeat(60_000)}`,
    );
    expect((await teams.post(service.url, undefined, { rawBody })).status).toBe(400);
    expect((await teams.post(service.url, message)).status).toBe(200);
    await teams.arrived(1, id);
  });

  test('a message of more than 4,000 characters gets a clear reply', async () => {
    expect((await ask(inNewChat('fakturaen '.repeat(450)).message)).activity.text).toMatch(/4[.,]?000/);
  });
});

describe('what is answered in the response', () => {
  test('expectReplies: the answer is there, and is not sent again', async () => {
    const { id, message } = inNewChat(delayQuestion, { deliveryMode: 'expectReplies' });
    const { status, json } = await teams.post(service.url, message);
    expect(status).toBe(200);
    const { activities } = json as { activities: { text: string; replyToId: string; entities: unknown[] }[] };
    expect(activities).toHaveLength(1);
    expect(activities[0]).toMatchObject({ type: 'message', replyToId: message.id });
    expect(activities[0]?.entities).toHaveLength(1);
    expect(await saidUntilNow(message.conversation as Record<string, unknown>, id)).toEqual([]);
    // Sent again, because the answer got lost: the same one, now and to two who ask at once.
    const again = await Promise.all([1, 2].map(() => teams.post(service.url, message)));
    expect(again.map((repeated) => repeated.json)).toEqual([json, json]);
  });

  test('expectReplies twice at the same moment: one turn, and its answer for both', async () => {
    const { message } = inNewChat(delayQuestion, { deliveryMode: 'expectReplies' });
    const before = await turns();
    const [first, second] = await Promise.all([1, 2].map(() => teams.post(service.url, message)));
    expect((first?.json as { activities: unknown[] }).activities).toHaveLength(1);
    expect(second?.json).toEqual(first?.json);
    expect(await turns()).toBe(before + 1);
  });

  test.each(['nobody/knows', 'composeExtension/query', 'task/fetch', 'config/fetch', 'message/submitAction'])(
    'the invoke %s that nobody serves: 501',
    async (name) => {
      const { message } = inNewChat(undefined, { type: 'invoke', name, value: { commandId: 'søg' } });
      expect((await teams.post(service.url, message)).status).toBe(501);
    },
  );

  test('an invoke of a broken shape: refused, not a fault of ours', async () => {
    const { message } = inNewChat(undefined, { type: 'invoke', name: 'adaptiveCard/action', value: { action: 7 } });
    const { status } = await teams.post(service.url, message);
    expect([400, 501]).toContain(status);
  });
});

describe('what people think of an answer', () => {
  const counted = async () => {
    const metrics = await (await fetch(`${service.url}/metrics`)).text();
    const count = (value: string) =>
      Number(
        new RegExp(`^charterdesk_feedback_total\\{about="answer",value="${value}"\\} (\\d+)`, 'm').exec(metrics)?.[1] ??
          0,
      );
    return { up: count('up'), down: count('down') };
  };
  /** An answer with sources, as the connector has it. */
  const answered = async () => {
    const { message } = inNewChat(delayQuestion);
    return { message, answer: await ask(message) };
  };
  const rate = (message: Record<string, unknown>, about: string, reaction: string, feedback: unknown) =>
    teams.post(service.url, {
      ...message,
      ...{ type: 'invoke', name: 'message/submitAction', id: teams.newId(), replyToId: about, text: undefined },
      value: { actionName: 'feedback', actionValue: { reaction, feedback } },
    });

  test('is asked for under answers with sources; all that the bot says is marked as not a person’s', async () => {
    const { message, answer } = await answered();
    expect(answer.activity.channelData).toMatchObject({ feedbackLoop: { type: 'default' } });
    const hello = await ask({ ...message, id: teams.newId(), text: 'Hej' });
    expect(hello.activity.channelData).toBeUndefined();
    for (const { activity } of [answer, hello])
      expect(activity.entities).toMatchObject([{ '@type': 'Message', additionalType: ['AIGeneratedContent'] }]);
  });

  test('is taken like the widget’s, at once, and can be changed', async () => {
    const { message, answer } = await answered();
    const before = await counted();
    const { status, json } = await rate(message, answer.id, 'like', '{"feedbackText":"Klart"}');
    expect([status, json]).toEqual([200, {}]);
    expect((await rate(message, answer.id, 'dislike', '{"feedbackText":')).status).toBe(200);
    expect(await counted()).toEqual({ up: before.up + 1, down: before.down + 1 });
    const listed = await feedbackOf(
      service.dataDirectory,
      `msteams:${String((message.conversation as { id: string }).id)}`,
    );
    expect(listed).toMatchObject([{ value: -1, about: { clauses: [{ clause: 'administration-enquiries' }] } }]);
  });

  test('about something that is no answer of ours is refused', async () => {
    const { message, answer } = await answered();
    const before = await counted();
    expect((await rate(message, '1700000000001', 'like', undefined)).status).toBe(404);
    const other = inNewChat(undefined).message;
    expect((await rate(other, answer.id, 'like', undefined)).status).toBe(404);
    expect(await counted()).toEqual(before);
  });

  test('is also a thumb put on the answer', async () => {
    const { message, answer } = await answered();
    const before = await counted();
    const kept = () =>
      feedbackOf(service.dataDirectory, `msteams:${String((message.conversation as { id: string }).id)}`);
    const react = (faces: Record<string, unknown>) =>
      teams.post(service.url, {
        ...message,
        ...{ type: 'messageReaction', id: teams.newId(), replyToId: answer.id, text: undefined },
        ...faces,
      });
    for (const type of ['surprised', 'like']) expect((await react({ reactionsAdded: [{ type }] })).status).toBe(200);
    expect(await counted()).toEqual({ up: before.up + 1, down: before.down });
    expect(await kept()).toMatchObject([{ value: 1 }]);
    // Taken off again, it is praise no more; another face that goes takes nothing along.
    await react({ reactionsRemoved: [{ type: 'surprised' }] });
    await react({ reactionsAdded: [{ type: 'heart' }], reactionsRemoved: [{ type: 'like' }] });
    expect(await kept()).toMatchObject([{ value: 1, reaction: 'heart' }]);
    await react({ reactionsRemoved: [{ type: 'heart' }] });
    expect(await kept()).toEqual([]);
    expect(await counted()).toEqual({ up: before.up + 2, down: before.down });
  });
});

describe('what happens around messages', () => {
  const bot = { id: `28:${appId}` };

  test('an installation is greeted once, in Teams by two activities and again by a second member', async () => {
    const { id, message } = inNewChat(undefined);
    const around = (parts: Record<string, unknown>) => ({ ...message, id: teams.newId(), ...parts });
    await teams.post(service.url, around({ type: 'installationUpdate', action: 'add' }));
    await teams.post(service.url, around({ type: 'conversationUpdate', membersAdded: [bot, { id: '29:1kunde' }] }));
    const [greeting] = await teams.arrived(1, id);
    expect(greeting?.activity.text).toContain('Atradius');
    await teams.post(service.url, around({ type: 'conversationUpdate', membersAdded: [{ id: '29:2kunde' }] }));
    expect(await saidUntilNow(message.conversation as Record<string, unknown>, id)).toHaveLength(1);
    // Removed and installed again, by one activity: greeted again. An upgrade is nothing to be greeted for.
    for (const action of ['remove', 'add', 'remove-upgrade', 'add-upgrade'])
      await teams.post(service.url, around({ type: 'installationUpdate', action }));
    const said = await saidUntilNow(message.conversation as Record<string, unknown>, id);
    expect(said.filter(({ activity }) => activity.text === greeting?.activity.text)).toHaveLength(2);
  });

  test.each([
    ['messageUpdate', { text: 'Hvornår får vi svar?', channelData: { eventType: 'editMessage' } }],
    ['messageUpdate', { channelData: { eventType: 'undeleteMessage' } }],
    ['messageDelete', { channelData: { eventType: 'softDeleteMessage' } }],
    ['messageReaction', { reactionsAdded: [{ type: 'like' }], replyToId: '1' }],
    ['messageReaction', { reactionsRemoved: [{ type: 'like' }] }],
    ['typing', {}],
    ['endOfConversation', { code: 'completedSuccessfully' }],
    ['installationUpdate', { action: 'remove' }],
    ['conversationUpdate', { channelData: { eventType: 'channelDeleted', team: { id: '19:x' } } }],
    ['conversationUpdate', { membersRemoved: [{ id: '29:2kunde' }], membersAdded: null }],
    ['event', { name: 'application/vnd.microsoft.meetingEnd', value: { Title: 'Møde' } }],
    ['event', { name: 'ContinueConversation' }],
    ['event', { name: 'handoff.status', value: { state: 'completed' } }],
    ['handoff', {}],
    ['trace', { value: 1 }],
    ['somethingNew', { text: 'Hej' }],
  ])('%s %j is taken in silence', async (type, parts) => {
    const { id, message } = inNewChat(undefined, { type, ...parts });
    expect((await teams.post(service.url, message)).status).toBe(200);
    expect(await saidUntilNow(message.conversation as Record<string, unknown>, id)).toEqual([]);
  });

  test('two edits of one message are two turns, though both bear its id; one of them sent again is none', async () => {
    const { id, message } = inNewChat('Hej', { type: 'messageUpdate', channelId: 'msteams' });
    const again = { ...message, text: 'Hejsa', timestamp: new Date(Date.now() + 1000).toISOString() };
    const turnsBefore = await turns();
    for (const edit of [message, again, again]) expect((await teams.post(service.url, edit)).status).toBe(200);
    await saidUntilNow(message.conversation as Record<string, unknown>, id);
    expect(await turns()).toBe(turnsBefore + 3);
  });
});

describe('how Teams writes messages', () => {
  const inChannel = (text: string, parts: Record<string, unknown> = {}) =>
    teams.message(text, {
      conversation: {
        isGroup: true,
        conversationType: 'channel',
        tenantId,
        id: `19:kanal-${(conversations += 1)}@thread.tacv2;messageid=1700000000000`,
      },
      channelData: { tenant: { id: tenantId }, team: { id: '19:team' }, channel: { id: '19:kanal' } },
      ...parts,
    });
  const mention = {
    type: 'mention',
    text: '<at>Charterdesk</at>',
    mentioned: { id: `28:${appId}`, name: 'Charterdesk' },
  };
  const enquiries = [{ appearance: { url: `${publicUrl}/documents/charter.da#administration-enquiries` } }];

  test('in a channel, with the mention of the bot around the question', async () => {
    const message = inChannel(`<at>Charterdesk</at>&nbsp;${delayQuestion}\n`, { entities: [mention] });
    const reply = await ask(message);
    expect(reply.conversation).toBe((message.conversation as { id: string }).id);
    expect(reply.activity.entities?.[0]?.citation).toMatchObject(enquiries);
  });

  test('mentioned and nothing else said, the bot answers something kind', async () => {
    const reply = await ask(inChannel('<at>Charterdesk</at> ', { entities: [mention] }));
    expect(reply.activity.text).toBeTruthy();
    expect(reply.activity.text).not.toContain('<at>');
  });

  test.each([
    ['a mention without the one who is meant', [{ type: 'mention', text: '<at>Charterdesk</at>' }]],
    ['a mention without its text', [{ type: 'mention', mentioned: { id: `28:${appId}` } }]],
    ['entities of no type', [{ locale: 'da-DK' }, null, 'x']],
    ['entities that are no list', { type: 'mention' }],
    ['no entities', null],
  ])('%s', async (_name, entities) => {
    const reply = await ask(inNewChat(delayQuestion, { entities }).message);
    expect(reply.activity.entities?.[0]?.citation).toMatchObject(enquiries);
  });

  test('in a group chat', async () => {
    const message = teams.message(`<at>Charterdesk</at> ${delayQuestion}`, {
      conversation: { isGroup: true, conversationType: 'groupChat', tenantId, id: '19:gruppe@thread.v2' },
      entities: [mention],
    });
    expect((await ask(message)).activity.entities?.[0]?.citation).toMatchObject(enquiries);
  });

  test('with its twin in HTML, which is no file', async () => {
    const attachments = [{ contentType: 'text/html', content: `<div>${delayQuestion}</div>` }];
    const reply = await ask(inNewChat(delayQuestion, { attachments }).message);
    expect(reply.activity.entities?.[0]?.citation).toMatchObject(enquiries);
  });

  test("a card's answer, which has a value and no text", async () => {
    const { message } = inNewChat(undefined, { value: { verb: 'next' }, replyToId: '1' });
    expect((await ask(message)).activity.text).toBeTruthy();
    const { message: empty } = inNewChat('', { value: { verb: 'next' } });
    expect((await ask(empty)).activity.text).toBeTruthy();
  });

  test('with every unused field written out as null', async () => {
    const nulls = Object.fromEntries(
      'action attachments callerId code deliveryMode entities expiration importance inputHint label listenFor localTimestamp locale membersAdded membersRemoved name reactionsAdded relatesTo replyToId semanticAction speak suggestedActions summary textFormat timestamp topicName value'
        .split(' ')
        .map((field) => [field, null]),
    );
    const { message } = inNewChat(delayQuestion, {
      ...nulls,
      channelData: null,
      from: { id: '29:1kunde', name: null, role: null },
    });
    expect((await ask(message)).activity.entities?.[0]?.citation).toMatchObject(enquiries);
  });

  test('without a recipient, with a time that is none, without an id', async () => {
    const { id, message } = inNewChat(delayQuestion, { recipient: undefined, timestamp: '<timestamp>', id: undefined });
    expect((await teams.post(service.url, message)).status).toBe(200);
    const [reply] = await teams.arrived(1, id);
    expect(reply?.replyTo).toBeUndefined();
    expect(reply?.activity.entities?.[0]?.citation).toMatchObject(enquiries);
  });
});

test('a service whose key server is away says that it cannot serve, not that the caller is a forger', async () => {
  const away = await FakeTeams.start();
  const lonely = await startTestService(away.settings, { credentials: away.credentials });
  try {
    const token = await away.token();
    const message = away.message('Hej');
    await away.stop();
    expect((await away.post(lonely.url, message, { token })).status).toBe(500);
  } finally {
    await lonely.stop();
  }
});
