import { randomBytes } from 'node:crypto';
import { errors as joseErrors, jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';

/** How long a token opens its conversation; clients refresh it before. */
export const tokenLifetimeSeconds = 1800;

const Claims = z.object({
  conv: z.string().min(1),
  user: z.string().startsWith('dl_'),
  /** Sites on which the token may be used; absent: any that the service allows. */
  origins: z.array(z.string()).optional(),
  /** The conversation's generation that it was made in: a sign-in or sign-out since then has revoked it. */
  gen: z.number().int().default(0),
  exp: z.number(),
});

/** Whom a token speaks for, and where: one visitor in one conversation. Direct Line's clients read `user` out of it. */
export type TokenClaims = z.infer<typeof Claims>;

export interface DirectLineTokens {
  issue(claims: Omit<TokenClaims, 'exp'>): Promise<string>;
  /** `undefined` for a token that is forged, expired or not ours. */
  verify(token: string): Promise<TokenClaims | undefined>;
}

/** A new visitor's id. Direct Line's clients accept an id of this form from a token only, so a page cannot choose one. */
export const newUserId = (): string => `dl_${randomBytes(12).toString('hex')}`;

/** Unguessable, and free of the `|` that separates it from an activity's number. */
export const newConversationId = (): string => randomBytes(15).toString('base64url');

/** A client sends its token with every request: verified ones are remembered, up to this many. */
const mostRemembered = 20_000;

/**
 * Direct Line tokens: JWTs signed with our own secret (HS256).
 * @param secret at least 32 characters, shared by all replicas
 * @param now the clock
 */
export function directLineTokens(secret: string, now: () => Date): DirectLineTokens {
  const key = new TextEncoder().encode(secret);
  const verified = new Map<string, TokenClaims>();
  const seconds = (): number => Math.floor(now().getTime() / 1000);

  const remember = (token: string, claims: TokenClaims): void => {
    verified.set(token, claims);
    // A Map lists its oldest entry first.
    for (const oldest of verified.keys()) {
      if (verified.size <= mostRemembered) break;
      verified.delete(oldest);
    }
  };

  return {
    issue: (claims) =>
      new SignJWT({ ...claims })
        .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
        .setIssuedAt(seconds())
        .setExpirationTime(seconds() + tokenLifetimeSeconds)
        .sign(key),

    async verify(token) {
      const known = verified.get(token);
      if (known) return known.exp > seconds() ? known : undefined;
      try {
        const { payload } = await jwtVerify(token, key, { algorithms: ['HS256'], currentDate: now() });
        const claims = Claims.parse(payload);
        remember(token, claims);
        return claims;
      } catch (error) {
        if (error instanceof joseErrors.JOSEError || error instanceof z.ZodError || error instanceof TypeError)
          return undefined;
        throw error;
      }
    },
  };
}
