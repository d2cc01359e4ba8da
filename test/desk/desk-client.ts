import { once } from 'node:events';
import http from 'node:http';

/** What the desk answered. */
export interface DeskAnswer {
  status: number;
  headers: http.IncomingHttpHeaders;
  json: Record<string, unknown>;
}

/** A browser at the desk, as far as the API sees it: it keeps the session's cookie, and its page sends the headers that it should. */
export class DeskClient {
  private readonly cookies = new Map<string, string>();

  constructor(private readonly url: string) {}

  get cookie(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  get(path: string): Promise<DeskAnswer> {
    return this.call('GET', path);
  }

  post(path: string, body: unknown = {}): Promise<DeskAnswer> {
    return this.call('POST', path, body);
  }

  /** @param headers in the place of the page's own; undefined leaves one out */
  async call(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string | undefined> = {},
  ): Promise<DeskAnswer> {
    const address = path.startsWith('/') ? path : `/desk/api/${path}`;
    const sent: Record<string, string | undefined> = {
      ...(this.cookies.size > 0 ? { Cookie: this.cookie } : {}),
      ...(method === 'POST' ? { 'X-Desk': '1', Origin: this.url, 'Content-Type': 'application/json' } : {}),
      ...headers,
    };
    const given = Object.fromEntries(Object.entries(sent).filter(([, value]) => value !== undefined));
    const request = http.request(`${this.url}${address}`, { method, headers: given as Record<string, string> });
    request.end(body === undefined ? undefined : Buffer.isBuffer(body) ? body : JSON.stringify(body));
    const [response] = (await once(request, 'response')) as [http.IncomingMessage];
    const text = await textOf(response);
    this.keep(response.headers['set-cookie'] ?? []);
    const isJson = response.headers['content-type']?.startsWith('application/json') === true;
    return {
      status: response.statusCode ?? 0,
      headers: response.headers,
      json: isJson ? (JSON.parse(text) as Record<string, unknown>) : { text },
    };
  }

  /** The live feed: resolves once it is open. */
  async live(): Promise<LiveFeed> {
    const request = http.request(`${this.url}/desk/api/live`, { headers: { Cookie: this.cookie } });
    request.end();
    const [response] = (await once(request, 'response')) as [http.IncomingMessage];
    return new LiveFeed(response);
  }

  private keep(lines: string[]): void {
    for (const line of lines) {
      const [pair = ''] = line.split(';');
      const [name = '', value = ''] = pair.split('=');
      if (/Max-Age=0/.test(line)) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
  }
}

async function textOf(response: http.IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of response as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

/** What comes over `GET /desk/api/live`. */
export class LiveFeed {
  private readonly seen: Record<string, unknown>[] = [];
  private wake: () => void = () => undefined;
  private tell: (news: Record<string, unknown>) => void = () => undefined;
  readonly closed: Promise<void>;

  constructor(readonly response: http.IncomingMessage) {
    let text = '';
    response.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
      const events = text.split('\n\n');
      text = events.pop() ?? '';
      for (const event of events) {
        const data = /^data: (.*)$/m.exec(event)?.[1];
        if (data === undefined) continue;
        const news = JSON.parse(data) as Record<string, unknown>;
        this.seen.push(news);
        this.tell(news);
      }
      this.wake();
    });
    this.closed = new Promise((resolve) => response.on('close', resolve));
  }

  /** The first news that is so; it is waited for. */
  async news(isIt: (news: Record<string, unknown>) => boolean): Promise<Record<string, unknown>> {
    for (;;) {
      const found = this.seen.find(isIt);
      if (found) return found;
      await new Promise<void>((resolve) => (this.wake = resolve));
    }
  }

  /** Has the listener told of all news from now on. */
  listen(listener: (news: Record<string, unknown>) => void): void {
    this.tell = listener;
  }

  get all(): readonly Record<string, unknown>[] {
    return this.seen;
  }

  close(): void {
    this.response.destroy();
  }
}
