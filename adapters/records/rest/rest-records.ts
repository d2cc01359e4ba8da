import {
  bulkhead,
  BrokenCircuitError,
  BulkheadRejectedError,
  circuitBreaker,
  ConsecutiveBreaker,
  ExponentialBackoff,
  handleWhen,
  type IPolicy,
  retry,
  wrap,
} from 'cockatiel';
import type { z } from 'zod';
import type { RecordKind } from '../kinds';
import { type BuyerSearch, Customer, type CustomerId, Draft, Receipt } from '../schemas';
import type { RecordSource, Taken, Which } from '../source';
import { RecordsUnavailable } from '../unavailable';
import { accessTokens, type ClientCredentials } from './access-token';
import { BuyerList, collections, lists, type Page, pageSize, Problem } from './contract';
import { ask, type HttpAnswer, jsonOf, retryAfterSeconds } from './http-answer';
import { everyPage } from './pages';
import { withoutNulls } from './without-nulls';

export interface RestRecordsOptions {
  /** Where the paths of openapi.json begin. */
  baseUrl: string;
  /** Absent: the system asks for no token. */
  credentials?: ClientCredentials;
  now: () => Date;
  /** For one request with its whole answer. Somebody waits in a chat. */
  timeoutMs?: number;
  /** For a list with all its pages. */
  listTimeoutMs?: number;
  /** How often a read that failed is tried again. */
  readRetries?: number;
  /** How long a system that has failed five times in a row is left alone. */
  breakMs?: number;
}

/** Requests to the system at a time, and those that may wait for their turn; beyond it is told `busy` at once. */
const atOnce = 16;
const mayWait = 64;
const failuresToBreak = 5;

const isPassing = (error: Error): boolean =>
  error instanceof RecordsUnavailable && ['slow', 'down'].includes(error.reason);

