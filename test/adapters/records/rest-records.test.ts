import { createServer } from 'node:http';
import { openDemoRecords } from '../../../adapters/records/demo/sql-demo-records';
import { guardedRecords } from '../../../adapters/records/guarded-records';
import { CustomerId, type Records, RecordsUnavailable } from '../../../adapters/records/port';
import { type DemoInsurer, type Fault, startDemoInsurer } from '../../../adapters/records/rest/demo-insurer';
import { openApiDocument } from '../../../adapters/records/rest/openapi';
import { everyPage } from '../../../adapters/records/rest/pages';
import { restRecords, type RestRecordsOptions } from '../../../adapters/records/rest/rest-records';
import { claimDraft, contractNow, recordsContract } from './records-contract';

const client = { clientId: 'charterdesk', clientSecret: 'not so secret: æ/:' };

async function insurer(mostOnPage?: number): Promise<DemoInsurer> {
  const { source } = await openDemoRecords(':memory:', contractNow);
  return startDemoInsurer({ source, ...client, ...(mostOnPage !== undefined && { mostOnPage }) });
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

recordsContract(
  'REST, 25 to a page',
  async () => {
    const there = await insurer(25);
    return { source: connect(there), close: () => there.stop() };
  },
  { numbersAtOnce: true },
);

/** A system that answers what it is told to. */
async function answering(answer: (url: URL) => unknown): Promise<{ url: string; stop(): void }> {
  const server = createServer((request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(answer(new URL(request.url ?? '/', 'http://there.invalid'))));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`,
    stop: () => void server.close(),
  };
}

describe('answers as other systems write them', () => {
  const asking = CustomerId.parse('blaamejse');
  const read = async (answer: (url: URL) => unknown) => {
    const there = await answering(answer);
    try {
      return await restRecords({ baseUrl: there.url, now: contractNow, readRetries: 0 }).list('claim', asking);
    } finally {
      there.stop();
    }
  };
  const claim = {
    claimNumber: 'CL-1',
    policyNumber: 'CI-1',
    buyerId: 'B-1',
    buyerName: 'Nordhavn Stål ApS',
    insuredId: null,
    cause: 'protracted_default',
    claimed: { amount: '85000.00', currency: 'DKK' },
    vatExcluded: true,
    submittedAt: '2026-03-01T00:30:00+01:00',
    dateOfLoss: null,
    documents: [{ type: 'invoices', required: true, receivedAt: null }],
    status: 'registered',
    deductions: [],
    indemnity: null,
    rejectionCodes: [],
    handler: null,
  };

  test('a null where a field may be absent is an absent field; a moment with an offset is kept in UTC', async () => {
    const [found] = await read(() => ({ items: [claim], next: null }));
    expect(found).toMatchObject({ submittedAt: '2026-02-28T23:30:00.000Z', documents: [{ type: 'invoices' }] });
    expect(found).not.toHaveProperty('insuredId');
    expect(found?.documents[0]).not.toHaveProperty('receivedAt');
  });

  test.each([
    ['a null where a field must be', { ...claim, claimed: null }],
    ['a null in a list', { ...claim, rejectionCodes: [null] }],
    ['a moment without its zone', { ...claim, submittedAt: '2026-03-01T00:30:00' }],
  ])('%s is nonsense', async (_what, wrong) => {
    await expect(read(() => ({ items: [wrong] }))).rejects.toMatchObject({ reason: 'nonsense' });
  });

  test('the contract says so: what may be absent may be null, what must be there may not', () => {
    const { components } = JSON.parse(JSON.stringify(openApiDocument())) as {
      components: { schemas: Record<string, { properties: Record<string, unknown> }> };
    };
    expect(components.schemas['Claim']?.properties['handler']).toMatchObject({
      anyOf: [expect.anything(), { type: 'null' }],
    });
    expect(JSON.stringify(components.schemas['Claim']?.properties['claimed'])).not.toContain('null');
    expect(JSON.stringify(components.schemas['Draft'])).not.toContain('"null"');
  });

  test('pages are followed to the last; a page that fails is not half a list', async () => {
    const pages: Record<string, unknown> = {
      first: { items: [claim], next: 'a+b/&=' },
      'a+b/&=': { items: [{ ...claim, claimNumber: 'CL-2' }], next: null },
    };
    const found = await read((url) => pages[url.searchParams.get('cursor') ?? 'first']);
    expect(found.map(({ claimNumber }) => claimNumber)).toEqual(['CL-1', 'CL-2']);
    await expect(
      read((url) => (url.searchParams.has('cursor') ? { items: [42] } : pages['first'])),
    ).rejects.toMatchObject({ reason: 'nonsense' });
  });

  test('pages that go in a circle, or that never end, are nonsense', async () => {
    await expect(read(() => ({ items: [], next: 'again' }))).rejects.toMatchObject({ reason: 'nonsense' });
    let page = 0;
    await expect(read(() => ({ items: [], next: `page ${(page += 1)}` }))).rejects.toMatchObject({
      reason: 'nonsense',
    });
    expect(page).toBeLessThan(200);
  });

  test('pages that do not all come in time are slow', async () => {
    let clock = 0;
    const turned = everyPage(() => Promise.resolve({ items: [1], next: String((clock += 3_000)) }), 'list claim', {
      timeoutMs: 8_000,
      now: () => clock,
    });
    await expect(turned).rejects.toMatchObject({ reason: 'slow' });
  });
});

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
