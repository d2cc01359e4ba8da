import { createHmac } from 'node:crypto';
import type { DeliverComplaint } from './port';

/** How long the complaints function's system may take. */
const patienceMs = 10_000;

/** HMAC-SHA256 over `<seconds>.<body>`, as `v1=<hexadecimal>`: whoever receives a complaint can tell that it is ours, and fresh. */
export const signatureOf = (secret: string, seconds: number, body: string): string =>
  `v1=${createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')}`;

/**
 * Posts complaints to an address as JSON. `Idempotency-Key` is the reference: a complaint that comes again is the same one.
 * @param now the clock, for the signature's time
 */
export function complaintsWebhook({
  url,
  secret,
  now,
}: {
  url: string;
  secret: string;
  now: () => Date;
}): DeliverComplaint {
  return async (complaint) => {
    const body = JSON.stringify(complaint);
    const seconds = Math.floor(now().getTime() / 1000);
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json; charset=utf-8',
        'Idempotency-Key': complaint.reference,
        'X-Charterdesk-Timestamp': String(seconds),
        'X-Charterdesk-Signature': signatureOf(secret, seconds, body),
      },
      body,
      redirect: 'error',
      signal: AbortSignal.timeout(patienceMs),
    });
    await response.body?.cancel();
    if (!response.ok) throw new Error(`The complaints address answered ${response.status}.`);
  };
}
