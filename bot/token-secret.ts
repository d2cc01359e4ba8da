import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { keptOnce } from './kept-once';

/** The secret that our tokens are signed with: the setting's, else one made once and kept, readable by the service's user only. */
export const tokenSecret = (setting: string | undefined, dataDirectory: string): string =>
  setting ?? keptOnce(path.join(dataDirectory, 'token-secret'), `${randomBytes(32).toString('hex')}\n`).trim();
