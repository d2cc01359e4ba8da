import { existsSync } from 'node:fs';
import type { Request, Response, Server } from 'restify';
import { z } from 'zod';
import { type Audience, localeLanguage, maySee, replyLanguage, type ReplyLanguage } from '../knowledge';
import { glossaryDocuments } from '../knowledge/answer';
import type { Config } from './config';
import {
  answering,
  callerAddress,
  type HttpAnswer,
  HttpError,
  originAllowed,
  readJson,
  serveAt,
  serviceAddress,
} from './http';
import type { DemoSite } from './identity/demo-site';
import { isAskedOnLoopback } from './loopback';
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
  /** Absent where the records are not the demo's: nobody is played then. */
  demo: (() => Promise<DemoSite>) | undefined;
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

const askedLanguage = (request: Request): string | undefined =>
  new URL(request.url ?? '/', 'http://localhost').searchParams.get('lang') ?? undefined;

/** `?lang=`, else what the browser prefers, else Danish. */
export function languageOf(request: Request): ReplyLanguage {
  const [preferred] = String(request.headers['accept-language'] ?? '').split(/[,;]/);
  const language = localeLanguage(askedLanguage(request)) ?? localeLanguage(preferred);
  return language === undefined ? 'da' : replyLanguage(language);
}

const SignIn = z.object({ customerId: z.string().max(200) });

/** Nobody has proven who they are on these pages. */
const reader: Audience = 'public';

/** The pages that customers see, and what they load. */
export function pageRoutes(server: Server, { config, index, limits, demo, onSurprise }: Parts): void {
  const route = (handle: (request: Request) => HttpAnswer | Promise<HttpAnswer>) =>
    answering(
      async (request) => {
        await limits.request(callerAddress(request, config));
        return handle(request);
      },
      (error, request) => onSurprise(error, request.getRoute().name),
    );

  // A document of the insurer's that has the glossary's name takes its place.
  const visibleDocuments = () => {
    const own = index.current().documents.filter((document) => maySee(reader, document.audience));
    const names = new Set(index.current().documents.map(({ name }) => name));
    return [
      ...own,
      ...glossaryDocuments()
        .map(({ document }) => document)
        .filter(({ name }) => !names.has(name)),
    ];
  };
  const documentNamed = (name: string) =>
    index.current().documents.some((document) => document.name === name)
      ? index.current().document(name, reader)
      : glossaryDocuments().find(({ document }) => document.name === name);

  serveAt(
    server,
    '/',
    route(async (request) => {
      const language = languageOf(request);
      const documents = index.problem() === undefined ? visibleDocuments() : [];
      const customers = (await demo?.())?.customers ?? [];
      const companyName = config.contact.company;
      return htmlAnswer(
        request,
        config,
        200,
        demoPage({ language, companyName, documents, customers, hasTeams: config.bot.appId !== undefined }),
      );
    }),
  );

  if (demo)
    server.post(
      '/demo/sign-in',
      route(async (request) => {
        // The insurer's site would know its customer by a cookie of its own; here the page may choose, but only our own page.
        if (!isAskedOnLoopback(request) || !originAllowed(request, { allowedOrigins: [] }))
          throw new HttpError(403, 'BadArgument', 'Only the demo page may play a customer.');
        const asked = SignIn.safeParse(await readJson(request, 1024));
        const assertion = asked.success ? await (await demo()).vouchFor(asked.data.customerId) : undefined;
        if (assertion === undefined) throw new HttpError(404, 'NotFound', 'There is no such invented customer.');
        return { status: 200, json: { assertion }, headers: { 'Cache-Control': 'no-store' } };
      }),
    );

  serveAt(
    server,
    '/documents/:document',
    route((request) => {
      const companyName = config.contact.company;
      const name = String((request.params as Record<string, string>).document);
      if (index.problem() !== undefined)
        throw new HttpError(503, 'ServiceUnavailable', 'The documents are being loaded. Try again in a moment.', {
          'Retry-After': '2',
        });
      const found = documentNamed(name);
      if (!found) return htmlAnswer(request, config, 404, notFoundPage({ language: languageOf(request), companyName }));
      const editions = visibleDocuments().filter((document) => document.work === found.document.work);
      // Without ?lang= the page speaks its document's language: that is the one its reader reads.
      const asked = localeLanguage(askedLanguage(request));
      const language = asked === undefined ? {} : { language: replyLanguage(asked) };
      return htmlAnswer(request, config, 200, documentPage({ ...found, editions, companyName, ...language }));
    }),
  );

  for (const name of ['widget.js', 'widget.mjs'])
    serveAt(
      server,
      `/${name}`,
      route((request) => webFile(request, bundlePath(name))),
    );
  // What the widget must know before it is spoken with.
  serveAt(
    server,
    '/widget.json',
    route(() => ({
      status: 200,
      json: { privacyUrl: config.widget.privacyUrl },
      headers: { 'Access-Control-Allow-Origin': '*', 'Cache-Control': 'no-cache' },
    })),
  );
  serveAt(
    server,
    '/assets/:name',
    route((request) => {
      const name = String((request.params as Record<string, string>).name);
      // A bare file name only: what a request names must not lead out of the two folders.
      const file = /^[a-z0-9][a-z0-9.-]*$/.test(name)
        ? [bundlePath(name), assetPath(name)].find(existsSync)
        : undefined;
      if (file === undefined) throw new HttpError(404, 'NotFound', 'There is no such file.');
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
    // Restify's own sending: it must know that this is answered, or it answers once more, and that ends the process.
    response.sendRaw(404, String(page.text), page.headers);
    done();
  });
}
