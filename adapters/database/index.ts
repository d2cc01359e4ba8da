export { openDatabase } from './open';
export type { Database, Locks, Others, Transaction } from './database';
export { DatabaseUnavailable } from './database-unavailable';
export { ChangedMeanwhile } from './postgres-problems';
export { openPostgres } from './postgres';
export { openSqlite } from './sqlite';
export { statement } from './statement';
