import { z } from 'zod';

/** A setting that is an address on the web, without the slashes at its end. @param example named where it is none */
export const webAddress = (example: string) =>
  z
    .string()
    .refine((text) => /^https?:\/\//.test(text) && URL.canParse(text), `must be a full address such as ${example}`)
    .transform((text) => text.replace(/\/+$/, ''));
