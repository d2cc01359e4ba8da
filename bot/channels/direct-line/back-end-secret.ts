import { createHash, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { HttpError } from '../../http';
import { newUserId } from './tokens';

const origin = z
  .string()
  .max(300)
  .refine((text) => /^https?:\/\//.test(text) && URL.canParse(text))
  .transform((text) => new URL(text).origin);

/** Direct Line's own parameters of a token that a back end asks for. */
const Parameters = z.looseObject({
  user: z
    .looseObject({
      id: z
        .string()
        .regex(/^dl_.{1,60}$/)
        .optional(),
    })
    .optional(),
  trustedOrigins: z.array(origin).min(1).max(20).optional(),
});

/** Whom a token is for, and the sites that it may be used on; none named: those of ALLOWED_ORIGINS. */
export interface AskedToken {
  user: string;
  origins: string[] | undefined;
}

export interface BackEndSecrets {
  /** Whether it is meant for one. What is not may be the site's word for a customer, which is a JWT and has dots in it. */
  concerns(bearer: string): boolean;
  /**
   * What a site's own back end asks for with the secret. It says nothing of who the customer is: that takes the site's word.
   * @throws HttpError 403 for a wrong secret, 400 for parameters that are not Direct Line's
   */
  asked(bearer: string, body: unknown): AskedToken;
}

const digestOf = (secret: string): Buffer => createHash('sha256').update(secret).digest();

/** @param secrets of DIRECT_LINE_SECRETS; none: nobody asks this way */
export function backEndSecrets(secrets: readonly string[]): BackEndSecrets {
  const digests = secrets.map(digestOf);

  return {
    concerns: (bearer) => digests.length > 0 && !bearer.includes('.'),

    asked(bearer, body) {
      const given = digestOf(bearer);
      // All are compared, and in constant time: how long it takes tells nothing of them.
      const matches = digests.filter((digest) => timingSafeEqual(digest, given));
      if (matches.length === 0) throw new HttpError(403, 'BadArgument', 'This is not the Direct Line secret.');
      const parameters = Parameters.safeParse(body ?? {});
      if (!parameters.success)
        throw new HttpError(
          400,
          'BadArgument',
          'The request body is not one for a token: {"user":{"id":"dl_…"},"trustedOrigins":["https://…"]}, both optional.',
        );
      const { user, trustedOrigins } = parameters.data;
      return { user: user?.id ?? newUserId(), origins: trustedOrigins };
    },
  };
}
