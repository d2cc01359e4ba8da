import type { Handoff, HandoffBrief } from '../handoff/handoff';

/** What is newest in a conversation. */
export interface Tail {
  /** The number of the newest entry. */
  lastSeq: number;
  /** Of the newest one that the customer wrote; 0 without one. */
  lastCustomerSeq: number;
  /** How that one begins; empty where it has only files, or was deleted. */
  preview: string;
  /** The customer has deleted that one. */
  previewDeleted: boolean;
}

export interface HandoffView extends Tail {
  id: string;
  number: number;
  conversation: string;
  channel: string;
  state: Handoff['state'];
  reason: Handoff['reason'];
  topic: Handoff['topic'];
  language: Handoff['language'];
  priority: number;
  leftMessage: boolean;
  team: string | null;
  owner: { id: string; name: string } | null;
  requestedAt: string;
  waitingSince: string;
  takenAt: string | null;
  endedAt: string | null;
  expectedAt: string | null;
  outcome: string | null;
  /** The customer waits longer than they were told, or than this without having been told anything. */
  late: boolean;
  customer: HandoffBrief['customer'];
}

/** Where no time could be told, somebody who waits longer than this waits too long. */
const patienceMs = 10 * 60 * 1000;

const isLate = (handoff: Handoff, now: Date): boolean =>
  handoff.state === 'waiting' &&
  now.getTime() > (handoff.expectedAt?.getTime() ?? handoff.waitingSince.getTime() + patienceMs);

export const handoffView = (handoff: Handoff, tail: Tail, now: Date): HandoffView => ({
  id: handoff.id,
  number: handoff.number,
  conversation: handoff.conversation,
  channel: handoff.channel,
  state: handoff.state,
  reason: handoff.reason,
  topic: handoff.topic,
  language: handoff.language,
  priority: handoff.priority,
  leftMessage: handoff.leftMessage,
  team: handoff.team ?? null,
  owner: handoff.owner ?? null,
  requestedAt: handoff.requestedAt.toISOString(),
  waitingSince: handoff.waitingSince.toISOString(),
  takenAt: handoff.takenAt?.toISOString() ?? null,
  endedAt: handoff.endedAt?.toISOString() ?? null,
  expectedAt: handoff.expectedAt?.toISOString() ?? null,
  outcome: handoff.outcome ?? null,
  late: isLate(handoff, now),
  customer: handoff.brief.customer,
  ...tail,
});
