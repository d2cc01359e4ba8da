import { z } from 'zod';

/** The setting of Direct Line's classic form, in which a site's own back end fetches tokens with a secret. */
export const directLineEnvironment = {
  DIRECT_LINE_SECRETS: z
    .string()
    .transform((text) =>
      text
        .split(',')
        .map((part) => part.trim())
        .filter((part) => part !== ''),
    )
    .pipe(
      z
        .array(
          z
            .string()
            .min(32, 'must have at least 32 characters each (for example: openssl rand -hex 32)')
            // A JWT in its place is the site's word for a customer.
            .regex(/^[\w~+/=-]+$/, 'may have letters, digits and - _ ~ + / = in it'),
        )
        .max(2, 'takes two secrets at most: the one in use, and the next or the last one during a change'),
    )
    .default([]),
};
