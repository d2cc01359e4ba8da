import type { Activity } from 'botbuilder';
import type { Selectable } from 'kysely';
import type { Tables } from '../../adapters/database/tables';
import { type Handoff, HandoffBrief, HandoffOutcome, HandoffReason, HandoffTopic } from './handoff';
import type { HandoffEvent } from './handoffs';
import type { ChangingColumns } from './sql-handoff-statements';

/** A hand-off with what only its keeper needs. */
export interface Kept {
  handoff: Handoff;
  /** An activity as if the customer had sent it: says where and to whom an answer goes. */
  reference: Partial<Activity>;
  /** When the customer who still waits then must be told of it. */
  tellAt: string | undefined;
}

const instant = (written: string | null): Date | undefined => (written === null ? undefined : new Date(written));
const written = (instant: Date | undefined): string | null => instant?.toISOString() ?? null;
const person = (id: string | null, name: string | null) => (id === null ? undefined : { id, name: name ?? id });

export const keptIn = (row: Selectable<Tables['handoff']>): Kept => ({
  handoff: {
    id: row.id,
    number: row.number,
    conversation: row.conversation_id,
    channel: row.channel,
    state: row.state,
    reason: HandoffReason.parse(row.reason),
    topic: HandoffTopic.parse(row.topic),
    language: row.language,
    priority: row.priority,
    leftMessage: row.left_message === 1,
    team: row.team ?? undefined,
    owner: person(row.owner_id, row.owner_name),
    requestedAt: new Date(row.requested_at),
    waitingSince: new Date(row.waiting_since),
    takenAt: instant(row.taken_at),
    endedAt: instant(row.ended_at),
    expectedAt: instant(row.expected_at),
    outcome: row.outcome === null ? undefined : HandoffOutcome.parse(row.outcome),
    brief: HandoffBrief.parse(JSON.parse(row.brief)),
  },
  reference: JSON.parse(row.reference) as Partial<Activity>,
  tellAt: row.tell_at ?? undefined,
});

export const columnsOf = (handoff: Handoff): ChangingColumns => ({
  state: handoff.state,
  priority: handoff.priority,
  leftMessage: handoff.leftMessage ? 1 : 0,
  team: handoff.team ?? null,
  ownerId: handoff.owner?.id ?? null,
  ownerName: handoff.owner?.name ?? null,
  waitingSince: handoff.waitingSince.toISOString(),
  takenAt: written(handoff.takenAt),
  endedAt: written(handoff.endedAt),
  outcome: handoff.outcome ?? null,
  brief: JSON.stringify(handoff.brief),
});

export const eventIn = (row: Selectable<Tables['handoff_event']>): HandoffEvent => ({
  number: row.number,
  at: new Date(row.at),
  kind: row.kind,
  by: person(row.by_id, row.by_name),
  note: row.note ?? undefined,
});
