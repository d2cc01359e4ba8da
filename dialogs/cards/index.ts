export { recordCard } from './record-card';
export type { CardAction, RecordCard } from './record-card';
export { adaptiveCard, adaptiveCardType, receivedCard } from './adaptive-card';
export type { AdaptiveCard } from './adaptive-card';
export { PressedExecute, pressedWords } from './card-press';
