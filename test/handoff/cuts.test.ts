import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import http from 'node:http';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { untilReady } from '../browser/chat-page';
import { accountsIn, signedIn } from '../desk/staff-accounts';
import { type DeskClient } from '../desk/desk-client';
import { directLineCall } from '../direct-line-client';
import { freshDataDirectory, startTestService, type TestService } from '../start-test-service';
import { alwaysOpen } from './always-open';
import { LastingCustomer } from './lasting-customer';

let service: TestService;
let anna: DeskClient;

let dataDirectory: string;

beforeAll(async () => {
  dataDirectory = await freshDataDirectory();
  const [account] = await accountsIn(dataDirectory, ['Anna Opdigtet']);
  if (!account) throw new Error('There is no account.');
  service = await startTestService({ ...alwaysOpen(), DATA_DIR: dataDirectory });
  await untilReady(service.url);
  anna = await signedIn(service.url, account);
});
afterAll(async () => {
  await service.stop();
  await rm(dataDirectory, { recursive: true, force: true });
});

/** A customer whom Anna has taken. */
async function withAnna(): Promise<{ customer: LastingCustomer; handoff: string }> {
  const customer = await LastingCustomer.arrive(service.url);
  await customer.writes('Jeg vil gerne tale med et menneske');
  await customer.told('received');
  const { json } = await anna.post('handoffs/next');
  const handoff = json.handoff as { id: string; conversation: string };
  expect(handoff.conversation).toBe(customer.conversation);
  return { customer, handoff: handoff.id };
}

/** Sends a request of the desk whose answer never comes: the connection is cut when the service has it, or has half of it. */
async function cutOff(path: string, body: object, how: 'whole' | 'half'): Promise<void> {
  const text = JSON.stringify(body);
  const headers = {
    ...{ Cookie: anna.cookie, 'X-Desk': '1', Origin: service.url, 'Content-Type': 'application/json' },
    'Content-Length': Buffer.byteLength(text),
  };
  const request = http.request(`${service.url}/desk/api/${path}`, { method: 'POST', headers, agent: false });
  const gone = new Promise((resolve) => request.once('close', resolve));
  request.on('error', () => undefined);
  if (how === 'half') request.write(text.slice(0, text.length / 2), () => request.destroy());
  else request.end(text, () => setImmediate(() => request.destroy()));
  await gone;
}

test('a desk that is cut off in the middle of a reply, and sends it again: the customer reads it once', async () => {
  const { customer, handoff } = await withAnna();
  const said: string[] = [];
  for (const how of ['whole', 'half', 'whole'] as const) {
    const text = `Svar ${said.length + 1}`;
    const message = { clientId: `svar-${said.length + 1}`, text };
    await cutOff(`handoffs/${handoff}/messages`, message, how);
    const again = await Promise.all([1, 2].map(() => anna.post(`handoffs/${handoff}/messages`, message)));
    expect(again.map(({ json }) => json.kind)).toEqual(['done', 'done']);
    expect(again[0]?.json.seq).toBe(again[1]?.json.seq);
    said.push(text);
  }
  const log = await customer.log();
  expect(log.filter(({ from }) => from.id.startsWith('staff:')).map(({ text }) => text)).toEqual(said);
});

/** A way to the service that can fall silent without closing: what a customer's network does who walks out of reach. */
async function silentWay(): Promise<{ port: number; fallSilent(): void; stop(): Promise<void> }> {
  const sockets: Socket[] = [];
  const server = createServer((inner) => {
    const outer = connect(Number(new URL(service.url).port), '127.0.0.1');
    sockets.push(inner, outer);
    inner.pipe(outer).pipe(inner);
    for (const socket of [inner, outer]) socket.on('error', () => undefined);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    fallSilent: () => sockets.forEach((socket) => socket.unpipe().pause()),
    async stop() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

test('a customer whose socket is half open misses nothing: what was said meanwhile comes when they are back, once and in order', async () => {
  const { customer, handoff } = await withAnna();
  const { visitor, conversation } = customer;
  const way = await silentWay();
  const before = visitor.listen(visitor.streamUrl.replace(/:\d+\//, `:${way.port}/`));
  const say = async (text: string): Promise<void> => {
    const { json } = await anna.post(`handoffs/${handoff}/messages`, { clientId: text, text });
    expect(json.kind).toBe('done');
  };
  const texts = ['Et', 'To', 'Tre', 'Fire'];
  await say('Et');
  await before.until((activities) => activities.some(({ text }) => text === 'Et'));
  way.fallSilent();
  for (const text of ['To', 'Tre']) await say(text);
  const watermark = before.sets.at(-1)?.watermark ?? '';
  const back = await directLineCall(service.url, 'GET', `/conversations/${conversation}?watermark=${watermark}`, {
    token: visitor.token,
  });
  const after = visitor.listen(String(back.json.streamUrl));
  await say('Fire');
  await after.until((activities) => activities.some(({ text }) => text === 'Fire'));
  const heard = [...before.activities, ...after.activities].filter(({ from }) => from.id.startsWith('staff:'));
  expect(heard.map(({ text }) => text)).toEqual(texts);
  after.close();
  await way.stop();
});
