import { createHmac, randomUUID } from 'node:crypto';
import { errors as joseErrors, jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import type { OnceOnly } from '../../identity/identities';

/** What a browser keeps to come back to an anonymous conversation whose own token has run out long ago. */
const Claims = z.object({
  conv: z.string().min(1),
  user: z.string().startsWith('dl_'),
  origins: z.array(z.string()).optional(),
  /** The conversation's generation: a sign-in or sign-out since then has revoked the token. */
  gen: z.number().int(),
  jti: z.string().min(1),
  exp: z.number(),
});
export type ResumeClaims = Omit<z.infer<typeof Claims>, 'jti' | 'exp'>;

export interface ResumeTokens {
  /** Undefined where none are given. */
  issue(claims: ResumeClaims): Promise<string | undefined>;
  /** Undefined for one that is forged, expired or not ours. */
  read(token: string): Promise<{ claims: ResumeClaims; statement: OnceOnly } | undefined>;
}

/**
 * Tokens that open a conversation once more: JWTs signed with a key of their own, so that none of them passes for a Direct Line token.
 * @param secret the one that Direct Line tokens are signed with
 * @param days how long one is good; 0: none are given
 * @param now the clock
 */
export function resumeTokens(secret: string, days: number, now: () => Date): ResumeTokens {
  const key = createHmac('sha256', secret).update('resume token').digest();
  const seconds = (): number => Math.floor(now().getTime() / 1000);

  return {
    async issue({ conv, user, gen, origins }) {
      if (days === 0) return undefined;
      return new SignJWT({ conv, user, gen, ...(origins ? { origins } : {}) })
        .setProtectedHeader({ alg: 'HS256', typ: 'resume+jwt' })
        .setJti(randomUUID())
        .setExpirationTime(seconds() + days * 86_400)
        .sign(key);
    },

    async read(token) {
      try {
        const { payload } = await jwtVerify(token, key, { algorithms: ['HS256'], currentDate: now() });
        const { jti, exp, ...claims } = Claims.parse(payload);
        return { claims, statement: { id: `resume ${jti}`, expiresAt: new Date(exp * 1000) } };
      } catch (error) {
        if (error instanceof joseErrors.JOSEError || error instanceof z.ZodError) return undefined;
        throw error;
      }
    },
  };
}
