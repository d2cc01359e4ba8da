import { z } from 'zod';

/** A conversation that a person is asked for, as another desk gets it. */
export interface DeskCase {
  /** The hand-off's own id: the same one twice is one case. */
  id: string;
  /** What customers and staff call it by. */
  number: number;
  channel: string;
  reason: string;
  topic: string;
  language: 'da' | 'en';
  /** Higher goes first. */
  priority: number;
  customer: { kind: 'anonymous' } | { kind: 'customer'; customerId: string; name?: string | undefined };
  /** The customer has left a message and does not sit waiting. */
  leftMessage: boolean;
  /** What the person should know before they read the conversation, in words of the case's language. */
  summary: string;
}

/** One entry of the conversation's log. */
export interface DeskEntry {
  /** Its number in the conversation: the same one twice is one entry. */
  seq: number;
  /** ISO, UTC. */
  at: string;
  who: 'customer' | 'bot' | 'person' | 'receipt';
  /** Whose, where it is a person's. */
  name?: string | undefined;
  text: string;
  /** Where files that came with it can be fetched, for a while. */
  attachments: readonly { name: string; contentType: string; url: string }[];
}

/** How a case ended on our side. */
export type CaseEnd = 'returned' | 'closed' | 'cancelled' | 'failed';

/**
 * A desk that is not ours. Every call may be repeated after a failure that left its outcome unknown, and must then have one effect. They come one
 * after another for each case, in the order of the conversation. Each rejects with a `DeskUnavailable`.
 */
export interface OtherDesk {
  /** Opens the case with what was said so far. @returns the desk's own name of it */
  open(deskCase: DeskCase, saidSoFar: readonly DeskEntry[]): Promise<{ remoteId: string }>;
  /** What the customer has written since. */
  deliver(remoteId: string, deskCase: DeskCase, entry: DeskEntry): Promise<void>;
  /** It is over on our side. */
  end(remoteId: string, deskCase: DeskCase, how: CaseEnd): Promise<void>;
}

/** The other desk did not take something. Holds no word of the conversation. */
export class DeskUnavailable extends Error {
  constructor(
    readonly what: string,
    /** Seconds after which to try again, where the desk said so. */
    readonly retryAfterSeconds?: number,
    options?: ErrorOptions,
  ) {
    super(`The desk did not take it: ${what}.`, options);
    this.name = 'DeskUnavailable';
  }
}

/** A person at another desk. */
export const DeskPerson = z.object({ id: z.string().min(1).max(100), name: z.string().trim().min(1).max(80) });
export type DeskPerson = z.infer<typeof DeskPerson>;

const told = { id: z.string().min(1).max(100), case: z.string().min(1).max(100) };

/** What another desk tells us. `id` is its own name of the event: the same one twice is one event. */
export const DeskEvent = z.discriminatedUnion('type', [
  z.object({ ...told, type: z.literal('accepted'), person: DeskPerson }),
  z.object({ ...told, type: z.literal('message'), person: DeskPerson, text: z.string().trim().min(1).max(8000) }),
  z.object({ ...told, type: z.literal('typing'), person: DeskPerson }),
  z.object({ ...told, type: z.literal('returned'), person: DeskPerson }),
  z.object({
    ...told,
    type: z.literal('closed'),
    person: DeskPerson,
    outcome: z.enum(['solved', 'follow-up', 'wrong-place', 'no-reply', 'abuse']).default('solved'),
    summary: z.string().trim().max(2000).default(''),
  }),
  /** Nobody there can take it. `reason` is for our log, not for the customer. */
  z.object({ ...told, type: z.literal('failed'), reason: z.string().max(300).default('') }),
]);
export type DeskEvent = z.infer<typeof DeskEvent>;
