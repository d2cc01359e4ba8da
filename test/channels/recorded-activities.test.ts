import { startTestService, type TestService } from '../start-test-service';
import { appId, FakeTeams, tenantId } from './fake-teams';

/** Channels that break the schema each in its own way. */
const channels = ['msteams', 'emulator', 'pva-studio', 'directlinespeech', 'twilio-sms'];

let teams: FakeTeams;
let service: TestService;
beforeAll(async () => {
  teams = await FakeTeams.start(channels);
  service = await startTestService(teams.settings, { credentials: teams.credentials });
});
afterAll(async () => {
  await service.stop();
  await teams.stop();
});

type Shape = Record<string, unknown>;

const bot = { id: `28:${appId}`, name: 'Charterdesk' };
const user = {
  id: '29:1kXvangsgaard_Q',
  name: 'Kirsten Vangsgaard',
  aadObjectId: '3f1b6f0e-0000-4000-8000-000000000001',
};
const tenant = { tenant: { id: tenantId } };
const clientInfo = {
  locale: 'en-US',
  country: 'US',
  platform: 'Windows',
  timezone: 'Europe/Copenhagen',
  type: 'clientInfo',
};
const inTeam = { team: { id: '19:hold@thread.tacv2' }, channel: { id: '19:kanal@thread.tacv2' }, ...tenant };
const question = 'How long does it take you to answer an enquiry?';

let conversations = 0;
const personal = () => ({ conversationType: 'personal', tenantId, id: `a:1${(conversations += 1)}` });
const thread = () => ({ isGroup: true, conversationType: 'channel', id: `19:t${(conversations += 1)}@thread.tacv2` });

/** The parts that whole activities have in common. */
const whole = (parts: Shape): Shape => ({
  id: teams.newId(),
  timestamp: '2026-11-20T08:00:00.1234567Z',
  channelId: 'msteams',
  serviceUrl: teams.serviceUrl,
  from: user,
  recipient: bot,
  conversation: personal(),
  channelData: tenant,
  ...parts,
});

const allNull = (names: string): Shape => Object.fromEntries(names.split(' ').map((name) => [name, null]));

