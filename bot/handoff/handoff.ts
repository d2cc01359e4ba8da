import { z } from 'zod';

/** Who speaks to the customer. In the queue nobody does yet: what the customer writes is kept for the person who will. */
export type Speaker = 'bot' | 'queue' | 'person';

/**
 * Where a hand-off stands.
 *
 *     (bot) ─► waiting ◄──────► person ─► returned     the bot answers again
 *        │        │  ▲            │  └───► closed       with an outcome
 *        │        │  └ opening ┐  │
 *        │        └────► failed│  └ a colleague, a team, or a person who has gone: waiting again
 *        └─► out-of-hours ─────┘
 *
 * Out of hours the customer has left a message: the bot goes on speaking, and the case waits for whoever comes first.
 */
export const HandoffState = z.enum(['waiting', 'out-of-hours', 'person', 'returned', 'closed', 'failed']);
export type HandoffState = z.infer<typeof HandoffState>;

/** What may happen to a hand-off. */
export type HandoffEventKind =
  /** A member of staff has it now. */
  | 'taken'
  /** To a colleague or a team: it waits for them. */
  | 'transferred'
  /** The member of staff who had it has disappeared. */
  | 'owner-gone'
  /** The opening hours begin. */
  | 'opened'
  /** The member of staff gives it back to the bot. */
  | 'returned'
  | 'closed'
  /** The customer would rather not wait. */
  | 'cancelled'
  /** Another system that was to take it cannot. */
  | 'failed';

const moves: Record<HandoffState, Partial<Record<HandoffEventKind, HandoffState>>> = {
  waiting: { taken: 'person', transferred: 'waiting', closed: 'closed', cancelled: 'returned', failed: 'failed' },
  'out-of-hours': { taken: 'person', opened: 'waiting', closed: 'closed', cancelled: 'returned', failed: 'failed' },
  person: { transferred: 'waiting', 'owner-gone': 'waiting', returned: 'returned', closed: 'closed', failed: 'failed' },
  returned: {},
  closed: {},
  failed: {},
};

/** Where a hand-off stands after an event; undefined where that cannot happen to it. */
export const stateAfter = (state: HandoffState, event: HandoffEventKind): HandoffState | undefined =>
  moves[state][event];

export const isOpen = (state: HandoffState): boolean => Object.keys(moves[state]).length > 0;

/**
 * Who speaks while a hand-off stands so.
 * @param leftMessage the customer has left a message and does not sit waiting for its answer
 */
export function speakerIn(state: HandoffState, leftMessage: boolean): Speaker {
  if (state === 'person') return 'person';
  return state === 'waiting' && !leftMessage ? 'queue' : 'bot';
}

/** Why a person is asked for. */
export const HandoffReason = z.enum([
  'asked',
  'no-answer',
  'complaint',
  'dispute',
  'records-unavailable',
  'large-claim',
]);
export type HandoffReason = z.infer<typeof HandoffReason>;

/** What a member of staff must know about to take it. */
export const HandoffTopic = z.enum(['policy', 'limits', 'claims', 'collections', 'other']);
export type HandoffTopic = z.infer<typeof HandoffTopic>;

/** How a conversation with a person ended. */
export const HandoffOutcome = z.enum(['solved', 'follow-up', 'wrong-place', 'no-reply', 'abuse']);
export type HandoffOutcome = z.infer<typeof HandoffOutcome>;

/** A clause that an answer cited. */
const CitedClause = z.object({ title: z.string(), heading: z.string(), link: z.string() });

/** What the person who takes it gets, beside the conversation itself. */
export const HandoffBrief = z.object({
  customer: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('anonymous') }),
    z.object({ kind: z.literal('customer'), customerId: z.string(), name: z.string().optional() }),
  ]),
  /** What was asked and what the bot made of it, the last ten. */
  exchanges: z.array(z.object({ question: z.string(), replyKind: z.string(), cited: z.array(CitedClause) })),
  /** The records that were looked up, as the customer could see them: "claim CL-1234". */
  records: z.array(z.string()),
  /** What has been told of something half-filed, in words. */
  draft: z.string().optional(),
  /** What the customer left to be answered later, and where they can be reached. */
  message: z.string().optional(),
  reachedAt: z.string().optional(),
});
export type HandoffBrief = z.infer<typeof HandoffBrief>;

/** What a turn asks for when it hands the conversation over: the value of the Bot Framework's `handoff.initiate` event. */
export const HandoffRequest = z.object({
  reason: HandoffReason,
  topic: HandoffTopic,
  language: z.enum(['da', 'en']),
  brief: HandoffBrief,
  /** Out of hours: a message is left, and the bot goes on speaking. */
  leavesMessage: z.boolean(),
});
export type HandoffRequest = z.infer<typeof HandoffRequest>;

/** Somebody was there already, and is no longer: whoever had a person once goes before all others. */
export const interruptedPriority = 3;

/** A complaint, a disputed decision or a large claim goes before what can wait. */
export const priorityOf = (reason: HandoffReason): number =>
  ({ complaint: 2, dispute: 2, 'large-claim': 2, 'records-unavailable': 1, asked: 1, 'no-answer': 0 })[reason];

/** A hand-off as it is kept. */
export interface Handoff {
  id: string;
  /** What customers and staff call it by. */
  number: number;
  conversation: string;
  channel: string;
  state: HandoffState;
  reason: HandoffReason;
  topic: HandoffTopic;
  language: 'da' | 'en';
  /** Higher goes first. */
  priority: number;
  leftMessage: boolean;
  /** It waits for somebody of this team. */
  team: string | undefined;
  /** Whom it belongs to; while it waits, the colleague it waits for, if it was transferred to one. */
  owner: { id: string; name: string } | undefined;
  requestedAt: Date;
  /** Since when the customer waits for somebody to take it. */
  waitingSince: Date;
  takenAt: Date | undefined;
  endedAt: Date | undefined;
  /** When the customer was told to expect somebody; undefined where nothing could be said. */
  expectedAt: Date | undefined;
  outcome: HandoffOutcome | undefined;
  brief: HandoffBrief;
}
