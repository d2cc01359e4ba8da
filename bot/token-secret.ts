import { randomBytes } from 'node:crypto';
import path from 'node:path';
import type { Database } from '../adapters/database';
import { keptOnce } from './kept-once';
import { keptValue } from './kept-values';

const newSecret = (): string => randomBytes(32).toString('hex');

/**
 * The secret that our tokens are signed with: the setting's, else one made once and kept: where replicas share a store in it, so that a token of one is
 * good at all; else in a file readable by the service's user only.
 */
export const tokenSecret = async (
  setting: string | undefined,
  dataDirectory: string,
  database: Database,
): Promise<string> =>
  setting ??
  (database.isShared
    ? keptValue(database, 'token-secret', newSecret)
    : keptOnce(path.join(dataDirectory, 'token-secret'), `${newSecret()}\n`).trim());
