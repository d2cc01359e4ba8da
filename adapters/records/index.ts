export type { Caller, Records, RecordsFor, Role } from './port';
export type { RecordSource } from './source';
