export type { Database, Transaction } from './database';
export { openSqlite } from './sqlite';
