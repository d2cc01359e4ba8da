import { DatabaseUnavailable } from '../adapters/database';
import type { IncomingMessage } from 'node:http';
import type { Next, Request, RequestHandler, Response, Server } from 'restify';
import type { Config } from './config';

/** Something wrong with a request: answered as `{"error":{"code","message"}}`, Direct Line's own shape. The message says what to do. */
export class HttpError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly headers: Record<string, string> = {},
  ) {
    super(message);
    this.name = 'HttpError';
  }
}

/** An answer: a status with a JSON body, or with text of another type. */
export interface HttpAnswer {
  status: number;
  json?: unknown;
  text?: string | Buffer;
  headers?: Record<string, string>;
}

export function sendAnswer(response: Response, answer: HttpAnswer): void {
  const body = answer.text ?? (answer.json === undefined ? '' : JSON.stringify(answer.json));
  response.writeHead(answer.status, {
    ...(answer.json === undefined ? {} : { 'Content-Type': 'application/json; charset=utf-8' }),
    'Content-Length': String(Buffer.byteLength(body)),
    ...answer.headers,
  });
  response.end(body);
}

export const errorAnswer = (error: HttpError): HttpAnswer => ({
  status: error.status,
  json: { error: { code: error.code, message: error.message } },
  headers: error.headers,
});

/** No more is claimed than is known: where the connection broke during a commit it may have been done. */
const withoutDatabase = ({ mayBeDone }: DatabaseUnavailable): HttpError =>
  new HttpError(
    503,
    'ServiceUnavailable',
    mayBeDone
      ? 'The connection to our database was lost, and it cannot be told whether this was done. Look before trying again.'
      : 'Our database cannot be used at the moment. Nothing was changed; please try again in a moment.',
    { 'Retry-After': '2' },
  );

/**
 * A restify handler out of a function that returns its answer or throws.
 * @param onSurprise told of an error that is no `HttpError`; the client gets a flat 500, or 503 while the database cannot be used
 */
export function answering(
  handle: (request: Request) => Promise<HttpAnswer>,
  onSurprise: (error: unknown, request: Request) => void,
): RequestHandler {
  return (request: Request, response: Response, next: Next) => {
    handle(request)
      .catch((error: unknown): HttpAnswer => {
        if (error instanceof HttpError) return errorAnswer(error);
        onSurprise(error, request);
        if (error instanceof DatabaseUnavailable) return errorAnswer(withoutDatabase(error));
        return errorAnswer(
          new HttpError(500, 'ServiceError', 'Something went wrong here. Please try again in a moment.'),
        );
      })
      .then((answer) => {
        if (!response.headersSent) sendAnswer(response, answer);
        next();
      })
      .catch(next);
  };
}

/** Answers GET, and HEAD as uptime checks ask it: Node leaves the body out. */
export function serveAt(server: Server, path: string, handler: RequestHandler): void {
  server.get(path, handler);
  server.head(path, handler);
}

/** Beyond this a body that nobody wants is not read to its end any more, and the connection is cut. */
const mostDiscardedBytes = 64 * 1024 * 1024;

/**
 * Reads a request body as it came.
 * @throws HttpError 400 when the client goes away meanwhile, 413 over the limit. The rest has been read and thrown away by then: a client that is cut off while it sends never reads why
 */
export async function readBody(request: IncomingMessage, mostBytes: number): Promise<Buffer> {
  let chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size <= mostBytes) chunks.push(chunk);
      else chunks = [];
      if (size > mostBytes + mostDiscardedBytes) break;
    }
  } catch (error) {
    if (request.complete) throw error;
    // Phones lose their network: nobody reads this answer, and it is no fault of ours that the log should tell.
    throw new HttpError(400, 'BadArgument', 'The request was cut off.');
  }
  if (size > mostBytes)
    throw new HttpError(
      413,
      'MessageSizeTooBig',
      `The request is larger than ${mostBytes} bytes. Send a shorter message.`,
      { Connection: 'close' },
    );
  return Buffer.concat(chunks);
}

/**
 * Reads a JSON request body.
 * @returns `undefined` for an empty one
 * @throws HttpError 413 over the limit, 400 for anything that is not JSON in UTF-8, or absurdly nested
 */
export const readJson = async (request: IncomingMessage, mostBytes: number): Promise<unknown> =>
  parseJson(await readBody(request, mostBytes));

/** The same of a body that has been read. */
export function parseJson(body: Buffer): unknown {
  if (body.length === 0) return undefined;
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    throw new HttpError(400, 'BadArgument', 'The request body is not JSON in UTF-8.');
  }
  if (isDeeper(json, mostLevels))
    throw new HttpError(400, 'BadArgument', `The request body is nested over ${mostLevels} levels deep.`);
  return json;
}

/** No activity is nested like this; whoever writes out a deeper one exhausts the stack. */
const mostLevels = 100;

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((part) => isDeeper(part, levels - 1));
}

/** The caller's address, for rate limits. Behind a proxy that we trust, the one that the proxy saw. */
export function callerAddress(request: IncomingMessage, config: Pick<Config, 'trustProxy'>): string {
  const forwarded = config.trustProxy ? request.headers['x-forwarded-for'] : undefined;
  // Our proxy adds the last entry; those before it are the client's own word.
  const nearest = (Array.isArray(forwarded) ? forwarded.join() : forwarded)?.split(',').at(-1)?.trim();
  return nearest || (request.socket.remoteAddress ?? 'unknown');
}

/** Where the caller reached the service: `PUBLIC_URL`, else what the request says. No slash at the end. */
export function serviceAddress(request: IncomingMessage, config: Pick<Config, 'publicUrl' | 'trustProxy'>): string {
  if (config.publicUrl !== undefined) return config.publicUrl;
  const forwarded = config.trustProxy ? request.headers['x-forwarded-proto'] : undefined;
  return `${forwarded === 'https' ? 'https' : 'http'}://${request.headers.host ?? 'localhost'}`;
}

/**
 * May a page of this origin use Direct Line? A caller without one is no browser: its token is what counts.
 * @param trusted origins that the token itself names; then only those
 */
export function originAllowed(
  request: IncomingMessage,
  config: Pick<Config, 'allowedOrigins'>,
  trusted?: string[],
): boolean {
  const { origin, host } = request.headers;
  if (origin === undefined) return true;
  if (trusted) return trusted.includes(origin);
  if (config.allowedOrigins.includes('*') || config.allowedOrigins.includes(origin)) return true;
  return URL.canParse(origin) && new URL(origin).host === host;
}
