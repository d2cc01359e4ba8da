import { types } from 'node:util';
import { readFileSync } from 'node:fs';
import { createLocalJWKSet, createRemoteJWKSet, errors as joseErrors, jwtVerify, type JWTVerifyGetKey } from 'jose';
import { z } from 'zod';
import type { OnceOnly, ProvenCustomer } from './identities';

/** An assertion lives five minutes at most, whatever it says itself. */
export const longestLifeSeconds = 300;
/** Clocks of two machines differ. */
const clockToleranceSeconds = 30;
/** Signatures by a private key only: with a shared secret, whoever can check an assertion could make one. */
const algorithms = ['ES256', 'ES384', 'ES512', 'RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'EdDSA'];

const Claims = z.object({
  sub: z.string().min(1).max(200),
  jti: z.string().min(1).max(200),
  iat: z.number(),
  exp: z.number(),
  // It only greets: one that cannot be shown is no reason to refuse the customer.
  name: z.string().max(200).optional().catch(undefined),
});

/** What came of reading an assertion. */
export type AssertionRead =
  | { kind: 'genuine'; customer: ProvenCustomer; statement: OnceOnly }
  /** Forged, expired, for somebody else, or without what it must have. `why` is for the site's developer. */
  | { kind: 'refused'; why: string }
  /** The site's keys cannot be had now: nothing can be said about the assertion. */
  | { kind: 'keys-unavailable'; cause: unknown };

export interface SiteAssertions {
  read(assertion: string): Promise<AssertionRead>;
}

/** Only what makes it one: what a key holds is for jose to judge. */
const KeySet = z.object({ keys: z.array(z.looseObject({ kty: z.string() })).min(1) });

/** Where the site publishes its public keys: an address, or a file with a JSON Web Key Set. @throws when the file is none */
export function siteKeys(source: string): JWTVerifyGetKey {
  if (/^https?:\/\//.test(source)) return createRemoteJWKSet(new URL(source), { timeoutDuration: 3000 });
  return createLocalJWKSet(KeySet.parse(JSON.parse(readFileSync(source, 'utf8'))));
}

/**
 * The statements by which the insurer's own site vouches for its signed-in customer: JWTs with issuer, audience, `sub` (the customer's stable
 * id), `jti` (good once), `iat` and `exp` (five minutes at most), signed with a key of the site's key set.
 * @param now the clock
 */
export function siteAssertions(
  { issuer, audience, keys }: { issuer: string; audience: string; keys: JWTVerifyGetKey },
  now: () => Date,
): SiteAssertions {
  return {
    async read(assertion) {
      try {
        const { payload } = await jwtVerify(assertion, keys, {
          issuer,
          audience,
          algorithms,
          currentDate: now(),
          clockTolerance: clockToleranceSeconds,
          maxTokenAge: longestLifeSeconds,
          requiredClaims: ['sub', 'jti', 'iat', 'exp'],
        });
        const { sub, jti, iat, exp, name } = Claims.parse(payload);
        if (exp - iat > longestLifeSeconds)
          return { kind: 'refused', why: `It lives longer than ${longestLifeSeconds} seconds (exp - iat).` };
        const expiresAt = new Date((exp + clockToleranceSeconds) * 1000);
        return {
          kind: 'genuine',
          customer: { customerId: sub, name },
          statement: { id: `${issuer} ${jti}`, expiresAt },
        };
      } catch (error) {
        if (error instanceof z.ZodError)
          return { kind: 'refused', why: `A claim is missing or malformed: ${error.issues[0]?.path.join('.')}.` };
        if (error instanceof joseErrors.JWKSTimeout) return { kind: 'keys-unavailable', cause: error };
        if (error instanceof joseErrors.JWKSNoMatchingKey)
          return { kind: 'refused', why: "It is not signed with a key of the site's key set." };
        // jose says with this plain class, and no other, that the key set's address did not answer as it should.
        if (error instanceof joseErrors.JOSEError && error.constructor === joseErrors.JOSEError)
          return { kind: 'keys-unavailable', cause: error };
        if (error instanceof joseErrors.JOSEError) return { kind: 'refused', why: `${error.message}.` };
        if (isNetworkError(error)) return { kind: 'keys-unavailable', cause: error };
        throw error;
      }
    },
  };
}

/** From fetching the key set: ECONNREFUSED, ENOTFOUND and the like. */
const isNetworkError = (error: unknown): boolean =>
  types.isNativeError(error) &&
  'code' in error &&
  typeof error.code === 'string' &&
  'syscall' in error &&
  typeof error.syscall === 'string';