/** Shapes that are answered, and how. */
const answered: [string, () => Shape, RegExp | undefined][] = [
  [
    'a button of a card, with a text of its own and a value',
    () =>
      whole({
        type: 'message',
        text: question,
        value: { property: 'value' },
        replyToId: '1575667808184',
        entities: [clientInfo],
      }),
    /\[1\]/,
  ],
  [
    'an emoji beside the words, which comes as a picture and is no file',
    () =>
      whole({
        type: 'message',
        text: question,
        attachments: [
          { contentType: 'image/*', contentUrl: 'https://statics.teams.cdn.office.net/evergreen-assets/smile.png' },
          { contentType: 'text/html', content: `<div>${question}</div>` },
        ],
      }),
    /\[1\]/,
  ],
  [
    'an answer in a thread, with mention, times with an offset and the older names of team and channel',
    () =>
      whole({
        type: 'message',
        text: `<at>Charterdesk</at> ${question}`,
        conversation: { ...thread(), id: `19:t@thread.tacv2;messageid=${Date.now()}`, tenantId },
        channelData: { teamsChannelId: '19:kanal@thread.tacv2', teamsTeamId: '19:hold@thread.tacv2', ...inTeam },
        localTimestamp: '2026-11-20T09:00:00.1234567+01:00',
        entities: [{ mentioned: bot, text: '<at>Charterdesk</at>', type: 'mention' }, clientInfo],
      }),
    /\[1\]/,
  ],
  [
    'a mention whose words differ from those in the text',
    () =>
      whole({
        type: 'message',
        text: `Hey <at>Kirsten</at> ${question}`,
        conversation: { id: '19:gammel@thread.skype;messageid=1' },
        channelData: undefined,
        entities: [{ type: 'mention', mentioned: { id: '29:other', name: 'Kirsten' }, text: '<at>@Kirsten</at>' }],
      }),
    /\[1\]/,
  ],
  [
    'a group chat with the HTML twin',
    () =>
      whole({
        type: 'message',
        text: `<at>Charterdesk</at> ${question}\n`,
        timestamp: undefined,
        conversation: { isGroup: true, conversationType: 'groupChat', tenantId, id: '19:gruppe@thread.v2' },
        attachments: [
          { contentType: 'text/html', content: '<div><span itemscope="" itemid="0">Charterdesk</span></div>' },
        ],
        entities: [{ mentioned: bot, text: '<at>Charterdesk</at>', type: 'mention' }],
      }),
    /\[1\]/,
  ],
  [
    'a text message with every unused field null, in conversation and sender too',
    () =>
      whole({
        ...allNull(
          'timestamp localTimestamp localTimezone textFormat attachmentLayout membersAdded membersRemoved reactionsAdded reactionsRemoved topicName historyDisclosed locale speak summary suggestedActions channelData action replyToId label valueType value name relatesTo code expiration importance deliveryMode listenFor textHighlights semanticAction callerId',
        ),
        type: 'message',
        id: null,
        channelId: 'twilio-sms',
        from: { id: '+4500000000', ...allNull('name aadObjectId role') },
        conversation: { id: 'SM-1', ...allNull('isGroup conversationType name aadObjectId role tenantId') },
        recipient: { id: '+4500000001', ...allNull('name aadObjectId role') },
        text: question,
        inputHint: 'acceptingInput',
        attachments: [],
        entities: [],
      }),
    /\[1\]/,
  ],
  [
    'a message of lists that are empty',
    () =>
      whole({
        type: 'message',
        text: question,
        channelId: 'emulator',
        textFormat: 'plain',
        ...Object.fromEntries(
          'membersAdded membersRemoved reactionsAdded reactionsRemoved attachments entities listenFor textHighlights'
            .split(' ')
            .map((name) => [name, []]),
        ),
        relatesTo: { conversation: { id: 'x' }, channelId: 'emulator', bot: null },
      }),
    /\[1\]/,
  ],
  [
    'a card and no text',
    () =>
      whole({
        type: 'message',
        isTargeted: false,
        locale: 'en-US',
        attachments: [
          { contentType: 'application/vnd.microsoft.card.adaptive', content: { type: 'AdaptiveCard', body: [] } },
        ],
        entities: [{ type: 'https://schema.org/Message', '@type': 'Message', additionalType: ['AIGeneratedContent'] }],
      }),
    /text/,
  ],
  [
    'a file and nothing else',
    () =>
      whole({
        type: 'message',
        locale: 'en-US',
        attachments: [
          {
            contentType: 'application/vnd.microsoft.teams.file.download.info',
            name: 'police æ.txt',
            content: { downloadUrl: 'https://files.example.com/1', uniqueId: '1', fileType: 'txt' },
          },
        ],
      }),
    /could not take all of what you sent/,
  ],
  [
    'members that are nothing but an id',
    () =>
      whole({
        type: 'conversationUpdate',
        membersAdded: [{ id: '<GUID1>' }],
        timestamp: '<timestamp>',
        conversation: { isGroup: true, tenantId: '<tenant id>', id: '<conversation id>' },
        channelData: { tenant: { id: '<tenant id>' }, source: null, meeting: { id: '<meeting id>' } },
      }),
    /Atradius/,
  ],
  [
    'the bot itself added to a team',
    () =>
      whole({
        type: 'conversationUpdate',
        membersAdded: [{ id: bot.id }],
        conversation: thread(),
        channelData: {
          ...inTeam,
          settings: { selectedChannel: { id: '19:kanal@thread.tacv2' } },
          eventType: 'teamMemberAdded',
        },
      }),
    /Atradius/,
  ],
];

/** Shapes that are taken and call for no word. */
const silent: [string, () => Shape][] = [
  [
    'a meeting that has ended',
    () =>
      whole({
        type: 'event',
        name: 'application/vnd.microsoft.meetingEnd',
        from: { id: 'user id' },
        recipient: { id: 'user id' },
        value: { MeetingType: 'Scheduled', EndTime: '2026-11-20T08:00:00.4388966Z' },
      }),
  ],
  [
    'a reaction with a trace of an older protocol',
    () =>
      whole({
        type: 'messageReaction',
        reactionsAdded: [{ type: 'like' }],
        id: 'f:9f78d1f3',
        conversation: thread(),
        replyToId: '1',
        legacy: { replyToId: '1:19u' },
      }),
  ],
  [
    'a reaction taken back under the same id',
    () =>
      whole({
        type: 'messageReaction',
        reactionsRemoved: [{ type: 'like' }],
        id: 'f:9f78d1f3',
        conversation: thread(),
      }),
  ],
  [
    'a channel made',
    () =>
      whole({
        type: 'conversationUpdate',
        conversation: thread(),
        channelData: { ...inTeam, eventType: 'channelCreated' },
      }),
  ],
  [
    'a team archived',
    () =>
      whole({
        type: 'conversationUpdate',
        conversation: thread(),
        channelData: { ...inTeam, eventType: 'teamArchived' },
      }),
  ],
  [
    'a member gone',
    () => whole({ type: 'conversationUpdate', membersRemoved: [{ id: '29:2' }], conversation: thread() }),
  ],
  [
    'an edit with its event in capitals',
    () => whole({ type: 'messageUpdate', channelData: { eventType: 'EDITMESSAGE' } }),
  ],
  ['an edit without id, time, text', () => whole({ type: 'messageUpdate', id: undefined, timestamp: undefined })],
  [
    "a test tool's event",
    () => whole({ type: 'event', channelId: 'emulator', name: 'SetTestOptions', value: { randomValue: 5 } }),
  ],
];

