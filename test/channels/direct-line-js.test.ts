import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import {
  type Activity,
  ConnectionStatus,
  DirectLine,
  type DirectLineOptions,
  type Message,
} from 'botframework-directlinejs';
import { WebSocket } from 'ws';
import { directLineCall } from '../direct-line-client';
import { png } from '../attachments/sample-files';
import { freshDataDirectory, startTestService, type TestService } from '../start-test-service';

/** The parts of the browser that DirectLineJS uses; `xhr2` brings no types. */
interface BrowserRequest {
  status: number;
  open(method: string, url: string): void;
  addEventListener(type: 'loadend', listener: () => void): void;
  setRequestHeader(name: string, value: string): void;
  send(body?: unknown): void;
}
const { XMLHttpRequest } = createRequire(__filename)('xhr2') as { XMLHttpRequest: new () => BrowserRequest };

/** Every request that the client has made, with the status once it is known. */
const requests: { call: string; status: number }[] = [];
class RecordedRequest extends XMLHttpRequest {
  override open(method: string, url: string): void {
    super.open(method, url);
    const record = { call: `${method} ${new URL(url).pathname}`, status: 0 };
    requests.push(record);
    this.addEventListener('loadend', () => {
      record.status = this.status;
    });
  }

  /** `xhr2` knows no forms: written out here as a browser would. */
  override send(body?: unknown): void {
    if (!(body instanceof FormData)) return super.send(body);
    const written = new Response(body);
    this.setRequestHeader('Content-Type', written.headers.get('Content-Type') ?? '');
    void written.arrayBuffer().then((bytes) => super.send(bytes));
  }
}

/** Every socket that the client has opened. */
const sockets: WebSocket[] = [];
class RecordedSocket extends WebSocket {
  constructor(url: string) {
    super(url);
    sockets.push(this);
  }
}

const refreshIntervalMs = 15 * 60 * 1000;
const realInterval = globalThis.setInterval;
beforeAll(() => {
  Object.assign(globalThis, { WebSocket: RecordedSocket, XMLHttpRequest: RecordedRequest });
  // The client refreshes its token each quarter of an hour: here each 300 ms.
  const shortened = (work: () => void, everyMs?: number) =>
    realInterval(work, everyMs === refreshIntervalMs ? 300 : everyMs);
  Object.assign(globalThis, { setInterval: shortened });
});
afterAll(() => {
  globalThis.setInterval = realInterval;
});

const delayQuestion = 'Hvornår får vi svar, hvis sagen trækker ud?';
const modes = [
  ['over the WebSocket', { webSocket: true }],
  ['by polling', { webSocket: false, pollingInterval: 200 }],
] as const;

/** A page with the client on it: keeps what a chat window would show. */
class Page {
  readonly shown: Activity[] = [];
  readonly statuses: ConnectionStatus[] = [];
  failure: unknown;
  private readonly directLine: DirectLine;
  private readonly subscriptions: { unsubscribe(): void }[];

  constructor(
    readonly service: TestService,
    readonly token: string,
    options: DirectLineOptions = {},
  ) {
    // The shortest wait before a reconnect, which otherwise is 3 to 15 seconds by chance.
    const services = { random: () => 0 };
    this.directLine = new DirectLine({
      token,
      domain: `${service.url}/v3/directline`,
      conversationStartProperties: { locale: 'da-DK' },
      ...services,
      ...options,
    });
    this.subscriptions = [
      this.directLine.connectionStatus$.subscribe((status) => this.statuses.push(status)),
      this.directLine.activity$.subscribe(
        (activity) => this.shown.push(activity),
        (error: unknown) => {
          this.failure = error;
        },
      ),
    ];
  }

  static async open(service: TestService, options: DirectLineOptions = {}): Promise<Page> {
    const { json } = await directLineCall(service.url, 'POST', '/tokens/generate');
    return new Page(service, String(json.token), options);
  }

  get conversation(): string {
    return (this.directLine as unknown as { conversationId: string }).conversationId;
  }

  get messages(): Message[] {
    return this.shown.filter((activity): activity is Message => activity.type === 'message');
  }

  get fromBot(): Message[] {
    return this.messages.filter((message) => message.from.role === 'bot');
  }

  /** Sends as Web Chat does; resolves with what the client makes of the answer: an id, or `retry`. */
  post(text: string, clientActivityID = randomUUID()): Promise<string> {
    const activity: Message = { type: 'message', text, from: { id: 'me' }, channelData: { clientActivityID } };
    return new Promise((resolve, reject) => this.directLine.postActivity(activity).subscribe(resolve, reject));
  }

  /** Sends a message with files, as Web Chat does when they are dropped into it. */
  postFiles(text: string, attachments: { contentType: string; contentUrl: string; name: string }[]): Promise<string> {
    const activity = { type: 'message', text, from: { id: 'me' }, attachments } as Message;
    return new Promise((resolve, reject) => this.directLine.postActivity(activity).subscribe(resolve, reject));
  }

