import { signedHeaders } from '../signed-request';
import type { DeliverComplaint } from './port';

/** How long the complaints function's system may take. */
const patienceMs = 10_000;

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
    const response = await fetch(url, {
      method: 'POST',
      headers: signedHeaders(secret, now(), complaint.reference, body),
      body,
      redirect: 'error',
      signal: AbortSignal.timeout(patienceMs),
    });
    await response.body?.cancel();
    if (!response.ok) throw new Error(`The complaints address answered ${response.status}.`);
  };
}
