import { createServer, type Next, type Request, type Response, type Server } from 'restify';
import { answering, errorAnswer, type HttpAnswer, HttpError, sendAnswer, serveAt } from './http';
import type { Metrics } from './metrics';

interface Parts {
  metrics: Pick<Metrics, 'expose'>;
  isStopping(): boolean;
  /** Why the service cannot take questions now; `undefined` when it can. */
  notReady(): string | undefined;
  /** `POST /api/messages`. */
  receive(request: Parameters<Parameters<typeof answering>[0]>[0]): Promise<HttpAnswer>;
  onSurprise(error: unknown, route: string): void;
}

/** A path of ours: `/…`. Anything else (`//`, `http://[`) makes the router, and every `new URL(request.url, …)`, throw outside of all handlers. */
const isPath = (target: string): boolean =>
  target.startsWith('/') &&
  URL.canParse(target, 'http://localhost') &&
  new URL(target, 'http://localhost').host === 'localhost';

/** Answers a request for no path of ours before the router reads it, which would end the process. */
function refuseStrangeTargets(request: Request, response: Response, next: Next): void {
  if (isPath(request.url ?? '')) return next();
  sendAnswer(response, errorAnswer(new HttpError(400, 'BadArgument', 'The address of the request is not a path.')));
  next(false);
}

/** Where only the preflight of cross-origin pages is answered there is nothing to be had by any method. */
const preflightOnly = 'OPTIONS';

/** Restify's own answer has another shape than ours. It must do the sending itself, or it answers once more, and that ends the process. */
function refuseMethod(request: Request, response: Response, _error: unknown, done: () => void): void {
  const allowed = String(response.getHeader('Allow') ?? '');
  const isThere = allowed !== preflightOnly;
  if (!isThere) response.removeHeader('Allow');
  const { status, json, headers } = errorAnswer(
    isThere
      ? new HttpError(405, 'MethodNotAllowed', `This address does not take ${request.method}. It takes ${allowed}.`)
      : new HttpError(404, 'NotFound', 'There is nothing at this address.'),
  );
  response.sendRaw(status, JSON.stringify(json), { ...headers, 'Content-Type': 'application/json; charset=utf-8' });
  done();
}

/** The HTTP server with the routes that operate it; the channels and the pages add theirs. */
export function createHttpServer({ metrics, isStopping, notReady, receive, onSurprise }: Parts): Server {
  const server = createServer({ name: 'charterdesk', handleUncaughtExceptions: false });
  // Node's five seconds are shorter than the minute that proxies keep a connection: a request sent just as it is closed would be lost.
  server.server.keepAliveTimeout = 75_000;
  server.pre(refuseStrangeTargets);
  server.pre((_request, response, next) => {
    // No new connections are taken by then; those that are kept open end with their next answer.
    if (isStopping()) response.setHeader('Connection', 'close');
    next();
  });
  server.on('MethodNotAllowed', refuseMethod);
  const route = (handle: Parameters<typeof answering>[0]) =>
    answering(handle, (error, request) => onSurprise(error, request.getRoute().name));

  serveAt(
    server,
    '/healthz',
    route(async () => ({ status: 200, json: { status: 'alive' } })),
  );
  serveAt(
    server,
    '/readyz',
    route(async () => {
      const reason = notReady();
      return reason === undefined
        ? { status: 200, json: { status: 'ready' } }
        : { status: 503, json: { status: 'not ready', reason } };
    }),
  );
  serveAt(
    server,
    '/metrics',
    route(async () => {
      const { contentType, text } = await metrics.expose();
      return { status: 200, text, headers: { 'Content-Type': contentType } };
    }),
  );
  server.post('/api/messages', route(receive));
  return server;
}
