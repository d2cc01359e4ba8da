export { recordEvents } from './record-events';
export type { RecordEvents } from './record-events';
export { recordEventRoutes } from './routes';
export { sqlEventStore } from './sql-event-store';
export { signatureHeader, timestampHeader } from './signature';