const invokes: [string, unknown][] = [
  ['composeExtension/fetchTask', { commandId: 'Test', commandContext: 'compose' }],
  [
    'composeExtension/query',
    { commandId: 'x', parameters: [{ name: 'k', value: 'limit' }], queryOptions: { skip: 0, count: 25 } },
  ],
  ['composeExtension/submitAction', { commandId: 'x', data: { msteams: { justInTimeInstall: true } } }],
  ['signin/verifyState', { state: '123456' }],
  ['fileConsent/invoke', { action: 'somethingNew' }],
  ['task/fetch', { data: { task: 'simple_form' } }],
  ['config/fetch', {}],
  ['adaptiveCard/action', { action: { type: 'Action.Execute', id: '', verb: 'show', data: {} }, trigger: 'automatic' }],
];

/** Bodies that are no whole activity, and the field that is named. */
const partial: [string, () => Shape, string][] = [
  [
    'the older names of sender and bot',
    () => ({ ...whole({ type: 'message', channelId: 'directlinespeech', text: 'Hi', from: undefined }), user, bot }),
    'from',
  ],
  ['no channel', () => whole({ type: 'message', text: 'Hi', channelId: undefined }), 'channelId'],
  [
    'a body that is one attachment',
    () => ({ contentType: 'application/vnd.microsoft.teams.card.file.consent', name: 'a.txt', content: {} }),
    'type',
  ],
  [
    'an address in an envelope',
    () => ({
      type: 'invoke',
      name: 'composeExtension/query',
      address: { channelId: 'msteams', conversation: { id: 'x' } },
    }),
    'channelId',
  ],
  [
    'an invoke without a service url',
    () => whole({ type: 'invoke', name: 'task/fetch', serviceUrl: undefined }),
    'serviceUrl',
  ],
];

const failedTurns = async (): Promise<string[]> => {
  const metrics = await (await fetch(`${service.url}/metrics`)).text();
  return metrics.split('\n').filter((line) => line.startsWith('charterdesk_turns_total') && line.includes('"failed"'));
};
/** What is said to the conversation of an activity by the time that a later question there is answered. */
async function saidTo(activity: Shape): Promise<string[]> {
  const { id } = activity.conversation as { id: string };
  const question = whole({ type: 'message', text: 'Who are you?', conversation: activity.conversation });
  expect((await teams.post(service.url, question)).status).toBe(200);
  const until = Date.now() + 15_000;
  for (;;) {
    const said = teams.sent.filter((send) => send.conversation === id);
    if (said.some((send) => send.replyTo === question.id))
      return said.filter((send) => send.replyTo !== question.id).map((send) => send.activity.text ?? '');
    if (Date.now() > until) throw new Error('The later question was not answered.');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
afterEach(async () => expect(await failedTurns()).toEqual([]));

test.each(answered)('answered: %s', async (_name, shape, words) => {
  const activity = shape();
  expect((await teams.post(service.url, activity)).status).toBe(200);
  const said = await saidTo(activity);
  expect(said).toHaveLength(1);
  expect(said[0]).toMatch(words ?? /./);
});

test('a question with a picture in it: told that the picture is not taken, and answered', async () => {
  const activity = whole({
    type: 'message',
    text: question,
    attachments: [{ contentType: 'image/png', contentUrl: 'https://images.example.com/a.png', name: 'a.png' }],
  });
  expect((await teams.post(service.url, activity)).status).toBe(200);
  const said = await saidTo(activity);
  expect(said).toHaveLength(2);
  expect(said[0]).toMatch(/tage imod filer|take files/);
  expect(said[1]).toMatch(/\[1\]/);
});

test.each(silent)('taken in silence: %s', async (_name, shape) => {
  const activity = shape();
  expect((await teams.post(service.url, activity)).status).toBe(200);
  expect(await saidTo(activity)).toEqual([]);
});

test.each(invokes)('an invoke that nobody serves: %s', async (name, value) => {
  const activity = whole({ type: 'invoke', name, value });
  expect((await teams.post(service.url, activity)).status).toBe(501);
  expect(await saidTo(activity)).toEqual([]);
});

test.each(partial)('refused by name: %s', async (_name, shape, field) => {
  const { status, json } = await teams.post(service.url, shape());
  expect(status).toBe(400);
  expect(json).toMatchObject({ error: { message: expect.stringMatching(new RegExp(`\\b${field}\\b`)) } });
});

test('an agent that waits for the replies in the response, and sends a role of its own', async () => {
  const activity = whole({
    type: 'message',
    text: question,
    channelId: 'pva-studio',
    deliveryMode: 'expectReplies',
    recipient: { id: `x/${appId}`, name: 'agent', role: 'skill' },
    channelData: { attachmentSizes: [], enableDiagnostics: true, testMode: 'Text', clientActivityID: 'q8ij' },
  });
  const { status, json } = await teams.post(service.url, activity);
  expect(status).toBe(200);
  expect(json).toMatchObject({ activities: [{ type: 'message', text: expect.stringContaining('[1]') }] });
});