  async until(condition: () => boolean, patienceMs = 20_000): Promise<void> {
    const end = Date.now() + patienceMs;
    while (!condition()) {
      if (Date.now() > end)
        throw new Error(
          `It did not come. Statuses ${this.statuses.join()}, shown ${JSON.stringify(this.messages.map(({ text }) => text))}`,
        );
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  leave(): void {
    for (const subscription of this.subscriptions) subscription.unsubscribe();
    this.directLine.end();
  }

  end(): void {
    this.directLine.end();
  }
}

/** Everything in the log of the page's conversation. */
async function logged(page: Page, service: TestService): Promise<{ id: string; text: string }[]> {
  const path = `/conversations/${page.conversation}/activities`;
  const { json } = await directLineCall(service.url, 'GET', path, { token: page.token });
  return json.activities as { id: string; text: string }[];
}

describe.each(modes)('the unmodified client %s', (_name, options) => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService();
  });
  afterAll(() => service.stop());

  test('connects, is greeted, posts, sees its own message, and gets a cited answer', async () => {
    const page = await Page.open(service, options);
    await page.until(() => page.fromBot.length === 1);
    expect(page.statuses).toEqual([
      ConnectionStatus.Uninitialized,
      ConnectionStatus.Connecting,
      ConnectionStatus.Online,
    ]);
    const clientActivityID = randomUUID();
    const id = await page.post(delayQuestion, clientActivityID);
    await page.until(() => page.fromBot.length === 2);
    expect(page.messages.find((message) => message.id === id)).toMatchObject({
      text: delayQuestion,
      from: { role: 'user', id: expect.stringMatching(/^dl_/) },
      channelData: { clientActivityID },
    });
    expect(page.fromBot[1]).toMatchObject({
      replyToId: id,
      channelData: { citations: [{ clause: 'administration-enquiries' }] },
    });
    page.leave();
  });

  test('is greeted in the language that it starts with', async () => {
    const page = await Page.open(service, { ...options, conversationStartProperties: { locale: 'en-GB' } });
    await page.until(() => page.fromBot.length === 1);
    expect(page.fromBot[0]?.locale).toBe('en-GB');
    page.leave();
  });

  test('shows ten messages, sent as fast as it can, once each, with their answers, and placed in the order of the log', async () => {
    const page = await Page.open(service, options);
    await page.until(() => page.fromBot.length === 1);
    await Promise.all(Array.from({ length: 10 }, (_, n) => page.post(`Spørgsmål ${n} om fakturaer`)));
    await page.until(() => page.messages.length === 21);
    // The client hands the activities of two answers on side by side: a chat places them by their numbers.
    const placeOf = ({ channelData }: Message): number =>
      (channelData as Record<string, number>)['webchat:sequence-id'] ?? Number.NaN;
    const placed = [...page.messages].sort((one, other) => placeOf(one) - placeOf(other));
    expect(placed.map(({ id }) => id)).toEqual((await logged(page, service)).map(({ id }) => id));
    page.leave();
  });

  test('opened again with the conversation it had, it shows the history, once', async () => {
    const page = await Page.open(service, options);
    await page.until(() => page.fromBot.length === 1);
    await page.post('Hvem er du?');
    await page.until(() => page.fromBot.length === 2);
    page.leave();
    const reopened = new Page(service, page.token, { ...options, conversationId: page.conversation });
    await reopened.until(() => reopened.messages.length === 3);
    expect(reopened.messages.map(({ id }) => id)).toEqual(page.messages.map(({ id }) => id));
    await reopened.post('Tak');
    await reopened.until(() => reopened.fromBot.length === 3);
    reopened.leave();
  });

  test('refreshes its token, and goes on with the new one', async () => {
    const page = await Page.open(service, options);
    await page.until(() => page.fromBot.length === 1);
    const before = requests.length;
    const refreshed = () => requests.slice(before).filter(({ call }) => call.endsWith('/tokens/refresh'));
    await page.until(() => refreshed().some(({ status }) => status === 200));
    await page.post('Hvem er du?');
    await page.until(() => page.fromBot.length === 2);
    expect(
      new Set(
        refreshed()
          .map(({ status }) => status)
          .filter(Boolean),
      ),
    ).toEqual(new Set([200]));
    page.leave();
  });

  test('a message that is refused is reported to the page', async () => {
    const page = await Page.open(service, options);
    await page.until(() => page.fromBot.length === 1);
    await expect(page.post('x'.repeat(70_000))).rejects.toMatchObject({ status: 413 });
    await page.post('Hvem er du?');
    await page.until(() => page.fromBot.length === 2);
    page.leave();
  });