/** Records behind an HTTP interface that an insurer offers by our contract (`openapi.json`). */
export function restRecords(options: RestRecordsOptions): RecordSource {
  const {
    baseUrl,
    credentials,
    now,
    timeoutMs = 4_000,
    listTimeoutMs = 8_000,
    readRetries = 1,
    breakMs = 10_000,
  } = options;
  const tokens = credentials && accessTokens(credentials, timeoutMs, now);
  // The breaker inside: what waits for its turn while the system breaks is told so without being sent.
  const guarded = wrap(
    bulkhead(atOnce, mayWait),
    circuitBreaker(handleWhen(isPassing), { halfOpenAfter: breakMs, breaker: new ConsecutiveBreaker(failuresToBreak) }),
  );
  const reading = wrap(
    retry(handleWhen(isPassing), {
      maxAttempts: readRetries,
      backoff: new ExponentialBackoff({ initialDelay: 100, maxDelay: 400 }),
    }),
    guarded,
  );

  const addressOf = (segments: string[], query: Record<string, string | undefined> = {}): URL => {
    const url = new URL(`${baseUrl.replace(/\/+$/, '')}/${segments.map(encodeURIComponent).join('/')}`);
    for (const [name, value] of Object.entries(query)) if (value !== undefined) url.searchParams.set(name, value);
    return url;
  };

  const once = async (url: URL, request: RequestInit, operation: string): Promise<HttpAnswer & { token?: string }> => {
    const token = await tokens?.current();
    const headers = {
      accept: 'application/json',
      ...(request.body !== undefined && { 'content-type': 'application/json' }),
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
    };
    return {
      ...(await ask(url, { ...request, headers }, timeoutMs, operation)),
      ...(token !== undefined && { token }),
    };
  };

  /** An answer that says something about records; whatever says that the system is in no state to is thrown. */
  const answered = async (url: URL, request: RequestInit, operation: string): Promise<HttpAnswer> => {
    let answer = await once(url, request, operation);
    if (answer.status === 401 && tokens && answer.token !== undefined) {
      // The token may have been taken back before its time. Nothing was done, so a draft too may go again.
      tokens.refused(answer.token);
      answer = await once(url, request, operation);
    }
    const { status, headers } = answer;
    if (status === 401 || status === 403) throw new RecordsUnavailable('refused', operation);
    if (status === 429)
      throw new RecordsUnavailable('busy', operation, { retryAfterSeconds: retryAfterSeconds(headers, now()) });
    if (status >= 500) throw new RecordsUnavailable('down', operation);
    return answer;
  };

  const run = async (policy: IPolicy, operation: string, url: URL, request: RequestInit = {}): Promise<HttpAnswer> => {
    try {
      return await policy.execute(() => answered(url, request, operation));
    } catch (error) {
      if (error instanceof BrokenCircuitError) throw new RecordsUnavailable('down', operation, { cause: error });
      if (error instanceof BulkheadRejectedError) throw new RecordsUnavailable('busy', operation, { cause: error });
      throw error;
    }
  };

  /** One page of a list; `cursor` as the page before it gave it. */
  const page = async <Item>(
    schema: z.ZodType<Page<Item>>,
    segments: string[],
    query: Record<string, string | undefined>,
    operation: string,
  ): Promise<Page<Item>> => {
    const address = addressOf(segments, { ...query, limit: String(pageSize) });
    return parsed(schema, await run(reading, operation, address), operation);
  };
  const inTime = { timeoutMs: listTimeoutMs, now: () => performance.now() };

  return {
    async customer(id) {
      const operation = 'read customer';
      const answer = await run(reading, operation, addressOf(['customers', id]));
      if (answer.status === 404 && problemOf(answer, operation).code === 'no-such-customer') return undefined;
      return parsed(Customer, answer, operation);
    },
    async list<Kind extends RecordKind>(kind: Kind, asking: CustomerId, which: Which = {}) {
      const operation = `list ${kind}`;
      const place = ['customers', asking, collections[kind]];
      return everyPage((cursor) => page(lists[kind], place, { ...which, cursor }, operation), operation, inTime);
    },
    async buyers(asking, search: BuyerSearch) {
      const operation = 'find buyers';
      const place = ['customers', asking, 'buyers'];
      const read = (cursor: string | undefined) => page(BuyerList, place, { ...search, cursor }, operation);
      // The likeliest come first: beyond the first page of a name's, nobody chooses. Without a wish, all are wanted.
      if (search.name !== undefined) return (await read(undefined)).items;
      return everyPage(read, operation, inTime);
    },
    async submit(asking, draft): Promise<Taken> {
      const operation = `submit ${draft.kind}`;
      const address = addressOf(['customers', asking, 'drafts', draft.draftId]);
      const body = JSON.stringify(Draft.parse(draft));
      // Never again by itself: the customer is told, and says whether to send it again. The draft's id makes that safe.
      const answer = await run(guarded, operation, address, { method: 'PUT', body });
      if (answer.status === 409 && problemOf(answer, operation).code === 'draft-changed')
        return { kind: 'draft-changed' };
      const receipt = parsed(Receipt, answer, operation);
      if (receipt.draftId !== draft.draftId || receipt.kind !== draft.kind)
        throw new RecordsUnavailable('nonsense', operation);
      return { kind: 'received', receipt };
    },
    close: async () => undefined,
  };
}

function problemOf(answer: HttpAnswer, operation: string): Problem {
  const problem = Problem.safeParse(withoutNulls(jsonOf(answer.text, operation)));
  if (!problem.success) throw new RecordsUnavailable('nonsense', operation, { cause: problem.error });
  return problem.data;
}

function parsed<Shape>(schema: z.ZodType<Shape>, answer: HttpAnswer, operation: string): Shape {
  if (answer.status !== 200) throw new RecordsUnavailable('nonsense', operation);
  const result = schema.safeParse(withoutNulls(jsonOf(answer.text, operation)));
  if (!result.success) throw new RecordsUnavailable('nonsense', operation, { cause: result.error });
  return result.data;
}
