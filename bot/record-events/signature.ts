import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { signatureOf } from '../../adapters/signed-request';
import { HttpError } from '../http';

/** A request is good for so long: longer than clocks differ, shorter than a copied request is of use. */
export const longestAgeSeconds = 300;

export const timestampHeader = 'x-charterdesk-timestamp';
export const signatureHeader = 'x-charterdesk-signature';

export type SignatureVerdict = 'genuine' | 'unsigned' | 'out-of-time' | 'wrong';

export interface SignedRequest {
  timestamp: string | undefined;
  /** One signature, or several separated by commas while the sender changes its secret. */
  signature: string | undefined;
  body: Buffer;
}

const equal = (one: string, other: string): boolean => {
  const [left, right] = [Buffer.from(one), Buffer.from(other)];
  return left.length === right.length && timingSafeEqual(left, right);
};

/**
 * Checks who sent a request, and that it is no old one.
 * @param secrets the one in use, and the one before or after it during a change
 */
export function checkSignature(
  secrets: readonly string[],
  { timestamp, signature, body }: SignedRequest,
  now: Date,
): SignatureVerdict {
  if (timestamp === undefined || signature === undefined || !/^\d{1,12}$/.test(timestamp)) return 'unsigned';
  const at = Number(timestamp);
  const given = signature.split(',', 4).map((one) => one.trim());
  // All are compared, whichever fits: how long it takes tells nothing about the secrets.
  const fits = secrets.flatMap((secret) => given.map((one) => equal(one, signatureOf(secret, at, body))));
  if (!fits.includes(true)) return 'wrong';
  // Told only to whoever holds the secret.
  return Math.abs(now.getTime() / 1000 - at) <= longestAgeSeconds ? 'genuine' : 'out-of-time';
}

const header = (value: string | string[] | undefined): string | undefined => (Array.isArray(value) ? value[0] : value);

/**
 * Checks the signature of a request that another system of the insurer's sends.
 * @throws HttpError 401 that says what is wrong with it
 */
export function checkSigned(secrets: readonly string[], request: IncomingMessage, body: Buffer, now: Date): void {
  const timestamp = header(request.headers[timestampHeader]);
  const signature = header(request.headers[signatureHeader]);
  const verdict = checkSignature(secrets, { timestamp, signature, body }, now);
  switch (verdict) {
    case 'genuine':
      return;
    case 'unsigned':
      throw new HttpError(
        401,
        'Unauthorized',
        `Sign the request: ${timestampHeader} with the seconds since 1970, ${signatureHeader} with v1=HMAC-SHA256 of "<timestamp>.<body>" in hexadecimal.`,
      );
    case 'wrong':
      throw new HttpError(401, 'Unauthorized', 'The signature does not fit the body, the timestamp and the secret.');
    case 'out-of-time':
      throw new HttpError(
        401,
        'Unauthorized',
        `The timestamp is more than ${longestAgeSeconds} seconds off. Set the clock, and sign anew when sending again.`,
      );
    default:
      throw new Error(`Unhandled verdict: ${verdict satisfies never}`);
  }
}
