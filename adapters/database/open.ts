import path from 'node:path';
import type { Database } from './database';
import { openPostgres } from './postgres';
import { defaultLimits } from './postgres-pool';
import { openSqlite } from './sqlite';

/**
 * The store that the settings choose: a PostgreSQL server, else one file under the data directory.
 * @throws DatabaseUnavailable where the server does not answer
 */
export const openDatabase = (
  url: string | undefined,
  dataDirectory: string,
  connections = defaultLimits.connections,
): Promise<Database> =>
  url === undefined ? openSqlite(path.join(dataDirectory, 'charterdesk.db')) : openPostgres(url, { connections });
