import type { Request, RequestHandler, Server } from 'restify';
import { answering, callerAddress, errorAnswer, type HttpAnswer, HttpError, sendAnswer, serveAt } from '../http';
import { conversationRoutes } from './conversation-routes';
import type { DeskParts } from './desk-parts';
import { deskRouting, type DeskRouting } from './desk-routing';
import { fileRoutes } from './file-routes';
import { handoffRoutes } from './handoff-routes';
import { moveRoutes } from './move-routes';
import { oidcRoutes } from './oidc-routes';
import { oversightRoutes } from './oversight-routes';
import { signInRoutes } from './sign-in-routes';
import { staffRoutes } from './staff-routes';

/** All that the page loads and asks is ours; nothing inline, in no frame. */
const pagePolicy = [
  "default-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data: blob:",
  "media-src 'self' data:",
  "font-src 'self'",
].join('; ');

const pageAnswer = (html: string): HttpAnswer => ({
  status: 200,
  text: html,
  headers: {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Security-Policy': pagePolicy,
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cache-Control': 'no-cache',
    Vary: 'Accept-Language',
  },
});

/** Connections of one member of staff at most: several windows, not a flood. */
const mostConnections = 10;

/** `GET /desk/api/live`: server-sent events. */
function liveRoute(routing: DeskRouting, { limits, config, live, onSurprise }: DeskParts): void {
  const open = new Map<string, number>();
  const count = (id: string, change: number): void => {
    const now = (open.get(id) ?? 0) + change;
    if (now > 0) open.set(id, now);
    else open.delete(id);
  };
  const handler: RequestHandler = (request, response, next) => {
    const begin = async (): Promise<void> => {
      await limits.request(callerAddress(request, config));
      const who = await routing.signedIn(request);
      const { id } = who.member;
      if ((open.get(id) ?? 0) >= mostConnections)
        throw new HttpError(429, 'TooManyRequests', 'The desk is open in too many windows.', { 'Retry-After': '30' });
      count(id, 1);
      live.open(response, who, () => {
        count(id, -1);
        next(false);
      });
    };
    begin().catch((error: unknown) => {
      if (!(error instanceof HttpError)) onSurprise(error, '/desk/api/live');
      const told =
        error instanceof HttpError ? error : new HttpError(500, 'ServiceError', 'Something went wrong here.');
      if (!response.headersSent) sendAnswer(response, errorAnswer(told));
      next(false);
    });
  };
  routing.raw('/desk/api/live', handler);
}

/** Puts the staff's desk on the server. @param page makes its shell, in the language that the request asks for */
export function deskRoutes(server: Server, parts: DeskParts & { page(request: Request): string }): void {
  const routing = deskRouting(server, parts);
  serveAt(
    server,
    '/desk',
    answering(
      async (request) => {
        await parts.limits.request(callerAddress(request, parts.config));
        return pageAnswer(parts.page(request));
      },
      (error) => parts.onSurprise(error, '/desk'),
    ),
  );
  signInRoutes(routing, parts);
  if (parts.oidc) oidcRoutes(routing, { ...parts, oidc: parts.oidc });
  staffRoutes(routing, parts);
  handoffRoutes(routing, parts);
  moveRoutes(routing, parts);
  fileRoutes(routing, parts);
  conversationRoutes(routing, parts);
  oversightRoutes(routing, parts);
  liveRoute(routing, parts);
}