  test('sends files, and shows them with an address from where they can be had', async () => {
    const page = await Page.open(service, options);
    await page.until(() => page.fromBot.length === 1);
    // Where the page has the files: a browser's blob, here an address.
    const shelf = createServer((_request, response) => response.end(png)).listen(0, '127.0.0.1');
    await once(shelf, 'listening');
    const picture = `http://127.0.0.1:${(shelf.address() as AddressInfo).port}/`;
    const id = await page.postFiles('Her er de', [
      { contentType: 'image/png', contentUrl: picture, name: 'blåbær.png' },
      { contentType: 'image/png', contentUrl: picture, name: 'blåbær.png' },
    ]);
    await page.until(() => page.fromBot.length === 2);
    const message = page.messages.find((shown) => shown.id === id);
    expect(message).toMatchObject({
      text: 'Her er de',
      attachments: [{ name: 'blåbær.png' }, { name: /* made unique by the client */ 'blåbær (1).png' }],
    });
    for (const { contentUrl } of (message?.attachments ?? []) as { contentUrl: string }[])
      expect(Buffer.from(await (await fetch(contentUrl)).arrayBuffer()).equals(png)).toBe(true);
    shelf.close();
    page.leave();
  });

  test('a file that is not taken is reported to the page', async () => {
    const page = await Page.open(service, options);
    await page.until(() => page.fromBot.length === 1);
    const text = { contentType: 'text/plain', contentUrl: `${service.url}/healthz`, name: 'police æ.txt' };
    await expect(page.postFiles('', [text])).rejects.toMatchObject({ status: 415 });
    page.leave();
  });

  test('a token that is none: the page is told that it cannot connect', async () => {
    const page = new Page(service, 'no-token', options);
    await page.until(() => page.failure !== undefined);
    expect(page.statuses.at(-1)).toBe(ConnectionStatus.FailedToConnect);
  });

  test('end() leaves nothing behind: no request, no socket', async () => {
    const page = await Page.open(service, options);
    await page.until(() => page.fromBot.length === 1);
    page.end();
    await page.until(() => page.failure !== undefined);
    expect(page.statuses.at(-1)).toBe(ConnectionStatus.Ended);
    await expect(page.post('Er der nogen?')).rejects.toThrow('conversation ended');
    await page.until(() => sockets.every(({ readyState }) => readyState === WebSocket.CLOSED));
    const before = requests.length;
    await new Promise((resolve) => setTimeout(resolve, 700));
    // Earlier pages refresh their tokens on for a while; this one must not.
    expect(requests.slice(before).filter(({ call }) => call.includes(page.conversation))).toEqual([]);
  });
});

describe('when the connection is lost', () => {
  test('a cut socket: it comes back by itself, with what was said meanwhile, once', async () => {
    const service = await startTestService();
    const page = await Page.open(service);
    await page.until(() => page.fromBot.length === 1);
    sockets.at(-1)?.terminate();
    const id = await page.post(delayQuestion);
    const opened = sockets.length;
    await page.until(() => page.fromBot.length === 2);
    expect(sockets).toHaveLength(opened + 1);
    expect(page.messages.map((message) => message.id)).toEqual((await logged(page, service)).map((entry) => entry.id));
    expect(page.messages[1]?.id).toBe(id);
    page.leave();
    await service.stop();
  });

  test('a restart of the service: nothing is lost or doubled, and the conversation goes on', async () => {
    const dataDirectory = await freshDataDirectory();
    const settings = { DATA_DIR: dataDirectory };
    const before = await startTestService(settings);
    const page = await Page.open(before);
    await page.until(() => page.fromBot.length === 1);
    await page.post(delayQuestion);
    await page.until(() => page.fromBot.length === 2);

    const clientActivityID = randomUUID();
    await before.stop();
    // Nobody there: the client says so, and the page sends the same message again later.
    expect(await page.post('Hvem er du?', clientActivityID)).toBe('retry');
    const after = await startTestService({ ...settings, PORT: new URL(before.url).port });
    const id = await page.post('Hvem er du?', clientActivityID);
    expect(await page.post('Hvem er du?', clientActivityID)).toBe(id);

    await page.until(() => page.fromBot.length === 3, 40_000);
    await page.post('Tak');
    await page.until(() => page.fromBot.length === 4);
    expect(page.messages.map((message) => message.id)).toEqual((await logged(page, after)).map((entry) => entry.id));
    page.leave();
    await after.stop();
    await rm(dataDirectory, { recursive: true, force: true });
  });

  test.each(modes)('a conversation that is gone for good: the page is told (%s)', async (_name, options) => {
    const settings = { TOKEN_SECRET: 'a-secret-of-the-tests-that-is-long-enough' };
    const before = await startTestService(settings);
    const page = await Page.open(before, options);
    await page.until(() => page.fromBot.length === 1);
    await before.stop();
    // The same address with another store: the token is good, the conversation unknown.
    const after = await startTestService({ ...settings, PORT: new URL(before.url).port });
    const call = `/conversations/${page.conversation}/activities`;
    expect((await directLineCall(after.url, 'GET', call, { token: page.token })).status).toBe(404);
    // Polling, the client gives up in silence when nobody answers; it learns the rest when it sends.
    if (options.webSocket) {
      await page.until(() => page.failure !== undefined, 40_000);
      expect(page.failure).toMatchObject({ message: 'conversation ended' });
    }
    await expect(page.post('Er der nogen?')).rejects.toMatchObject({ status: 404 });
    page.leave();
    await after.stop();
  });
});
