export { sqlHandoffs } from './sql-handoffs';
export type { HandoffParts, KeptHandoffs } from './sql-handoffs';
export type { Agent, AttachedFile, Done, HandoffEvent, HandoffNews, Handoffs, Taken } from './handoffs';
export {
  type Handoff,
  HandoffBrief,
  type HandoffEventKind,
  HandoffOutcome,
  HandoffReason,
  HandoffRequest,
  HandoffState,
  HandoffTopic,
  isOpen,
  type Speaker,
} from './handoff';
export type { DelayReason, HandoffWords, Place, ReceiptFacts } from './receipts';
export { openingHours } from './opening-hours';
export type { Hours, OpeningHours, OpeningTimes } from './opening-hours';
export { handoffMinders } from './minders';
export type { HandoffMinders } from './minders';
export type { Staff } from './sql-expectations';
export type { AtWork } from './at-work';
export { leastMeasured } from './waits';
