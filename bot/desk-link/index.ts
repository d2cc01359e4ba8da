export { deskCourier } from './courier';
export type { DeskCourier } from './courier';
export { deskEvents } from './desk-events';
export { deskLinkRoutes } from './routes';
export { sqlDeliveryStore } from './sql-delivery-store';
