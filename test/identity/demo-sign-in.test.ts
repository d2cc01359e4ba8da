import http from 'node:http';
import { startTestService, type TestService } from '../start-test-service';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.stop());

/** `fetch` lets nobody choose the Host header; a browser sends the name in its address bar. */
const signInFrom = (host: string): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    const headers = { host, origin: `http://${host}`, 'content-type': 'application/json' };
    const request = http.request(`${service.url}/demo/sign-in`, { method: 'POST', headers }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    request.on('error', reject);
    // No invented customer: whoever may ask hears that, and whoever may not hears 403 before.
    request.end(JSON.stringify({ customerId: 'nobody' }));
  });

test('the demo page on this machine may play a customer', async () => {
  expect(await signInFrom(new URL(service.url).host)).toBe(404);
  expect(await signInFrom('localhost:3978')).toBe(404);
});

test('a page elsewhere whose name leads to this machine may not', async () => {
  expect(await signInFrom('evil.example:3978')).toBe(403);
  expect(await signInFrom('127.0.0.1.evil.example')).toBe(403);
});
