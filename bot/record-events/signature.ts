import { createHmac, timingSafeEqual } from 'node:crypto';

/** A request is good for so long: longer than clocks differ, shorter than a copied request is of use. */
export const longestAgeSeconds = 300;

export const timestampHeader = 'x-charterdesk-timestamp';
export const signatureHeader = 'x-charterdesk-signature';

/**
 * The signature of a body sent at that time: HMAC-SHA256 over `<timestamp>.<body>`, as `v1=<hexadecimal>`.
 * @param timestamp seconds since 1970
 */
export const signatureOf = (secret: string, timestamp: number, body: Buffer | string): string =>
  `v1=${createHmac('sha256', secret).update(`${timestamp}.`).update(body).digest('hex')}`;

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
