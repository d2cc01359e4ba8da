import type { IncomingMessage, Server as HttpServer } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Request, Response, Server } from 'restify';
import { WebSocketServer } from 'ws';
import type { Config } from '../../config';
import {
  answering,
  callerAddress,
  type HttpAnswer,
  HttpError,
  originAllowed,
  readJson,
  serviceAddress,
} from '../../http';
import { answerWithoutUpgrade, isOtherUpgrade } from '../../other-upgrade';
import type { ProvenCustomer } from '../../identity/identities';
import type { Metrics } from '../../metrics';
import type { RateLimits } from '../../rate-limits';
import type { ConversationLog } from '../../conversations/conversation-log';
import type { DirectLine } from './direct-line';

const base = '/v3/directline';
const mostRequestBytes = 64 * 1024;

interface Parts {
  config: Config;
  directLine: DirectLine;
  log: ConversationLog;
  limits: RateLimits;
  metrics: Metrics;
  /** A one-time link that connects the customer's Microsoft Teams. */
  teamsLink(customer: ProvenCustomer): Promise<{ code: string; url: string | undefined; expires_in: number }>;
  onSurprise(error: unknown, route: string): void;
}

const queryOf = (request: IncomingMessage): URLSearchParams =>
  new URL(request.url ?? '/', 'http://localhost').searchParams;

/** Cross-origin pages need these; the token travels in a header, so cookies are never asked for. */
function crossOriginHeaders(request: IncomingMessage, config: Config): Record<string, string> {
  const { origin } = request.headers;
  // A back end's token may name sites that we do not know, and its page asks before it shows us the token: the call itself is checked.
  const mayAsk = config.directLineSecrets.length > 0 || originAllowed(request, config);
  if (origin === undefined || !mayAsk) return { Vary: 'Origin' };
  return { Vary: 'Origin', 'Access-Control-Allow-Origin': origin, 'Access-Control-Expose-Headers': 'Retry-After' };
}

const preflightHeaders = {
  'Access-Control-Allow-Methods': 'GET, POST, OPTIONS',
  'Access-Control-Allow-Headers': 'authorization, content-type, x-ms-bot-agent, x-requested-with',
  'Access-Control-Max-Age': '7200',
};

