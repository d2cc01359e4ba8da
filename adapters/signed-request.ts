import { createHmac } from 'node:crypto';

/**
 * HMAC-SHA256 over `<seconds>.<body>`, as `v1=<hexadecimal>`: whoever holds the secret can tell who sent it, and that it is fresh.
 * @param seconds since 1970
 */
export const signatureOf = (secret: string, seconds: number, body: Buffer | string): string =>
  `v1=${createHmac('sha256', secret).update(`${seconds}.`).update(body).digest('hex')}`;

/**
 * The headers of JSON that we post to another system of the insurer's.
 * @param key names what is told: under the same one twice it is one
 */
export function signedHeaders(secret: string, now: Date, key: string, body: string): Record<string, string> {
  const seconds = Math.floor(now.getTime() / 1000);
  return {
    'Content-Type': 'application/json; charset=utf-8',
    'Idempotency-Key': key,
    'X-Charterdesk-Timestamp': String(seconds),
    'X-Charterdesk-Signature': signatureOf(secret, seconds, body),
  };
}
