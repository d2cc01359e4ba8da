import { randomUUID } from 'node:crypto';
import { errors as joseErrors, jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import type { OnceOnly, ProvenCustomer } from './identities';

/** How long a customer has to open the link in Teams. */
export const linkLifeSeconds = 900;
const audience = 'charterdesk-teams-link';

const Claims = z.object({
  sub: z.string().min(1),
  jti: z.string().min(1),
  exp: z.number(),
  name: z.string().optional(),
});

export interface TeamsLinks {
  /** A code that, sent to the bot in Teams once and within fifteen minutes, links the sender to the customer. */
  issue(customer: ProvenCustomer): Promise<string>;
  /** `undefined` for a code that is forged, expired or not ours. */
  read(code: string): Promise<{ customer: ProvenCustomer; statement: OnceOnly } | undefined>;
}

/**
 * One-time links between a customer and a person in Teams, signed with our own secret (HS256).
 * @param secret shared by all replicas
 * @param now the clock
 */
export function teamsLinks(secret: string, now: () => Date): TeamsLinks {
  const key = new TextEncoder().encode(secret);
  const seconds = (): number => Math.floor(now().getTime() / 1000);
  return {
    issue: ({ customerId, name }) =>
      new SignJWT(name === undefined ? {} : { name })
        .setProtectedHeader({ alg: 'HS256' })
        .setSubject(customerId)
        .setAudience(audience)
        .setJti(randomUUID())
        .setExpirationTime(seconds() + linkLifeSeconds)
        .sign(key),

    async read(code) {
      try {
        const { payload } = await jwtVerify(code, key, { algorithms: ['HS256'], audience, currentDate: now() });
        const { sub, jti, exp, name } = Claims.parse(payload);
        return {
          customer: { customerId: sub, name },
          statement: { id: `${audience} ${jti}`, expiresAt: new Date(exp * 1000) },
        };
      } catch (error) {
        if (error instanceof joseErrors.JOSEError || error instanceof z.ZodError || error instanceof TypeError)
          return undefined;
        throw error;
      }
    },
  };
}
