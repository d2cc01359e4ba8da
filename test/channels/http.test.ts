import { once } from 'node:events';
import { Agent, type IncomingMessage, request as httpRequest, type RequestOptions } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createHttpServer } from '../../bot/server';
import { startTestService, type TestService } from '../start-test-service';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.stop());

async function ask(path: string, options: RequestOptions = {}, body = ''): Promise<IncomingMessage & { text: string }> {
  const sending = httpRequest(new URL(path, service.url), options).end(body);
  const [answer] = (await once(sending, 'response')) as [IncomingMessage];
  let text = '';
  for await (const part of answer.setEncoding('utf8')) text += String(part);
  return Object.assign(answer, { text });
}

describe('what is not there', () => {
  test.each([
    ['/', 'DELETE', 'GET, HEAD'],
    ['/api/messages', 'GET', 'POST'],
    ['/v3/directline/tokens/generate', 'GET', 'OPTIONS, POST'],
  ])('%s does not take %s: 405 in our own shape, with what it does take', async (path, method, allowed) => {
    const { statusCode, headers, text } = await ask(path, { method });
    expect(statusCode).toBe(405);
    expect(headers.allow?.split(', ').sort().join(', ')).toBe(allowed);
    expect(JSON.parse(text)).toEqual({
      error: { code: 'MethodNotAllowed', message: expect.stringContaining(method) },
    });
  });

  test.each(['GET', 'POST'])(
    '%s of an address that Direct Line does not have: 404, not a wrong method',
    async (method) => {
      const { statusCode, headers, text } = await ask('/v3/directline/nothing', { method });
      expect(statusCode).toBe(404);
      expect(headers.allow).toBeUndefined();
      expect(JSON.parse(text)).toMatchObject({ error: { code: 'NotFound' } });
    },
  );
});

describe('an offer to go on in HTTP/2, as Java’s client makes with its first request', () => {
  const offer = { Connection: 'Upgrade, HTTP2-Settings', Upgrade: 'h2c', 'HTTP2-Settings': 'AAEAAEAAAAIAAAAB' };

  test('is not taken up, and the request answered', async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    expect((await ask('/healthz', { headers: offer, agent })).text).toBe('{"status":"alive"}');
    expect((await ask('/healthz', { agent })).statusCode).toBe(200);
    const generated = await ask('/v3/directline/tokens/generate', { method: 'POST', headers: offer, agent }, '{}');
    expect(JSON.parse(generated.text)).toMatchObject({ conversationId: expect.any(String) });
    // A body that comes in several pieces is read whole, and its fault told.
    const broken = await ask(
      '/v3/directline/tokens/generate',
      { method: 'POST', headers: offer, agent },
      `{"a":"${'x'.repeat(60_000)}"`,
    );
    expect(broken.statusCode).toBe(400);
    agent.destroy();
  });
});

test.each([
  ['br, gzip', 'br'],
  ['gzip', 'gzip'],
  ['br;q=0, gzip;q=0.5', 'gzip'],
  ['br;q=0, gzip;q=0', undefined],
  ['identity', undefined],
])('the widget for a browser that takes %s comes as %s', async (accepted, encoding) => {
  const { headers } = await ask('/widget.js', { headers: { 'Accept-Encoding': accepted } });
  expect(headers['content-encoding']).toBe(encoding);
});

test('a server that is stopping takes no further request on a connection that is kept open', async () => {
  let stopping = false;
  const server = createHttpServer({
    metrics: { expose: async () => ({ contentType: 'text/plain', text: '' }) },
    isStopping: () => stopping,
    notReady: () => undefined,
    receive: async () => ({ status: 200 }),
    onSurprise: () => undefined,
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const connection = async () => (await ask(`${url}healthz`, { agent })).headers.connection;
  expect(await connection()).toBe('keep-alive');
  stopping = true;
  expect(await connection()).toBe('close');
  agent.destroy();
  server.close();
});
