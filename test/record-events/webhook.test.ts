import { signatureOf } from '../../adapters/signed-request';
import { startTestService, type TestService } from '../start-test-service';
import { claimEvent, limitEvent, otherSecret, secret, sendEvent } from './sender';

let service: TestService;
beforeAll(async () => {
  service = await startTestService({ RECORD_EVENTS_SECRET: `${secret}, ${otherSecret}` });
});
afterAll(() => service.stop());

const seconds = () => Math.floor(Date.now() / 1000);

test('a signed event is taken: 202', async () => {
  expect(await sendEvent(service.url, limitEvent())).toMatchObject({ status: 202, json: { status: 'taken' } });
  expect(await sendEvent(service.url, claimEvent())).toMatchObject({ status: 202, json: { status: 'taken' } });
});

test('signed with the other of two secrets, or with both while the sender changes its own', async () => {
  expect((await sendEvent(service.url, limitEvent(), { secret: otherSecret })).status).toBe(202);
  const event = limitEvent();
  const good = signatureOf(secret, seconds(), JSON.stringify(event));
  const both = await sendEvent(service.url, event, { signature: `v1=00, ${good}` });
  expect(both.status).toBe(202);
});

test.each([
  ['no signature', { signature: null }, /^Sign the request/],
  ['an empty one', { signature: '' }, /signature does not fit/],
  ['one of another secret', { secret: 'somebody-elses-secret-somebody-elses' }, /signature does not fit/],
  ['one of another body', { rawBody: JSON.stringify(limitEvent()), signature: 'v1=' + '0'.repeat(64) }, /does not fit/],
  ['a timestamp of ten minutes ago', { timestamp: seconds() - 600 }, /more than 300 seconds off/],
  ['a timestamp of ten minutes ahead', { timestamp: seconds() + 600 }, /more than 300 seconds off/],
])('%s: 401, which says what to do', async (_case, flaws, message) => {
  const { status, json } = await sendEvent(service.url, limitEvent(), flaws);
  expect(status).toBe(401);
  expect(json.error?.message).toMatch(message);
});

test('the timestamp is signed too: a copied request cannot be made young again', async () => {
  const event = limitEvent();
  const old = signatureOf(secret, seconds() - 600, JSON.stringify(event));
  const { status, json } = await sendEvent(service.url, event, { signature: old });
  expect({ status, message: json.error?.message }).toMatchObject({
    status: 401,
    message: expect.stringMatching(/does not fit/),
  });
});

test.each([
  ['no JSON', 'limit-reduced', /not JSON/],
  ['an event without customers', JSON.stringify(limitEvent({ customerIds: [] })), /customerIds/],
  ['an unknown kind', JSON.stringify(limitEvent({ kind: 'limit-doubled' })), /kind/],
  ['a claim event about a buyer', JSON.stringify(limitEvent({ kind: 'claim-paid' })), /claimNumber/],
  ['facts beside the ids', JSON.stringify(limitEvent({ amount: '1000000' })), /amount/],
])('%s: 400, which names what is wrong', async (_case, rawBody, message) => {
  const { status, json } = await sendEvent(service.url, undefined, { rawBody });
  expect(status).toBe(400);
  expect(json.error?.message).toMatch(message);
});

test('the same event again is known; another one under its id is a conflict', async () => {
  const event = limitEvent();
  expect((await sendEvent(service.url, event)).json.status).toBe('taken');
  expect(await sendEvent(service.url, event)).toMatchObject({ status: 202, json: { status: 'known' } });
  const other = await sendEvent(service.url, { ...event, kind: 'limit-raised' });
  expect(other).toMatchObject({ status: 409, json: { error: { code: 'Conflict' } } });
});

test('a request over the limit is refused: 413; over the rate: 429', async () => {
  const huge = await sendEvent(service.url, limitEvent({ id: 'x'.repeat(20_000) }));
  expect(huge.status).toBe(413);
  const slow = await startTestService({ RECORD_EVENTS_SECRET: secret, RATE_LIMIT_REQUESTS_PER_MINUTE: '1' });
  expect((await sendEvent(slow.url, limitEvent())).status).toBe(202);
  expect((await sendEvent(slow.url, limitEvent())).status).toBe(429);
  await slow.stop();
});

test('without the setting there is no such address: 404', async () => {
  const closed = await startTestService();
  const { status, json } = await sendEvent(closed.url, limitEvent());
  expect({ status, message: json.error?.message }).toEqual({
    status: 404,
    message: expect.stringMatching(/RECORD_EVENTS_SECRET/),
  });
  await closed.stop();
});
