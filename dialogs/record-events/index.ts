export { tellEvent } from './tell-event';
export type { TellingTurn } from './tell-event';
