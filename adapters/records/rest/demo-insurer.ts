import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import { recordKinds } from '../kinds';
import { BuyerId, BuyerSearch, CustomerId, Draft, PolicyNumber } from '../schemas';
import type { RecordSource } from '../source';
import { collections, pageSize, type Problem } from './contract';
import { pageOf } from './demo-paging';
import { openApiDocument } from './openapi';

/**
 * Ways to fail that an insurer's system has: never answers, fails, answers records that are none, answers no JSON, does not take our token, has
 * enough of us, drops the connection before it did anything, or after it did everything.
 */
export const faults = [
  'none',
  'slow',
  'broken',
  'wrong',
  'garbled',
  '401',
  '429',
  'drop-before',
  'drop-after',
] as const;
export type Fault = (typeof faults)[number];

export interface DemoInsurer {
  /** What RECORDS_URL must be. */
  url: string;
  tokenUrl: string;
  /** Fails in that way from now on, or for so many requests. */
  misbehave(fault: Fault, times?: number): void;
  /** Every token given so far is good no more. */
  revokeTokens(): void;
  /** Requests for records seen so far, tokens not counted. */
  requests(): number;
  stop(): Promise<void>;
}

export interface DemoInsurerOptions {
  source: RecordSource;
  clientId: string;
  clientSecret: string;
  port?: number;
  /** Sends no more than this in one page, whatever is asked for. */
  mostOnPage?: number;
}

const base = '/records/v1';
const tokenLifeSeconds = 300;
const biggestDraft = 1024 * 1024;

interface Answer {
  status: number;
  body: unknown;
  headers?: Record<string, string>;
}
const problem = (status: number, code: Problem['code'], headers?: Record<string, string>): Answer => ({
  status,
  body: { code } satisfies Problem,
  ...(headers && { headers }),
});

/** An insurer's system that is not there: it speaks our contract over real HTTP, on loopback only, and fails when it is told to. */
export async function startDemoInsurer({
  source,
  clientId,
  clientSecret,
  port = 0,
  mostOnPage = pageSize,
}: DemoInsurerOptions): Promise<DemoInsurer> {
  const tokens = new Set<string>();
  let fault: Fault = 'none';
  let left = Infinity;
  let seen = 0;

  const misbehave = (wanted: Fault, times = Infinity): void => {
    fault = wanted;
    left = times;
  };
  const faultNow = (): Fault => {
    if (fault === 'none' || left <= 0) return 'none';
    left -= 1;
    return fault;
  };

  const token = (request: IncomingMessage): Answer => {
    const expected = `Basic ${Buffer.from(`${encodeURIComponent(clientId)}:${encodeURIComponent(clientSecret)}`).toString('base64')}`;
    if (request.headers.authorization !== expected) return { status: 401, body: { error: 'invalid_client' } };
    const access_token = randomBytes(24).toString('base64url');
    tokens.add(access_token);
    return { status: 200, body: { access_token, token_type: 'Bearer', expires_in: tokenLifeSeconds } };
  };

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', 'http://demo.invalid');
    if (url.pathname === '/oauth/token' && request.method === 'POST') return send(response, token(request));
    if (url.pathname === '/openapi.json') return send(response, { status: 200, body: openApiDocument() });
    if (url.pathname === '/demo/fault' && request.method === 'POST') {
      const wish = z
        .object({ fault: z.enum(faults), times: z.int().positive().optional() })
        .safeParse(await bodyOf(request));
      if (wish.success) misbehave(wish.data.fault, wish.data.times);
      return send(response, wish.success ? { status: 200, body: wish.data } : problem(400, 'bad-request'));
    }
    if (!url.pathname.startsWith(`${base}/`)) return send(response, { status: 404, body: 'nothing here' });

    seen += 1;
    const now = faultNow();
    // Whoever waits for an answer goes away at last; the connection closes with it.
    if (now === 'slow') return;
    if (now === 'drop-before') return void request.socket.destroy();
    if (now === 'broken') return send(response, problem(500, 'failed'));
    if (now === '429') return send(response, problem(429, 'too-many-requests', { 'retry-after': '7' }));
    const bearer = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '';
    if (now === '401' || !tokens.has(bearer)) return send(response, problem(401, 'unauthorized'));
    const answer = await answerTo(source, request, url, mostOnPage);
    if (now === 'drop-after') return void request.socket.destroy();
    if (now === 'garbled') {
      response.writeHead(200, { 'content-type': 'text/html' });
      return void response.end('<html>Welcome</html>');
    }
    return send(response, now === 'wrong' ? { status: 200, body: { items: [{ claimNumber: 42 }] } } : answer);
  };

  const server = createServer((request, response) => {
    serve(request, response).catch(() => send(response, problem(500, 'failed')));
  });
  await new Promise<void>((resolve, reject) => {
    server.on('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: `${origin}${base}`,
    tokenUrl: `${origin}/oauth/token`,
    misbehave,
    revokeTokens: () => tokens.clear(),
    requests: () => seen,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await source.close();
    },
  };
}

function send(response: ServerResponse, { status, body, headers }: Answer): void {
  // Two statements: in a process that also serves with restify, `writeHead` returns nothing to go on with.
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  let text = '';
  request.setEncoding('utf8');
  for await (const chunk of request) {
    text += String(chunk);
    if (text.length > biggestDraft) throw new Error('The request is too long.');
  }
  return JSON.parse(text) as unknown;
}

const Narrowing = z.object({ policyNumber: PolicyNumber.optional(), buyerId: BuyerId.optional() });

/** Reads the request as `openapi.json` has it. */
async function answerTo(source: RecordSource, request: IncomingMessage, url: URL, mostOnPage: number): Promise<Answer> {
  const [, asking, what, draftId] = url.pathname
    .slice(base.length + 1)
    .split('/')
    .map(decodeURIComponent);
  const id = CustomerId.safeParse(asking);
  if (!id.success) return problem(400, 'bad-request');
  const query = Object.fromEntries(url.searchParams);
  const paged = (all: readonly unknown[]): Answer => {
    const body = pageOf(all, query, mostOnPage);
    return body ? { status: 200, body } : problem(400, 'bad-request');
  };
  if (what === undefined) {
    const customer = await source.customer(id.data);
    return customer ? { status: 200, body: customer } : problem(404, 'no-such-customer');
  }
  if (what === 'buyers') {
    const search = BuyerSearch.safeParse(query);
    return search.success ? paged(await source.buyers(id.data, search.data)) : problem(400, 'bad-request');
  }
  if (what === 'drafts' && request.method === 'PUT') {
    const draft = Draft.safeParse(await bodyOf(request));
    if (!draft.success || draft.data.draftId !== draftId) return problem(400, 'bad-request');
    const taken = await source.submit(id.data, draft.data);
    return taken.kind === 'received' ? { status: 200, body: taken.receipt } : problem(409, 'draft-changed');
  }
  const kind = recordKinds.find((candidate) => collections[candidate] === what);
  const which = Narrowing.safeParse(query);
  if (!kind || !which.success) return problem(400, 'bad-request');
  const { policyNumber, buyerId } = which.data;
  const all = await source.list(kind, id.data, { ...(policyNumber && { policyNumber }), ...(buyerId && { buyerId }) });
  return paged(all);
}
