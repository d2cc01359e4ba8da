import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { createServer, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { projectPath } from '../../knowledge';
import { directLineCall, TestVisitor } from '../direct-line-client';
import { freshDataDirectory, startTestService } from '../start-test-service';

const delayQuestion = 'Hvornår får vi svar, hvis sagen trækker ud?';

/** A program of ours, run as its users run it. */
class Program {
  output = '';
  readonly ended: Promise<number | null>;
  private static readonly all = new Set<Program>();

  private constructor(private readonly child: ChildProcess) {
    Program.all.add(this);
    child.once('close', () => Program.all.delete(this));
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding('utf8').on('data', (text: string) => {
        this.output += text;
      });
    this.ended = once(child, 'close').then(([code]) => code as number | null);
  }

  static start(name: string, settings: Record<string, string>, args: string[] = []): Program {
    const unset = Object.fromEntries(
      Object.keys(process.env).flatMap((key) => (/^(Microsoft|BOT_|TEAMS_)/.test(key) ? [[key, '']] : [])),
    );
    const env = { ...process.env, ...unset, RATE_LIMIT_REQUESTS_PER_MINUTE: '1000000', ...settings };
    return new Program(spawn(process.execPath, [projectPath('bot', 'run.js'), name, ...args], { env, stdio: 'pipe' }));
  }

  /** Ends what is still running when a test has failed half way. */
  static async endAll(): Promise<void> {
    for (const program of Program.all) program.signal('SIGKILL');
    await Promise.all([...Program.all].map((program) => program.ended));
  }

  signal(name: NodeJS.Signals): void {
    this.child.kill(name);
  }

  async until(pattern: RegExp): Promise<RegExpExecArray> {
    for (;;) {
      const found = pattern.exec(this.output);
      if (found) return found;
      if (this.child.exitCode !== null) throw new Error(`It ended with ${this.child.exitCode}:\n${this.output}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  /** Where the service says that it listens. */
  async address(): Promise<string> {
    return (await this.until(/Demo page: (http:\S+)\//))[1] ?? '';
  }
}

const ready = async (url: string): Promise<{ status: number; json: { status: string; reason?: string } }> => {
  const response = await fetch(`${url}/readyz`);
  return { status: response.status, json: (await response.json()) as { status: string; reason?: string } };
};

async function untilReady(url: string): Promise<void> {
  const until = Date.now() + 30_000;
  while ((await ready(url)).status !== 200) {
    if (Date.now() > until) throw new Error(`Not ready: ${JSON.stringify((await ready(url)).json)}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const versionIn = async (dataDirectory: string): Promise<string> => {
  const current = (await readFile(path.join(dataDirectory, 'index', 'current'), 'utf8')).trim();
  return path.join(dataDirectory, 'index', path.basename(current));
};

let given: Promise<string> | undefined;
/** A data directory with an index of documents of the insurer's own, made once. */
const givenDataDirectory = (): Promise<string> =>
  (given ??= (async () => {
    const dataDirectory = await kept(mkdtemp(path.join(tmpdir(), 'charterdesk-given-')));
    const ingest = Program.start('commands/ingest', { DATA_DIR: dataDirectory }, [
      projectPath('knowledge', 'documents'),
    ]);
    if ((await ingest.ended) !== 0) throw new Error(ingest.output);
    return dataDirectory;
  })());

/** A data directory whose index has lost the end of a file. One of documents of the insurer's own cannot be made again by itself. */
async function damagedDataDirectory(source: 'shipped' | 'given' = 'given'): Promise<string> {
  const dataDirectory = await freshDataDirectory();
  if (source === 'given') await cp(await givenDataDirectory(), dataDirectory, { recursive: true });
  await truncate(path.join(await versionIn(dataDirectory), 'documents.json'), 1000);
  return dataDirectory;
}

const directories: string[] = [];
const kept = async (directory: Promise<string>): Promise<string> => {
  directories.push(await directory);
  return directory;
};
afterAll(async () => {
  await Program.endAll();
  await Promise.all(directories.map((directory) => rm(directory, { recursive: true, force: true })));
});

describe('is it alive and ready', () => {
  test('alive and ready with an index', async () => {
    const service = await startTestService();
    await untilReady(service.url);
    expect(await (await fetch(`${service.url}/healthz`)).json()).toEqual({ status: 'alive' });
    expect((await ready(service.url)).json).toEqual({ status: 'ready' });
    await service.stop();
  });

  test('with nothing there it builds the index of the shipped documents, and is not ready before', async () => {
    const dataDirectory = await kept(mkdtemp(path.join(tmpdir(), 'charterdesk-empty-')));
    const service = await startTestService({ DATA_DIR: dataDirectory });
    const first = await ready(service.url);
    expect(first).toEqual({ status: 503, json: { status: 'not ready', reason: expect.stringContaining('index') } });
    expect((await fetch(`${service.url}/healthz`)).status).toBe(200);
    await untilReady(service.url);
    await service.stop();
  });

  test('a damaged index of the shipped documents is made again', async () => {
    const service = await startTestService({ DATA_DIR: await kept(damagedDataDirectory('shipped')) });
    await untilReady(service.url);
    const reply = await (await TestVisitor.arrive(service.url)).ask(delayQuestion);
    expect(reply.channelData?.citations).toMatchObject([{ clause: 'administration-enquiries' }]);
    await service.stop();
  });

  test('with a damaged index it is not ready and says why; a new ingest mends it, and answers what was asked meanwhile', async () => {
    const dataDirectory = await kept(damagedDataDirectory());
    const service = await startTestService({ DATA_DIR: dataDirectory });
    const until = Date.now() + 10_000;
    while (!(await ready(service.url)).json.reason?.includes('documents.json') && Date.now() < until)
      await new Promise((resolve) => setTimeout(resolve, 20));
    const broken = await ready(service.url);
    expect(broken.status).toBe(503);
    expect(broken.json.reason).toMatch(/documents\.json/);
    expect(broken.json.reason).toMatch(/ingest/);
    expect((await fetch(`${service.url}/healthz`)).status).toBe(200);

    const visitor = await TestVisitor.arrive(service.url);
    const asked = await visitor.send(delayQuestion);
    const ingest = Program.start('commands/ingest', { DATA_DIR: dataDirectory });
    expect(await ingest.ended).toBe(0);
    await untilReady(service.url);
    const answer = (await visitor.botMessages(2)).find((message) => message.replyToId === asked);
    expect(answer?.channelData?.citations).toMatchObject([{ clause: 'administration-enquiries' }]);
    await service.stop();
  });

  test('with a file in the place of the index folder it is not ready and says why, and lives on', async () => {
    const dataDirectory = await kept(mkdtemp(path.join(tmpdir(), 'charterdesk-in-the-way-')));
    await writeFile(path.join(dataDirectory, 'index'), 'in the way');
    const program = Program.start('main', { PORT: '0', DATA_DIR: dataDirectory, LOG_LEVEL: 'error' });
    const url = await program.address();
    await program.until(/cannot be loaded/);
    expect(await ready(url)).toMatchObject({ status: 503, json: { reason: expect.stringContaining('ENOTDIR') } });
    await rm(path.join(dataDirectory, 'index'));
    expect(await Program.start('commands/ingest', { DATA_DIR: dataDirectory }).ended).toBe(0);
    await untilReady(url);
    program.signal('SIGTERM');
    expect(await program.ended).toBe(0);
  });

  test('without an index the front page is a page all the same, and a document asks to come back', async () => {
    const service = await startTestService({ DATA_DIR: await kept(damagedDataDirectory()) });
    expect((await fetch(`${service.url}/`)).status).toBe(200);
    const document = await fetch(`${service.url}/documents/charter.da`);
    expect([document.status, document.headers.get('Retry-After')]).toEqual([503, '2']);
    await service.stop();
  });
});

test('the glossary is shown like a document, in both languages, and named on the front page', async () => {
  const service = await startTestService();
  // Its first answer tells that the documents are loaded.
  await (await TestVisitor.arrive(service.url)).ask('Hej');
  const page = await fetch(`${service.url}/documents/glossary.da`);
  expect(page.status).toBe(200);
  const text = await page.text();
  expect(text).toContain('id="letter-of-credit"');
  expect(text).toContain('/documents/glossary.en');
  const front = await (await fetch(`${service.url}/?lang=en`)).text();
  for (const title of ['Customer service charter', 'Guide to claims', 'Guide to complaints', 'Glossary'])
    expect(front).toContain(title);
  await service.stop();
});

test('the metrics tell turns, kinds, times, queue, refusals and memory, and rise', async () => {
  const service = await startTestService({ RATE_LIMIT_MESSAGES_PER_MINUTE: '2' });
  const value = async (series: string): Promise<number> => {
    const response = await fetch(`${service.url}/metrics`);
    expect(response.headers.get('content-type')).toContain('text/plain');
    const line = (await response.text()).split('\n').find((candidate) => candidate.startsWith(`${series} `));
    return line === undefined ? 0 : Number(line.split(' ').at(-1));
  };
  const visitor = await TestVisitor.arrive(service.url);
  await visitor.botMessages(1);
  const listener = visitor.listen();
  await listener.opened;
  const turns = await value('charterdesk_turns_total{channel="directline",outcome="answered"}');
  expect(turns).toBe(1);
  await visitor.ask(delayQuestion);
  await visitor.ask('Hvordan bliver vejret i morgen?');
  expect((await visitor.post({ type: 'message', text: 'Hej' })).status).toBe(429);
  expect(await value('charterdesk_turns_total{channel="directline",outcome="answered"}')).toBe(3);
  expect(await value('charterdesk_answers_total{kind="answered"}')).toBe(1);
  expect(await value('charterdesk_answers_total{kind="not-in-documents"}')).toBe(1);
  expect(await value('charterdesk_activities_accepted_total{channel="directline"}')).toBe(2);
  expect(await value('charterdesk_turn_seconds_count{channel="directline"}')).toBe(3);
  expect(await value('charterdesk_turn_seconds_sum{channel="directline"}')).toBeGreaterThan(0);
  expect(await value('charterdesk_requests_refused_total{reason="messages"}')).toBe(1);
  expect(await value('charterdesk_turns_queued')).toBe(0);
  expect(await value('charterdesk_sockets')).toBe(1);
  expect(await value('charterdesk_indexed_clauses')).toBeGreaterThan(20);
  expect(await value('process_resident_memory_bytes')).toBeGreaterThan(10_000_000);
  listener.close();
  await service.stop();
});

test.each([
  ['a page that is none', 'GET', '/nowhere'],
  ['a broken escape', 'GET', '/%'],
  ['bytes that are no text', 'GET', '/documents/%ff'],
  ['a very long name', 'GET', `/documents/${'x'.repeat(5000)}`],
  ['a way out of the folder', 'GET', '/assets/..%2f..%2fpackage.json'],
  ['a conversation that is none', 'GET', '/v3/directline/conversations/%ff/activities'],
  ['a method that is not served', 'DELETE', '/api/messages'],
  ['another', 'PATCH', '/'],
])('%s: refused, and the service lives on', async (_name, method, address) => {
  const program = await sharedProgram();
  const url = await program.address();
  const { status } = await fetch(`${url}${address}`, { method });
  expect(status).toBeGreaterThanOrEqual(400);
  expect(status).toBeLessThan(500);
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
});

test.each(['//', '//[', '/\\', 'http://[/', 'http://[/documents/charter.da', '*'])(
  'the request target %s: refused, and the service lives on',
  async (target) => {
    const url = await (await sharedProgram()).address();
    // `fetch` would not send it.
    const status = await new Promise((resolve, reject) =>
      httpRequest(url, { path: target }, (response) => resolve(response.resume().statusCode))
        .on('error', reject)
        .end(),
    );
    expect(status).toBe(400);
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
  },
);

let shared: Promise<Program> | undefined;
/** A service as a process of its own: what kills it would kill the tests otherwise. */
const sharedProgram = (): Promise<Program> =>
  (shared ??= kept(freshDataDirectory()).then((dataDirectory) =>
    Program.start('main', { PORT: '0', DATA_DIR: dataDirectory, LOG_LEVEL: 'error' }),
  ));
describe('the log', () => {
  /** A message that needs no token, with nowhere to send the answer to. */
  const emulated = {
    type: 'message',
    id: '1',
    channelId: 'emulator',
    serviceUrl: 'http://127.0.0.1:1/',
    from: { id: 'user-1' },
    recipient: { id: 'bot' },
    conversation: { id: 'conversation-1', name: 'Kirsten Vangsgaard' },
  };

  test('at its most talkative holds nothing that people wrote, are called or can be reached by', async () => {
    const telling = [
      'Kirsten Vangsgaard',
      'kirsten@example.com',
      '+45 40 12 34 56',
      'CI-482913',
      'fiskefabrikken i Skagen',
    ];
    const text = `Jeg hedder ${telling[0]}, ${telling[1]}, ${telling[2]}, police ${telling[3]}, om ${telling[4]}`;
    const program = Program.start('main', {
      PORT: '0',
      DATA_DIR: await kept(freshDataDirectory()),
      LOG_LEVEL: 'trace',
      BOT_AUTH: 'off',
    });
    const url = await program.address();
    await untilReady(url);
    const visitor = await TestVisitor.arrive(url);
    await visitor.ask(text);
    await visitor.ask(`${text} ${'x'.repeat(5000)}`);
    for (const rawBody of [
      `{"text":"${text}`,
      JSON.stringify({ type: text }),
      JSON.stringify({ type: 'message', text: [text] }),
    ])
      await directLineCall(url, 'POST', `/conversations/${visitor.conversation}/activities`, {
        token: visitor.token,
        rawBody,
      });
    await fetch(`${url}/documents/${encodeURIComponent(text)}?q=${encodeURIComponent(text)}`);
    const fromEmulator = { ...emulated, from: { id: 'user-1', name: telling[0] }, text };
    for (const body of [
      fromEmulator,
      { ...fromEmulator, id: '2', type: 'invoke', name: text },
      { ...fromEmulator, from: text },
    ])
      await fetch(`${url}/api/messages`, { method: 'POST', body: JSON.stringify(body) });
    await program.until(/send did not succeed/);
    program.signal('SIGTERM');
    expect(await program.ended).toBe(0);
    expect(program.output).toContain('index loaded');
    for (const word of telling) expect(program.output).not.toContain(word);
    for (const part of ['Vangsgaard', 'Kirsten', 'fiskefabrikken', '482913'])
      expect(program.output).not.toContain(part);
  });

  test('of a turn that fails holds the reference that the customer got, and not what they wrote', async () => {
    const dataDirectory = await kept(damagedDataDirectory());
    const settings = { PORT: '0', DATA_DIR: dataDirectory, LOG_LEVEL: 'trace', BOT_AUTH: 'off' };
    const program = Program.start('main', settings);
    const url = await program.address();
    // Nothing can be answered without an index: the customer is told so when it has taken too long.
    const response = await fetch(`${url}/api/messages`, {
      method: 'POST',
      body: JSON.stringify({ ...emulated, text: 'Jeg hedder Kirsten Vangsgaard', deliveryMode: 'expectReplies' }),
    });
    const { activities } = (await response.json()) as { activities: { text: string }[] };
    const reference = /[0-9a-f]{8}/.exec(activities[0]?.text ?? '')?.[0] ?? 'no reference';
    await program.until(new RegExp(reference));
    program.signal('SIGTERM');
    expect(await program.ended).toBe(0);
    const line = program.output.split('\n').find((candidate) => candidate.includes(reference)) ?? '';
    expect(JSON.parse(line)).toMatchObject({ msg: 'turn failed', err: { stack: expect.stringContaining('at ') } });
    expect(program.output).not.toContain('Vangsgaard');
  });
});

describe('a start that cannot be', () => {
  test('with the port in use: what to do, and exit status 1', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as { port: number };
    const program = Program.start('main', {
      PORT: String(port),
      DATA_DIR: await kept(freshDataDirectory()),
      LOG_LEVEL: 'error',
    });
    expect(await program.ended).toBe(1);
    expect(program.output).toMatch(/port.*in use.*PORT/);
    expect(program.output).not.toMatch(/\n\s+at /);
    other.close();
  });

  test.each([
    ['under a file', async () => path.join(await kept(freshDataDirectory()), 'index', 'current', 'data')],
    ['that is a file', async () => path.join(await kept(freshDataDirectory()), 'index', 'current')],
    ...(process.platform === 'linux'
      ? [['where no folder can be made', async () => '/proc/charterdesk/data'] as [string, () => Promise<string>]]
      : []),
  ])('with a data folder %s: says so, and exit status 1', async (_name, directory) => {
    const program = Program.start('main', { PORT: '0', DATA_DIR: await directory(), LOG_LEVEL: 'error' });
    expect(await program.ended).toBe(1);
    expect(program.output).toMatch(
      /Cannot start: DATA_DIR must be a folder that the service can write to, and .* is not:/,
    );
    expect(program.output).not.toMatch(/\n\s+at /);
  });

  test('a setting that is nearly ours is told of, and the start goes on', async () => {
    const program = Program.start('main', {
      PORT: '0',
      DATA_DIR: await kept(freshDataDirectory()),
      LOG_LEVEL: 'error',
      ALOWED_ORIGINS: 'https://www.example.com',
    });
    await program.address();
    expect(program.output).toMatch(/no setting ALOWED_ORIGINS.*mean ALLOWED_ORIGINS/);
    program.signal('SIGTERM');
    expect(await program.ended).toBe(0);
  });

  test('with several bad settings: all of them at once, each with its remedy, no secret', async () => {
    const program = Program.start('main', {
      PORT: 'ninety',
      PUBLIC_URL: 'support.example.com',
      TOKEN_SECRET: 'too-short-a-secret',
      MicrosoftAppId: 'no-guid',
      MicrosoftAppPassword: 'the-password-itself',
      TEAMS_TENANTS: 'one,two',
      LOG_LEVEL: 'loud',
      RATE_LIMIT_MESSAGES_PER_MINUTE: '-1',
    });
    expect(await program.ended).toBe(1);
    for (const line of [
      /PORT .*from 0 to 65535.*ninety/,
      /PUBLIC_URL .*https:\/\/.*support\.example\.com/,
      /TOKEN_SECRET .*at least 32 characters/,
      /MicrosoftAppId .*GUID.*no-guid/,
      /TEAMS_TENANTS .*GUID/,
      /LOG_LEVEL .*loud/,
      /RATE_LIMIT_MESSAGES_PER_MINUTE .*whole number.*-1/,
    ])
      expect(program.output).toMatch(line);
    expect(program.output).not.toContain('too-short-a-secret');
    expect(program.output).not.toContain('the-password-itself');
    expect(program.output).not.toMatch(/\n\s+at /);
  });

  test('with settings that contradict each other, or lack their fellows', async () => {
    const program = Program.start('main', {
      HOST: '0.0.0.0',
      BOT_AUTH: 'off',
      MicrosoftAppId: '5f0c2f3e-94f1-4ab2-8a5e-6c1d0c6b7a11',
    });
    expect(await program.ended).toBe(1);
    for (const line of [
      /BOT_AUTH=off .*HOST/,
      /BOT_AUTH=off and MicrosoftAppId/,
      /MicrosoftAppPassword/,
      /MicrosoftAppTenantId/,
    ])
      expect(program.output).toMatch(line);
  });
});

test('SIGTERM ends it cleanly, with sockets, kept connections and a half-sent request open', async () => {
  const program = Program.start('main', { PORT: '0', DATA_DIR: await kept(freshDataDirectory()), LOG_LEVEL: 'info' });
  const url = await program.address();
  await untilReady(url);
  const visitor = await TestVisitor.arrive(url);
  const listener = visitor.listen();
  await listener.until((activities) => activities.length > 0);
  const begin = async (path: string): Promise<Socket> => {
    const socket = new Socket().connect(Number(new URL(url).port), '127.0.0.1');
    socket.on('error', () => undefined);
    await once(socket, 'connect');
    socket.write(`POST ${path} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{"type"`);
    return socket;
  };
  const halfSent = await begin('/api/messages');
  const cutOff = await begin('/v3/directline/tokens/generate');
  // Both have been read by the time that a request behind them is answered.
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
  cutOff.destroy();
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
  program.signal('SIGTERM');
  expect(await program.ended).toBe(0);
  expect(await listener.closed).toBe(1001);
  expect(program.output).toContain('stopped');
  // A client that goes away is no failure of ours.
  expect(program.output).not.toContain('request failed');
  halfSent.destroy();
});

test('a new index is taken up while people ask: every question is answered', async () => {
  const service = await startTestService();
  const documents = await kept(mkdtemp(path.join(tmpdir(), 'charterdesk-documents-')));
  await cp(projectPath('knowledge', 'documents'), documents, { recursive: true });
  await writeFile(
    path.join(documents, 'giraffes.da.md'),
    '# Vejledning om giraffer\n\n## Giraffer i varehuset\n\nGiraffer i varehuset fodres af vicevært Bodil hver torsdag.\n',
  );
  expect((await readdir(documents)).length).toBeGreaterThan(2);
  const visitors = await Promise.all(Array.from({ length: 4 }, () => TestVisitor.arrive(service.url)));
  let stopped = false;
  let asked = 0;
  const asking = visitors.map(async (visitor) => {
    await visitor.botMessages(1);
    while (!stopped) {
      const reply = await visitor.ask(delayQuestion);
      expect(reply.channelData?.citations).toMatchObject([{ clause: 'administration-enquiries' }]);
      asked += 1;
    }
  });
  const settings = { DATA_DIR: service.dataDirectory };
  expect(await Program.start('commands/ingest', settings, [documents]).ended).toBe(0);
  const curious = await TestVisitor.arrive(service.url);
  await curious.botMessages(1);
  const until = Date.now() + 20_000;
  let text = '';
  while (!text.includes('Bodil') && Date.now() < until)
    text = (await curious.ask('Hvem fodrer giraffer i varehuset?')).text ?? '';
  expect(text).toContain('Bodil');
  stopped = true;
  await Promise.all(asking);
  expect(asked).toBeGreaterThan(4);
  await service.stop();
});
