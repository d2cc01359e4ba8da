export { caseEntries } from './case-entries';
export { openDeskLink } from './open-desk-link';
export { staffElsewhere } from './staff-elsewhere';
export { deskCourier } from './courier';
export type { DeskCourier } from './courier';
export { deskEvents } from './desk-events';
export { sqlDeliveryStore } from './sql-delivery-store';
