import { createServer } from 'node:http';
import { openDemoRecords } from '../../../adapters/records/demo/sql-demo-records';
import { guardedRecords } from '../../../adapters/records/guarded-records';
import { CustomerId, type Records, RecordsUnavailable } from '../../../adapters/records/port';
import { type DemoInsurer, type Fault, startDemoInsurer } from '../../../adapters/records/rest/demo-insurer';
import { restRecords, type RestRecordsOptions } from '../../../adapters/records/rest/rest-records';
import { claimDraft, contractNow, recordsContract } from './records-contract';

const client = { clientId: 'charterdesk', clientSecret: 'not so secret: æ/:' };

async function insurer(): Promise<DemoInsurer> {
  const { source } = await openDemoRecords(':memory:', contractNow);
  return startDemoInsurer({ source, ...client });
}

const connect = ({ url, tokenUrl }: DemoInsurer, options: Partial<RestRecordsOptions> = {}) =>
  restRecords({ baseUrl: url, credentials: { tokenUrl, ...client }, now: contractNow, ...options });

recordsContract(
  'REST',
  async () => {
    const there = await insurer();
    return { source: connect(there), close: () => there.stop() };
  },
  { numbersAtOnce: true },
);

describe('an insurer’s system that does not answer as it should', () => {
  let there: DemoInsurer;
  beforeEach(async () => {
    there = await insurer();
  });
  afterEach(() => there.stop());

  const blaamejse = (options: Partial<RestRecordsOptions> = {}): Records =>
    guardedRecords(
      connect(there, options),
      contractNow,
    )({ kind: 'customer', customerId: CustomerId.parse('blaamejse') });

  const problemOf = async (work: Promise<unknown>): Promise<RecordsUnavailable> => {
    const error = await work.then(
      () => undefined,
      (problem: unknown) => problem,
    );
    if (!(error instanceof RecordsUnavailable)) throw new Error(`was ${String(error)}`);
    return error;
  };

  test.each<[Fault, string, number | undefined]>([
    ['slow', 'slow', undefined],
    ['broken', 'down', undefined],
    ['wrong', 'nonsense', undefined],
    ['garbled', 'nonsense', undefined],
    ['401', 'refused', undefined],
    ['429', 'busy', 7],
    ['drop-before', 'down', undefined],
    ['drop-after', 'down', undefined],
  ])('%s: the reads and the filing say %s', async (fault, reason, retryAfterSeconds) => {
    // Only a system that never answers needs our patience to be short.
    const records = blaamejse({ readRetries: 0, ...(fault === 'slow' && { timeoutMs: 300 }) });
    there.misbehave(fault);
    for (const work of [records.claims(), records.findBuyers({ name: 'Nordhavn' }), records.fileClaim(claimDraft())])
      expect(await problemOf(work)).toMatchObject({ reason, retryAfterSeconds });
  });

  test('not there at all: down', async () => {
    const records = blaamejse({ baseUrl: 'http://127.0.0.1:1/records/v1' });
    expect((await problemOf(records.policies())).reason).toBe('down');
  });

  test('an address that is somebody else’s page: nonsense, never "there is none"', async () => {
    const page = createServer((_request, response) => {
      // Two statements, here and below: where restify is loaded too, writeHead returns nothing.
      response.writeHead(404);
      response.end('<h1>Not found</h1>');
    });
    await new Promise<void>((resolve) => page.listen(0, '127.0.0.1', resolve));
    const address = page.address();
    const records = blaamejse({ baseUrl: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/` });
    expect((await problemOf(records.customer())).reason).toBe('nonsense');
    expect((await problemOf(records.policies())).reason).toBe('nonsense');
    page.close();
  });

  test('a redirect is not followed: our token stays where it belongs', async () => {
    let carried: string | undefined;
    const elsewhere = createServer((request, response) => {
      carried = request.headers.authorization;
      response.writeHead(200);
      response.end('{"items":[]}');
    });
    await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
    const address = elsewhere.address();
    const redirecting = createServer((_request, response) => {
      response.writeHead(302, { location: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/` });
      response.end();
    });
    await new Promise<void>((resolve) => redirecting.listen(0, '127.0.0.1', resolve));
    const port = redirecting.address();
    const records = blaamejse({ baseUrl: `http://127.0.0.1:${typeof port === 'object' ? port?.port : 0}` });
    expect((await problemOf(records.policies())).reason).toBe('down');
    expect(carried).toBeUndefined();
    elsewhere.close();
    redirecting.close();
  });

  test('a read that fails once is tried again', async () => {
    const records = blaamejse();
    there.misbehave('broken', 1);
    expect(await records.policies()).toHaveLength(1);
  });

  test('a draft that fails is not sent again by itself', async () => {
    const records = blaamejse();
    await records.policies();
    await records.findBuyers({});
    const before = there.requests();
    const source = connect(there);
    there.misbehave('broken');
    await problemOf(source.submit(CustomerId.parse('blaamejse'), claimDraft()));
    expect(there.requests() - before).toBe(1);
  });

  test.each(['drop-before', 'drop-after', 'slow'] as const)(
    'a claim filed while the connection fails (%s) is filed once when the customer sends it again',
    async (fault) => {
      const patient = connect(there);
      const source = connect(there, fault === 'slow' ? { timeoutMs: 300 } : {});
      const asking = CustomerId.parse('blaamejse');
      const draft = claimDraft();
      const before = await patient.list('claim', asking);
      there.misbehave(fault, 1);
      const problem = await problemOf(source.submit(asking, draft));
      expect(problem.message).toContain('sending the same draft again is safe');
      const taken = await patient.submit(asking, draft);
      expect(await patient.submit(asking, draft)).toEqual(taken);
      expect(taken.kind).toBe('received');
      expect(await patient.list('claim', asking)).toHaveLength(before.length + 1);
    },
  );

  test('a token that was taken back is replaced, once', async () => {
    const records = () =>
      guardedRecords(source, contractNow)({ kind: 'customer', customerId: CustomerId.parse('blaamejse') });
    const source = connect(there);
    expect(await records().policies()).toHaveLength(1);
    there.revokeTokens();
    expect(await records().policies()).toHaveLength(1);
  });

  test('wrong credentials: refused, and the message names the settings', async () => {
    const records = blaamejse({ credentials: { tokenUrl: there.tokenUrl, ...client, clientSecret: 'wrong' } });
    const problem = await problemOf(records.policies());
    expect(problem.reason).toBe('refused');
    expect(problem.message).toContain('RECORDS_CLIENT_SECRET');
    expect(there.requests()).toBe(0);
  });

  test('a system that goes on failing is left alone for a while, and found again', async () => {
    const source = connect(there, { readRetries: 0, breakMs: 200 });
    const asking = CustomerId.parse('blaamejse');
    there.misbehave('broken');
    for (let time = 0; time < 8; time += 1) expect((await problemOf(source.list('claim', asking))).reason).toBe('down');
    expect(there.requests()).toBe(5);
    there.misbehave('none');
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect((await source.list('claim', asking)).length).toBeGreaterThan(0);
  });

  test('more questions than it may be asked at a time: busy at once', async () => {
    const source = connect(there, { readRetries: 0, timeoutMs: 1_500 });
    await source.customer(CustomerId.parse('blaamejse'));
    there.misbehave('slow');
    const questions = Array.from({ length: 100 }, () =>
      problemOf(source.list('invoice', CustomerId.parse('blaamejse'))),
    );
    const reasons = (await Promise.all(questions)).map(({ reason }) => reason);
    expect(reasons.filter((reason) => reason === 'busy')).toHaveLength(100 - 80);
  });
});
