import { createHash, randomBytes } from 'node:crypto';

/** A secret that cannot be guessed: a session's cookie, a one-time link's code. 256 bits, safe in an address. */
export const newSecret = (): string => randomBytes(32).toString('base64url');

/** What is kept of a secret: enough to know it again. A plain hash will do, since nobody can try all of 256 bits. */
export const hashOfSecret = (secret: string): string => createHash('sha256').update(secret).digest('base64url');
