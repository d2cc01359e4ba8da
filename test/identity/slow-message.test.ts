import { once } from 'node:events';
import http from 'node:http';
import { directLineCall, TestVisitor } from '../direct-line-client';
import { startTestService, type TestService } from '../start-test-service';
import { TestSite } from './test-site';

let site: TestSite;
let service: TestService;
beforeAll(async () => {
  site = await TestSite.start();
  service = await startTestService(site.settings);
});
afterAll(async () => {
  await service.stop();
  await site.stop();
});

test('a message that was begun with a token and ends after its revocation is not taken', async () => {
  const visitor = await TestVisitor.arrive(service.url);
  const path = `/conversations/${visitor.conversation}`;
  const message = JSON.stringify({ type: 'message', text: 'Hvordan anmelder vi en skade?' });
  const slow = http.request(`${service.url}/v3/directline${path}/activities`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${visitor.token}`,
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(message),
    },
  });
  const answered = once(slow, 'response') as Promise<[http.IncomingMessage]>;
  slow.write(message.slice(0, 10));
  // An answer on the same service tells that the first part has been read.
  await directLineCall(service.url, 'GET', `${path}/activities`, { token: visitor.token });
  const body = { assertion: await site.vouchFor('NORD-7') };
  const { json } = await directLineCall(service.url, 'POST', `${path}/identify`, { token: visitor.token, body });
  slow.end(message.slice(10));
  expect((await answered)[0].statusCode).toBe(403);
  const read = await directLineCall(service.url, 'GET', `${path}/activities`, { token: String(json.token) });
  expect(JSON.stringify(read.json)).not.toContain('Hvordan anmelder');
});
