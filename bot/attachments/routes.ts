import { pipeline } from 'node:stream/promises';
import type { Request, Response, Server } from 'restify';
import type { Config } from '../config';
import { callerAddress, errorAnswer, HttpError, sendAnswer } from '../http';
import type { RateLimits } from '../rate-limits';
import type { Attachments } from './attachments';
import type { StoredFile } from './sql-attachments';

interface Parts {
  config: Config;
  limits: RateLimits;
  attachments: Attachments;
  onSurprise(error: unknown, route: string): void;
}

/** To be saved, never opened as a page of ours, whatever is in it. */
const headersOf = ({ contentType, bytes, name }: StoredFile): Record<string, string> => ({
  'Content-Type': contentType,
  'Content-Length': String(bytes),
  'Content-Disposition': `attachment; filename="${name.replace(/[^\x20-\x7e]|["%\\]/g, '_')}"; filename*=UTF-8''${encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)}`,
  'X-Content-Type-Options': 'nosniff',
  'Content-Security-Policy': "default-src 'none'; sandbox",
  'Cross-Origin-Resource-Policy': 'cross-origin',
  'Referrer-Policy': 'no-referrer',
  'Cache-Control': 'private, no-store',
});

/** Serves files to whoever holds a good address of one. */
export function attachmentRoutes(server: Server, { config, limits, attachments, onSurprise }: Parts): void {
  const { addresses } = attachments;

  /** @throws HttpError 403 for an address that is not good (any more), 404 for a file that is gone */
  const asked = async (request: Request): Promise<StoredFile> => {
    await limits.request(callerAddress(request, config));
    const id = String((request.params as Record<string, string>).id ?? '');
    const found = addresses.check(id, new URL(request.url ?? '', 'http://localhost').searchParams);
    if (found === 'expired')
      throw new HttpError(
        403,
        'AddressExpired',
        'This address of the file is no longer good. Open the conversation anew to get another.',
      );
    if (found === 'forged') throw new HttpError(403, 'BadArgument', 'This is not an address that we gave.');
    const file = await attachments.find(id);
    if (!file) throw new HttpError(404, 'NotFound', 'There is no such file any more.');
    return file;
  };

  const send = async (request: Request, response: Response): Promise<void> => {
    const file = await asked(request);
    response.writeHead(200, headersOf(file));
    if (request.method === 'HEAD') response.end();
    else await pipeline(attachments.read(file.id), response);
  };

  const handler = (request: Request, response: Response, next: () => void): void => {
    send(request, response)
      .catch((error: unknown) => {
        if (response.headersSent) {
          // The reader went away, or the file could not be read to its end: half a file must not look like a whole one.
          response.destroy();
          return;
        }
        if (!(error instanceof HttpError)) onSurprise(error, 'attachments');
        const answered =
          error instanceof HttpError ? error : new HttpError(500, 'ServiceError', 'Something went wrong here.');
        sendAnswer(response, errorAnswer(answered));
      })
      .finally(next);
  };
  server.get('/attachments/:id', handler);
  server.head('/attachments/:id', handler);
}
