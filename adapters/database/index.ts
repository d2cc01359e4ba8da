export type { Database, Transaction } from './database';
export { openSqlite } from './sqlite';
export { statement } from './statement';
