import { readdirSync, readFileSync } from 'node:fs';
import { ConfigError, loadConfig, misspeltSettings } from '../bot/config';
import { modelsProblems } from '../bot/models-settings';
import { projectPath } from '../knowledge';

const problemsOf = (environment: Record<string, string>): string[] => {
  try {
    loadConfig(environment);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
};

test('nothing set: the demo on loopback', () => {
  expect(loadConfig({})).toMatchObject({
    port: 3978,
    host: '127.0.0.1',
    bot: { appId: undefined, authentication: 'on' },
  });
});

test('an empty setting counts as unset', () => {
  expect(loadConfig({ PORT: '', MicrosoftAppId: ' ' })).toMatchObject({ port: 3978, bot: { appId: undefined } });
});

test('all problems are told at once, each with its setting, its value and the way to mend it', () => {
  const problems = problemsOf({
    PORT: 'eighty',
    ALLOWED_ORIGINS: 'not an address',
    BOT_AUTH: 'off',
    HOST: '0.0.0.0',
    PUBLIC_URL: 'support',
    LOG_LEVEL: 'loud',
  });
  expect(problems).toHaveLength(5);
  expect(problems.join('\n')).toMatch(/PORT must be a whole number.*"eighty"/);
  expect(problems.join('\n')).toMatch(/ALLOWED_ORIGINS must be an address such as/);
  expect(problems.join('\n')).toMatch(/LOG_LEVEL must be fatal, error/);
  // Also what only two settings together do wrong.
  expect(problems.join('\n')).toMatch(/BOT_AUTH=off opens .* HOST must be a loopback address/);
});

test('a bad secret is named and not shown', () => {
  const [problem] = problemsOf({ TOKEN_SECRET: 'hunter2' });
  expect(problem).toMatch(/TOKEN_SECRET must have at least 32 characters/);
  expect(problem).not.toContain('hunter2');
});

test('the database and what is erased when', () => {
  expect(loadConfig({})).toMatchObject({ databaseUrl: undefined, databaseConnections: 10 });
  expect(loadConfig({}).retention).toEqual({ conversations: undefined, attachments: undefined, feedback: undefined });
  expect(loadConfig({ RETENTION_CONVERSATIONS_DAYS: '365' }).retention.conversations).toBe(365);
  const problems = problemsOf({
    DATABASE_URL: 'mysql://bot:hunter2@db/x',
    DATABASE_CONNECTIONS: '1',
    RETENTION_FEEDBACK_DAYS: '0',
  }).join('\n');
  expect(problems).toMatch(/DATABASE_URL must be postgres:\/\/USER:PASSWORD@HOST:PORT\/NAME/);
  expect(problems).toMatch(/DATABASE_CONNECTIONS must be a whole number from 2 to 500/);
  expect(problems).toMatch(/RETENTION_FEEDBACK_DAYS must be a whole number of days/);
  expect(problems).not.toContain('hunter2');
});

test('the Direct Line secrets are two at most, long, and never shown', () => {
  const long = 's'.repeat(32);
  expect(loadConfig({ DIRECT_LINE_SECRETS: `${long}, ${long}` }).directLineSecrets).toEqual([long, long]);
  for (const wrong of ['hunter2', `${long}.`, `${long},${long},${long}`]) {
    const problems = problemsOf({ DIRECT_LINE_SECRETS: wrong }).join();
    expect(problems).toContain('DIRECT_LINE_SECRETS');
    expect(problems).not.toContain(wrong);
  }
});

test('language models are named with their provider, and need its key, its package and a way that is not in the clear', () => {
  expect(loadConfig({ OPENAI_API_KEY: 'for something else' }).models).toEqual({
    chat: undefined,
    embedding: undefined,
  });
  const key = { OPENAI_API_KEY: 'k' };
  expect(loadConfig({ CHAT_MODEL: 'openai:gpt-4o-mini', ...key, MODEL_PRICES: '0.15, 0.6' }).models.chat).toMatchObject(
    {
      provider: 'openai',
      model: 'gpt-4o-mini',
      apiKey: 'k',
      baseUrl: undefined,
      timeoutMs: 20_000,
      masks: true,
      records: false,
      limits: { tokensPerDay: 5_000_000, prices: { input: 0.15, output: 0.6 } },
    },
  );
  const ownServer = { CHAT_MODEL: 'openai:llama:8b', OPENAI_BASE_URL: 'http://127.0.0.1:8080/v1' };
  expect(
    loadConfig({ ...ownServer, MODEL_SEES_PERSONAL_DATA: 'openai', MODEL_RECORDS: 'on' }).models.chat,
  ).toMatchObject({
    model: 'llama:8b',
    baseUrl: 'http://127.0.0.1:8080/v1',
    masks: false,
    records: true,
    helps: [],
    helpTimeoutMs: 4000,
  });
  expect(loadConfig({ ...ownServer, MODEL_HELPS: 'rewrite, rerank' }).models.chat?.helps).toEqual([
    'rewrite',
    'rerank',
  ]);
});

test.each<[Record<string, string>, RegExp]>([
  [{ CHAT_MODEL: 'gpt-4o' }, /CHAT_MODEL must be provider:model .*"gpt-4o"/],
  [{ CHAT_MODEL: 'openai:gpt-4o' }, /OPENAI_API_KEY is missing: CHAT_MODEL=openai:gpt-4o needs it/],
  [{ CHAT_MODEL: 'azure_openai:mine', AZURE_OPENAI_API_KEY: 'k' }, /AZURE_OPENAI_ENDPOINT is missing/],
  [{ CHAT_MODEL: 'anthropic:claude' }, /ANTHROPIC_API_KEY is missing/],
  [{ EMBEDDING_MODEL: 'anthropic:claude' }, /Anthropic has no embedding models/],
  [
    { CHAT_MODEL: 'openai:x', OPENAI_BASE_URL: 'http://models.example/v1' },
    /OPENAI_BASE_URL would send .* in the clear/,
  ],
  [{ CHAT_MODEL: 'openai:x', OPENAI_BASE_URL: 'models' }, /OPENAI_BASE_URL must be a full address/],
  [{ MODEL_COST_PER_DAY: '5' }, /MODEL_PRICES is missing/],
  [{ MODEL_COST_PER_CONVERSATION: '0.05' }, /MODEL_PRICES is missing: MODEL_COST_PER_CONVERSATION/],
  [{ MODEL_PRICES: '5' }, /MODEL_PRICES must be two prices/],
  [{ MODEL_RECORDS: 'on' }, /CHAT_MODEL is missing: MODEL_RECORDS=on/],
  [{ MODEL_RECORDS: 'yes' }, /MODEL_RECORDS must be on or off/],
  [{ MODEL_TIMEOUT_SECONDS: 'soon' }, /MODEL_TIMEOUT_SECONDS must be a whole number/],
  [{ MODEL_HELPS: 'thinking' }, /MODEL_HELPS must list some of rewrite, dialogs, rerank, questions/],
  [{ MODEL_HELPS: 'rewrite' }, /CHAT_MODEL is missing: MODEL_HELPS says what it helps with/],
  [{ MODEL_HELP_TIMEOUT_SECONDS: '0' }, /MODEL_HELP_TIMEOUT_SECONDS must be above 0/],
  [{ MODEL_SEES_PERSONAL_DATA: 'everybody' }, /MODEL_SEES_PERSONAL_DATA must list providers/],
])('wrong model settings are told with the way to mend them: %j', (environment, problem) => {
  expect(problemsOf(environment).join('\n')).toMatch(problem);
});

test('a provider’s package that was left out is named with the way to install it', () => {
  const chat = { provider: 'anthropic', model: 'claude' } as const;
  expect(modelsProblems({ CHAT_MODEL: chat, ANTHROPIC_API_KEY: 'k' }, () => false)).toEqual([
    expect.stringMatching(/npm install --save-exact @langchain\/anthropic@1/),
  ]);
});

test('traces go to a collector by OpenTelemetry’s own settings', () => {
  expect(loadConfig({}).telemetry).toBeUndefined();
  expect(
    loadConfig({
      OTEL_EXPORTER_OTLP_ENDPOINT: 'https://traces.example/otlp/',
      OTEL_EXPORTER_OTLP_HEADERS: 'api-key=a%20b,team=support',
    }).telemetry,
  ).toEqual({
    endpoint: 'https://traces.example/otlp',
    headers: { 'api-key': 'a b', team: 'support' },
    serviceName: 'charterdesk',
  });
});

test.each<[Record<string, string>, RegExp]>([
  [{ OTEL_EXPORTER_OTLP_ENDPOINT: 'collector:4318' }, /OTEL_EXPORTER_OTLP_ENDPOINT must be a full address/],
  [{ OTEL_EXPORTER_OTLP_HEADERS: 'api-key=s3cret' }, /OTEL_EXPORTER_OTLP_ENDPOINT is missing/],
  [
    { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://traces.example', OTEL_EXPORTER_OTLP_HEADERS: 'api-key=s3cret' },
    /in the clear/,
  ],
  [{ OTEL_EXPORTER_OTLP_HEADERS: 's3cret' }, /OTEL_EXPORTER_OTLP_HEADERS must be NAME=VALUE pairs .*"…"/],
])('wrong settings of traces are told with the way to mend them: %j', (environment, problem) => {
  expect(problemsOf(environment).join('\n')).toMatch(problem);
  expect(problemsOf(environment).join('\n')).not.toContain('s3cret');
});

test('people answer at our own desk, or at another that all its settings name', () => {
  expect(loadConfig({}).deskChoice).toEqual({ kind: 'own' });
  const secret = 'x'.repeat(32);
  expect(
    loadConfig({ DESK: 'webhook', DESK_URL: 'https://desk.example/cases/', DESK_SECRET: secret }).deskChoice,
  ).toEqual({
    kind: 'webhook',
    url: 'https://desk.example/cases',
    secret,
  });
  const lacking = problemsOf({ DESK: 'chatwoot', CHATWOOT_URL: 'http://chat.example', CHATWOOT_TOKEN: 'hunter2' }).join(
    '\n',
  );
  expect(lacking).toMatch(/CHATWOOT_ACCOUNT is missing: DESK=chatwoot needs it/);
  expect(lacking).toMatch(/CHATWOOT_INBOX is missing/);
  expect(lacking).toMatch(/CHATWOOT_CALLBACK_KEY is missing/);
  expect(lacking).toMatch(/CHATWOOT_URL would send conversations in the clear/);
  expect(lacking).not.toContain('hunter2');
  expect(problemsOf({ DESK_SECRET: secret }).join()).toMatch(/DESK_SECRET is for DESK=webhook: set that, or remove/);
});

test('files are scanned by a command with its arguments, or by clamd', () => {
  const scan = (setting?: string) => loadConfig({ ATTACHMENT_SCAN: setting }).attachmentScan;
  expect(scan()).toEqual({ kind: 'none' });
  expect(scan('clamdscan --fdpass "--log=/tmp/a b"')).toEqual({
    kind: 'command',
    command: 'clamdscan',
    arguments: ['--fdpass', '--log=/tmp/a b'],
  });
  expect(scan('clamd:/run/clamav/clamd.ctl')).toEqual({ kind: 'clamd', address: { path: '/run/clamav/clamd.ctl' } });
  expect(scan('clamd://127.0.0.1:3310')).toEqual({ kind: 'clamd', address: { host: '127.0.0.1', port: 3310 } });
  expect(scan('clamd://[::1]:3310')).toEqual({ kind: 'clamd', address: { host: '::1', port: 3310 } });
  expect(problemsOf({ ATTACHMENT_SCAN: 'clamd:3310' }).join()).toMatch(/ATTACHMENT_SCAN must be a command, clamd:/);
  expect(problemsOf({ ATTACHMENT_SCAN: '/no/such/scanner' }).join()).toMatch(/must begin with a program that is there/);
});

test('complaints: kept without an address; signed on the way to one; as files in a folder', () => {
  expect(loadConfig({}).complaints).toEqual({ kind: 'kept' });
  expect(loadConfig({ COMPLAINTS_URL: 'file:///var/complaints' }).complaints).toEqual({
    kind: 'folder',
    folder: '/var/complaints',
  });
  expect(problemsOf({ COMPLAINTS_URL: 'https://complaints.example' }).join()).toMatch(/COMPLAINTS_SECRET is missing/);
  const secret = 'x'.repeat(32);
  expect(problemsOf({ COMPLAINTS_SECRET: secret }).join()).toMatch(/COMPLAINTS_SECRET signs .* remove it/);
  expect(problemsOf({ COMPLAINTS_URL: 'http://complaints.example', COMPLAINTS_SECRET: secret }).join()).toMatch(
    /use https/,
  );
  expect(problemsOf({ COMPLAINTS_URL: 'mailto:us' }).join()).toMatch(/COMPLAINTS_URL must be https/);
});

test('without token checks the bot stays on this machine', () => {
  expect(problemsOf({ BOT_AUTH: 'off' })).toEqual([]);
  expect(problemsOf({ BOT_AUTH: 'off', HOST: '0.0.0.0' })).toEqual([
    expect.stringMatching(/HOST must be a loopback address/),
  ]);
});

test('an app id asks for what it takes to use it', () => {
  const id = '00000000-0000-4000-8000-000000000001';
  expect(problemsOf({ MicrosoftAppId: id }).join('\n')).toMatch(
    /MicrosoftAppPassword is missing[\s\S]*MicrosoftAppTenantId is missing/,
  );
  expect(problemsOf({ MicrosoftAppId: id, MicrosoftAppPassword: 'x', MicrosoftAppTenantId: id })).toEqual([]);
});

test('.env.example names every setting, and no other; each value in it is the default', () => {
  const example = readFileSync(projectPath('.env.example'), 'utf8');
  const given = Object.fromEntries(
    [...example.matchAll(/^(\w+)=(.*)$/gm)].map((match) => [match[1] ?? '', match[2] ?? '']),
  );
  const source = readdirSync(projectPath('bot'), { recursive: true, encoding: 'utf8' })
    .filter((file) => /(^config|-settings)\.ts$/.test(file))
    .map((file) => readFileSync(projectPath('bot', file), 'utf8'))
    .join('\n');
  const settings = [...source.matchAll(/^ {2}([A-Za-z_]+): /gm)]
    .map((match) => match[1] ?? '')
    .filter((name) => /^[A-Z]/.test(name));
  expect(Object.keys(given).sort()).toEqual([...new Set(settings)].sort());
  expect(loadConfig(given)).toEqual(loadConfig({}));
});

test.each([
  ['MicrosoftAppID', 'MicrosoftAppId'],
  ['MICROSOFT_APP_PASSWORD', 'MicrosoftAppPassword'],
  ['MicrosoftAppTenantID', 'MicrosoftAppTenantId'],
  ['ALOWED_ORIGINS', 'ALLOWED_ORIGINS'],
  ['ALLOWED_ORGIINS', 'ALLOWED_ORIGINS'],
  ['DATADIR', 'DATA_DIR'],
  ['port', 'PORT'],
  ['TRUST_PROXIES', undefined],
  ['RATE_LIMIT_MESSAGE_PER_MINUTE', 'RATE_LIMIT_MESSAGES_PER_MINUTE'],
])('%s, set by mistake, is told of as %s', (name, meant) => {
  expect(misspeltSettings({ [name]: 'x' })).toEqual(meant === undefined ? [] : [{ name, meant }]);
});

test('a setting of ours that does not exist is told of by its beginning', () => {
  expect(misspeltSettings({ RATE_LIMIT_FOO: '1' })).toMatchObject([{ name: 'RATE_LIMIT_FOO' }]);
});

test("other programs' variables, our own, and empty ones are not told of", () => {
  const others = [
    'PATH',
    'HOME',
    'HOSTNAME',
    'SORT',
    'LOGNAME',
    'LANG',
    'NODE_ENV',
    'npm_config_data',
    'DATABASE_URL',
    'PORTS',
  ];
  const environment = Object.fromEntries(others.map((name) => [name, 'x']));
  expect(misspeltSettings({ ...environment, PORT: '80', DATA_DIR: 'x', ALOWED_ORIGINS: '' })).toEqual([]);
  // Windows gives the same value under either writing.
  expect(misspeltSettings({ MicrosoftAppId: 'x', MicrosoftAppID: 'x' })).toEqual([]);
});

test('the desk: no single sign-on unless all of it is set; groups and their roles', () => {
  expect(loadConfig({}).desk).toEqual({ oidc: undefined, repliesFile: undefined });
  const oidc = {
    DESK_OIDC_ISSUER: 'https://login.example.com',
    DESK_OIDC_CLIENT_ID: 'desk',
    DESK_OIDC_CLIENT_SECRET: 'a secret',
    DESK_OIDC_ROLE_CLAIM: 'groups',
    DESK_OIDC_ROLES: 'desk=agent, team a=supervisor',
  };
  expect(loadConfig(oidc).desk.oidc).toMatchObject({
    loginClaim: 'preferred_username',
    roles: { claim: 'groups', ofGroup: { desk: 'agent', 'team a': 'supervisor' } },
  });
  const without = (name: keyof typeof oidc) => problemsOf({ ...oidc, [name]: '' }).join();
  expect(without('DESK_OIDC_CLIENT_SECRET')).toMatch(/DESK_OIDC_CLIENT_SECRET is missing/);
  expect(without('DESK_OIDC_ROLE_CLAIM')).toMatch(/DESK_OIDC_ROLE_CLAIM and DESK_OIDC_ROLES belong together/);
  expect(problemsOf({ ...oidc, DESK_OIDC_ISSUER: 'http://login.example.com' }).join()).toMatch(/use https/);
  expect(problemsOf({ ...oidc, DESK_OIDC_ROLES: 'desk=boss' }).join()).toMatch(/DESK_OIDC_ROLES must be GROUP=agent/);
  const [problem] = problemsOf({ ...oidc, DESK_OIDC_CLIENT_ID: '', DESK_OIDC_CLIENT_SECRET: 'hunter2' });
  expect(problem).not.toContain('hunter2');
});

test('the amounts above which a claim is a person’s are read with their currency', () => {
  expect(loadConfig({}).claimHandoffAbove).toEqual([]);
  expect(loadConfig({ HANDOFF_CLAIM_ABOVE: '1000000 DKK, 135000.50 EUR' }).claimHandoffAbove).toEqual([
    { amount: '1000000', currency: 'DKK' },
    { amount: '135000.50', currency: 'EUR' },
  ]);
  expect(problemsOf({ HANDOFF_CLAIM_ABOVE: '1.000.000 kr.' }).join()).toMatch(
    /HANDOFF_CLAIM_ABOVE must be amounts with their currency .* "1.000.000 kr." is not/,
  );
  expect(problemsOf({ HANDOFF_CLAIM_ABOVE: '1 DKK, 2 DKK' }).join()).toMatch(/DKK comes twice/);
});

test('the widget: an address for the privacy notice, and days in which a visitor may come back', () => {
  expect(loadConfig({}).widget).toEqual({ privacyUrl: undefined, resumeDays: 7 });
  expect(loadConfig({ PRIVACY_URL: 'https://www.example.com/privacy', RESUME_DAYS: '0' }).widget).toEqual({
    privacyUrl: 'https://www.example.com/privacy',
    resumeDays: 0,
  });
  const problems = problemsOf({ PRIVACY_URL: 'javascript:alert(1)', RESUME_DAYS: '400' }).join('\n');
  expect(problems).toMatch(/PRIVACY_URL must be an address/);
  expect(problems).toMatch(/RESUME_DAYS must be a number of days from 0 to 90.*"400"/);
});
