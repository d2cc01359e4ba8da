export { guardedRecords } from './guarded-records';
export { noRecords } from './no-records';
export { openDemoRecords } from './demo/sql-demo-records';
export { restRecords } from './rest/rest-records';
export { sqlRecords } from './sql/sql-records';
export { openSqlConnection } from './sql/sql-connection';
export type { Caller, Records, RecordsFor, Role } from './port';
export type { RecordSource } from './source';
