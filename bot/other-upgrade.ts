import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';

/** What concerns this connection and the offer only. */
const ofTheOffer = new Set(['connection', 'upgrade', 'http2-settings']);

/** Whether a request offers to go on in something else than a WebSocket. */
export const isOtherUpgrade = ({ headers }: IncomingMessage): boolean => headers.upgrade?.toLowerCase() !== 'websocket';

/**
 * Has the server answer a request as if it had not offered another protocol, which it may (RFC 9110, section 7.8): Java's HTTP client offers HTTP/2
 * with its first request. Node stops reading at such an offer, so the request is put back in front of what follows, without it.
 */
export function answerWithoutUpgrade(server: Server, request: IncomingMessage, socket: Duplex, head: Buffer): void {
  const { method = 'GET', url = '/', httpVersion, rawHeaders } = request;
  const lines = rawHeaders.flatMap((name, at) =>
    at % 2 === 0 && !ofTheOffer.has(name.toLowerCase()) ? [`${name}: ${rawHeaders[at + 1] ?? ''}`] : [],
  );
  const again = [`${method} ${url} HTTP/${httpVersion}`, ...lines, '', ''].join('\r\n');
  socket.unshift(Buffer.concat([Buffer.from(again, 'latin1'), head]));
  server.emit('connection', socket);
}
