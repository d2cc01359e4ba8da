import { createServer, type Server } from 'restify';
import type { HttpAnswer } from './http';
import { answering } from './http';
import type { Metrics } from './metrics';

interface Parts {
  metrics: Metrics;
  /** Why the service cannot take questions now; `undefined` when it can. */
  notReady(): string | undefined;
  /** `POST /api/messages`. */
  receive(request: Parameters<Parameters<typeof answering>[0]>[0]): Promise<HttpAnswer>;
  onSurprise(error: unknown, route: string): void;
}

/** The HTTP server with the routes that operate it; the channels and the pages add theirs. */
export function createHttpServer({ metrics, notReady, receive, onSurprise }: Parts): Server {
  const server = createServer({ name: 'charterdesk', handleUncaughtExceptions: false });
  const route = (handle: Parameters<typeof answering>[0]) =>
    answering(handle, (error, request) => onSurprise(error, request.getRoute().name));

  server.get(
    '/healthz',
    route(async () => ({ status: 200, json: { status: 'alive' } })),
  );
  server.get(
    '/readyz',
    route(async () => {
      const reason = notReady();
      return reason === undefined
        ? { status: 200, json: { status: 'ready' } }
        : { status: 503, json: { status: 'not ready', reason } };
    }),
  );
  server.get(
    '/metrics',
    route(async () => {
      const { contentType, text } = await metrics.expose();
      return { status: 200, text, headers: { 'Content-Type': contentType } };
    }),
  );
  server.post('/api/messages', route(receive));
  return server;
}
