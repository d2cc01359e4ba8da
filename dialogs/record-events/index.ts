export { tellEvent, toldBy } from './tell-event';
export type { TellingTurn } from './tell-event';
