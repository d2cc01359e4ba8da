import { randomUUID } from 'node:crypto';
import { WebSocket } from 'ws';

/** An activity as clients get it. */
export interface ClientView {
  type: string;
  id: string;
  text?: string;
  locale?: string;
  replyToId?: string;
  from: { id: string; role: string; name?: string };
  channelData?: Record<string, unknown>;
  suggestedActions?: { actions: { title: string; value: string }[] };
  entities?: unknown[];
  attachments?: unknown[];
}

interface ActivitySet {
  activities: ClientView[];
  watermark?: string;
}

/** Calls of the Direct Line protocol, bare: what a client library does underneath. */
export async function directLineCall(
  url: string,
  method: string,
  path: string,
  options: {
    token?: string;
    body?: unknown;
    headers?: Record<string, string>;
    rawBody?: string | Uint8Array<ArrayBuffer>;
  } = {},
): Promise<{ status: number; headers: Headers; json: Record<string, unknown> }> {
  const body = options.rawBody ?? (options.body === undefined ? undefined : JSON.stringify(options.body));
  const response = await fetch(`${url}/v3/directline${path}`, {
    method,
    headers: {
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...(options.token === undefined ? {} : { Authorization: `Bearer ${options.token}` }),
      ...options.headers,
    },
    ...(body === undefined ? {} : { body }),
  });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    json: (text ? JSON.parse(text) : {}) as Record<string, unknown>,
  };
}

/** A visitor with a conversation, over the wire. */
export class TestVisitor {
  private constructor(
    readonly url: string,
    readonly conversation: string,
    readonly token: string,
    readonly streamUrl: string,
  ) {}

  /** @param assertion of a customer who is signed in on the insurer's site */
  static async arrive(url: string, locale = 'da-DK', assertion?: string): Promise<TestVisitor> {
    const signedIn = assertion === undefined ? {} : { token: assertion };
    const generated = await directLineCall(url, 'POST', '/tokens/generate', signedIn);
    const started = await directLineCall(url, 'POST', '/conversations', {
      token: String(generated.json.token),
      body: { locale },
    });
    const { conversationId, token, streamUrl } = started.json as Record<string, string>;
    if (!conversationId || !token || !streamUrl)
      throw new Error(`No conversation: ${started.status} ${JSON.stringify(started.json)}`);
    return new TestVisitor(url, conversationId, token, streamUrl);
  }

  /** The same visitor at another address of the service. */
  at(url: string, streamUrl: string): TestVisitor {
    return new TestVisitor(url, this.conversation, this.token, streamUrl);
  }

  post(activity: Record<string, unknown>) {
    return directLineCall(this.url, 'POST', `/conversations/${this.conversation}/activities`, {
      token: this.token,
      body: activity,
    });
  }

  /** Sends a message; resolves with its id once the service has acknowledged it. */
  async send(text: string, clientActivityID: string = randomUUID()): Promise<string> {
    const { status, json } = await this.post({ type: 'message', text, channelData: { clientActivityID } });
    if (status !== 200) throw new Error(`Not taken: ${status} ${JSON.stringify(json)}`);
    return String(json.id);
  }

  async activities(watermark = ''): Promise<ActivitySet> {
    const path = `/conversations/${this.conversation}/activities?watermark=${watermark}`;
    return (await directLineCall(this.url, 'GET', path, { token: this.token })).json as unknown as ActivitySet;
  }

  /** The bot's messages, once there are at least `count`. */
  async botMessages(count: number, patienceMs = 15_000): Promise<ClientView[]> {
    const until = Date.now() + patienceMs;
    for (;;) {
      const messages = (await this.activities()).activities.filter((activity) => activity.from.role === 'bot');
      if (messages.length >= count) return messages;
      if (Date.now() > until) throw new Error(`Only ${messages.length} of ${count} bot messages came.`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  /** Asks, and waits for the bot's reply to just that. */
  async ask(text: string): Promise<ClientView> {
    const id = await this.send(text);
    const until = Date.now() + 15_000;
    while (Date.now() < until) {
      const reply = (await this.activities()).activities.find((activity) => activity.replyToId === id);
      if (reply) return reply;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    throw new Error(`No reply came to "${text}".`);
  }

  listen(streamUrl = this.streamUrl, headers: Record<string, string> = {}): TestListener {
    return new TestListener(new WebSocket(streamUrl, { headers }));
  }
}

/** A socket that keeps what it is sent. */
export class TestListener {
  readonly sets: ActivitySet[] = [];
  readonly opened: Promise<void>;
  readonly closed: Promise<number>;

  constructor(readonly socket: WebSocket) {
    this.opened = new Promise((resolve, reject) => {
      socket.once('open', resolve);
      socket.once('error', reject);
    });
    this.closed = new Promise((resolve) => socket.once('close', resolve));
    this.opened.catch(() => undefined);
    socket.on('message', (data: Buffer) => {
      const text = data.toString();
      if (text !== '') this.sets.push(JSON.parse(text) as ActivitySet);
    });
  }

  get activities(): ClientView[] {
    return this.sets.flatMap((set) => set.activities);
  }

  async until(condition: (activities: ClientView[]) => boolean, patienceMs = 15_000): Promise<ClientView[]> {
    const end = Date.now() + patienceMs;
    while (!condition(this.activities)) {
      if (Date.now() > end)
        throw new Error(`It did not come: ${JSON.stringify(this.activities.map((activity) => activity.text))}`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    return this.activities;
  }

  close(): void {
    this.socket.close();
  }
}
