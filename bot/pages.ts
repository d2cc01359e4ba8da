import { existsSync } from 'node:fs';
import type { Request, Response, Server } from 'restify';
import { type Audience, localeLanguage, replyLanguage, type ReplyLanguage } from '../knowledge';
import type { Config } from './config';
import { answering, callerAddress, type HttpAnswer, HttpError, serviceAddress } from './http';
import type { RateLimits } from './rate-limits';
import type { ServedIndex } from './served-index';
import { assetPath, bundlePath, webFile } from './web-files';
import { demoPage } from './web/pages/demo-page';
import { documentPage } from './web/pages/document-page';
import { notFoundPage } from './web/pages/not-found-page';

interface Parts {
  config: Config;
  index: ServedIndex;
  limits: RateLimits;
  onSurprise(error: unknown, route: string): void;
}

/** Everything that a page of ours may load comes from us; nothing inline. */
const pagePolicy = (address: string): string => {
  const socket = address.replace(/^http/, 'ws');
  return [
    "default-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "script-src 'self'",
    "style-src 'self'",
    `connect-src 'self' ${socket}`,
    "img-src 'self' data:",
  ].join('; ');
};

const htmlAnswer = (request: Request, config: Config, status: number, html: string): HttpAnswer => ({
  status,
  text: html,
  headers: {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Security-Policy': pagePolicy(serviceAddress(request, config)),
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'strict-origin-when-cross-origin',
    'Cache-Control': 'no-cache',
    Vary: 'Accept-Language',
  },
});

/** `?lang=`, else what the browser prefers, else Danish. */
function languageOf(request: Request): ReplyLanguage {
  const asked = new URL(request.url ?? '/', 'http://localhost').searchParams.get('lang') ?? undefined;
  const [preferred] = String(request.headers['accept-language'] ?? '').split(/[,;]/);
  const language = localeLanguage(asked) ?? localeLanguage(preferred);
  return language === undefined ? 'da' : replyLanguage(language);
}

/** Nobody has proven who they are on these pages. */
const reader: Audience = 'public';

/** The pages that customers see, and what they load. */
export function pageRoutes(server: Server, { config, index, limits, onSurprise }: Parts): void {
  const route = (handle: (request: Request) => HttpAnswer) =>
    answering(
      async (request) => {
        await limits.request(callerAddress(request, config));
        return handle(request);
      },
      (error, request) => onSurprise(error, request.getRoute().name),
    );

  const publicDocuments = () =>
    index
      .current()
      .documents.filter((document) => index.current().document(document.name, reader) !== undefined)
      .map((document) => document);

  server.get(
    '/',
    route((request) => {
      const language = languageOf(request);
      const documents = index.problem() === undefined ? publicDocuments() : [];
      return htmlAnswer(request, config, 200, demoPage({ language, companyName: config.contact.company, documents }));
    }),
  );

  server.get(
    '/documents/:document',
    route((request) => {
      const language = languageOf(request);
      const companyName = config.contact.company;
      const name = String((request.params as Record<string, string>).document);
      const found = index.problem() === undefined ? index.current().document(name, reader) : undefined;
      if (!found) return htmlAnswer(request, config, 404, notFoundPage({ language, companyName }));
      const editions = publicDocuments().filter((document) => document.work === found.document.work);
      return htmlAnswer(request, config, 200, documentPage({ ...found, editions, language, companyName }));
    }),
  );

  server.get(
    '/widget.js',
    route((request) => webFile(request, bundlePath('widget.js'))),
  );
  server.get(
    '/assets/:name',
    route((request) => {
      const name = String((request.params as Record<string, string>).name);
      const bundled = bundlePath(name);
      const file = existsSync(bundled) ? bundled : assetPath(name);
      if (!/^[a-z0-9][a-z0-9.-]*$/.test(name) || !existsSync(file))
        throw new HttpError(404, 'NotFound', 'There is no such file.');
      return webFile(request, file);
    }),
  );

  server.on('NotFound', (request: Request, response: Response, _error: unknown, done: () => void) => {
    const page = htmlAnswer(
      request,
      config,
      404,
      notFoundPage({ language: languageOf(request), companyName: config.contact.company }),
    );
    response.writeHead(404, page.headers);
    response.end(page.text);
    done();
  });
}
