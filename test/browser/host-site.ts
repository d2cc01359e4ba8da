import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A page of somebody else's site. */
export interface HostPage {
  html: string;
  /** Its Content-Security-Policy. */
  policy?: string;
}

/** Another site, whose pages are given by their paths. */
export async function hostSite(
  pages: () => Record<string, HostPage>,
): Promise<{ url: string; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    const page = pages()[new URL(request.url ?? '/', 'http://localhost').pathname];
    if (!page) {
      response.statusCode = 404;
      response.end();
      return;
    }
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    if (page.policy) response.setHeader('Content-Security-Policy', page.policy);
    response.end(
      `<!doctype html><html lang="en"><head><title>Host</title><link rel="icon" href="data:,"></head><body>${page.html}</body></html>`,
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