/** Puts Direct Line's calls on the server. */
export function directLineRoutes(server: Server, parts: Parts): void {
  const { config, directLine, limits, metrics } = parts;

  const route = (handle: (request: Request) => Promise<HttpAnswer>) =>
    answering(
      async (request) => {
        await limits.request(callerAddress(request, config));
        return handle(request);
      },
      (error, request) => parts.onSurprise(error, request.getRoute().name),
    );

  const withOrigin = (request: Request, response: Response, next: () => void): void => {
    for (const [name, value] of Object.entries(crossOriginHeaders(request, config))) response.setHeader(name, value);
    response.setHeader('Cache-Control', 'no-store');
    next();
  };

  const conversationOf = (request: Request): string =>
    String((request.params as Record<string, string>).conversation ?? '');

  server.opts(
    `${base}/*`,
    withOrigin,
    route(async () => ({ status: 204, headers: preflightHeaders })),
  );

  server.post(
    `${base}/tokens/generate`,
    withOrigin,
    route(async (request) => {
      await limits.conversation(callerAddress(request, config));
      const body = await readJson(request, mostRequestBytes);
      return { status: 200, json: await directLine.generateToken(request, body) };
    }),
  );
  server.post(
    `${base}/tokens/refresh`,
    withOrigin,
    route(async (request) => ({ status: 200, json: await directLine.refreshToken(request) })),
  );
  // Our own: an anonymous visitor comes back long after the token has run out.
  server.post(
    `${base}/tokens/resume`,
    withOrigin,
    route(async (request) => {
      await limits.conversation(callerAddress(request, config));
      return { status: 200, json: await directLine.comeBack(request, await readJson(request, mostRequestBytes)) };
    }),
  );
  server.post(
    `${base}/conversations`,
    withOrigin,
    route(async (request) => {
      await limits.conversation(callerAddress(request, config));
      const body = await readJson(request, mostRequestBytes);
      const { created, conversation } = await directLine.start(request, body, serviceAddress(request, config));
      return { status: created ? 201 : 200, json: conversation };
    }),
  );
  server.get(
    `${base}/conversations/:conversation`,
    withOrigin,
    route(async (request) => {
      const watermark = queryOf(request).get('watermark') ?? undefined;
      return {
        status: 200,
        json: await directLine.resume(request, conversationOf(request), watermark, serviceAddress(request, config)),
      };
    }),
  );
  server.get(
    `${base}/conversations/:conversation/activities`,
    withOrigin,
    route(async (request) => {
      const watermark = queryOf(request).get('watermark') ?? undefined;
      const address = serviceAddress(request, config);
      const set = await directLine.activities(request, conversationOf(request), watermark, address);
      return { status: 200, text: set, headers: { 'Content-Type': 'application/json; charset=utf-8' } };
    }),
  );
  server.post(
    `${base}/conversations/:conversation/activities`,
    withOrigin,
    route(async (request) => {
      // The body first: while a slow one comes in, its token may be revoked.
      const body = await readJson(request, mostRequestBytes);
      const claims = await directLine.authorize(request, conversationOf(request));
      await limits.message(claims.user);
      const posted = await directLine.post(claims, body, request);
      metrics.accepted('directline');
      return { status: 200, json: posted };
    }),
  );
  // Our own, beside Direct Line's: sign-in and sign-out during a chat.
  server.post(
    `${base}/conversations/:conversation/identify`,
    withOrigin,
    route(async (request) => {
      const body = await readJson(request, mostRequestBytes);
      return { status: 200, json: await directLine.identify(request, conversationOf(request), body) };
    }),
  );
  server.post(
    `${base}/conversations/:conversation/sign-out`,
    withOrigin,
    route(async (request) => {
      await directLine.signOut(request, conversationOf(request));
      return { status: 204 };
    }),
  );
  server.post(
    `${base}/conversations/:conversation/teams-link`,
    withOrigin,
    route(async (request) => {
      const customer = await directLine.signedIn(request, conversationOf(request));
      return { status: 200, json: await parts.teamsLink(customer) };
    }),
  );
  server.post(
    `${base}/conversations/:conversation/upload`,
    withOrigin,
    route(async (request) => {
      // Before anything is written to the disk, and again behind it: the token may have been revoked meanwhile.
      const { user } = await directLine.authorize(request, conversationOf(request));
      await limits.message(user);
      const posted = await directLine.upload(request, conversationOf(request));
      metrics.accepted('directline');
      return { status: 200, json: posted };
    }),
  );
  // Web Chat asks for it in sign-in cards only, which we do not send.
  server.get(
    `${base}/session/getsessionid`,
    withOrigin,
    route(async () => ({ status: 200, json: { sessionId: '' } })),
  );
}

const refuseUpgrade = (socket: Duplex, error: HttpError): void => {
  const body = JSON.stringify({ error: { code: error.code, message: error.message } });
  socket.end(
    `HTTP/1.1 ${error.status} Refused\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
};

/** Answers the upgrade of `…/conversations/<id>/stream` to a WebSocket, after checking token, conversation and origin. */
export function directLineSockets(httpServer: HttpServer, parts: Parts): void {
  const { config, directLine, limits, log } = parts;
  const webSockets = new WebSocketServer({ noServer: true, maxPayload: 4096 });

  const open = async (request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
    const conversation = /^\/v3\/directline\/conversations\/([^/]+)\/stream$/.exec(pathname)?.[1];
    if (conversation === undefined) throw new HttpError(404, 'BadArgument', 'There is no socket at this address.');
    await limits.request(callerAddress(request, config));
    await directLine.authorize(request, conversation, searchParams.get('t') ?? undefined);
    const from = directLine.positionOf(searchParams.get('watermark') ?? undefined);
    if (!(await log.exists(conversation))) throw new HttpError(404, 'BadArgument', 'There is no such conversation.');
    webSockets.handleUpgrade(request, socket, head, (client) => {
      const address = serviceAddress(request, config);
      directLine.sockets.add(conversation, client, from, (body) => directLine.shown(body, address));
    });
  };

  httpServer.on('upgrade', (request, socket, head) => {
    if (isOtherUpgrade(request)) return answerWithoutUpgrade(httpServer, request, socket, head);
    socket.on('error', () => socket.destroy());
    open(request, socket, head).catch((error: unknown) => {
      if (!(error instanceof HttpError)) parts.onSurprise(error, 'stream');
      refuseUpgrade(
        socket,
        error instanceof HttpError ? error : new HttpError(500, 'ServiceError', 'The socket could not be opened.'),
      );
    });
  });
}
