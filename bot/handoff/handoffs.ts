import type { LogEntry } from '../conversations/conversation-log';
import type { Handoff, HandoffOutcome, HandoffTopic, Speaker } from './handoff';

/** A member of staff, or another desk's person, in what the hand-off needs to know of them. */
export interface Agent {
  id: string;
  name: string;
  languages: readonly ('da' | 'en')[];
  /** Empty: all of them. */
  topics: readonly HandoffTopic[];
  team: string | undefined;
  /** How many conversations they have at once, at most. */
  capacity: number;
}

/** What came of something that only the owner of a conversation may do. */
export type Done<Result = Handoff> =
  | { kind: 'done'; result: Result }
  /** Somebody else has it now. */
  | { kind: 'not-yours'; owner: string | undefined }
  | { kind: 'ended' }
  | { kind: 'unknown' };

export type Taken = Done | { kind: 'at-capacity' } | { kind: 'nothing-waits' };

/** A file that goes with a message. */
export interface AttachedFile {
  id: string;
  name: string;
  contentType: string;
  bytes: number;
}

/** Something in a hand-off's history: a change of state, or a note that only staff see. */
export interface HandoffEvent {
  number: number;
  at: Date;
  /** `requested`, a `HandoffEventKind`, `late` (the customer was told that it takes longer), or `note`. */
  kind: string;
  /** Who did it; undefined for the service itself and for the customer. */
  by: { id: string; name: string } | undefined;
  note: string | undefined;
}

/**
 * The hand-offs: one owner at a time, every change kept and audited, the customer told of each in the same unit of work. A message of staff goes into
 * the conversation's own ordered log, so that both sides read the same.
 */
export interface Handoffs {
  /** The open hand-off of a conversation. */
  openIn(conversation: string): Promise<Handoff | undefined>;
  find(id: string): Promise<Handoff | undefined>;
  /** All that are open: what waits, in the order in which it is taken, then what people have. */
  open(): Promise<Handoff[]>;
  /**
   * How many are taken before it, 0 for the next, and when somebody may be expected: as far as those who are there and can take it let it be told,
   * and undefined where there is nobody like that, or too little to measure it by.
   */
  placeOf(handoff: Handoff): Promise<{ ahead: number | undefined; expectedAt: Date | undefined }>;

  /** Exactly one of many who try gets it; the others hear who has it. */
  take(agent: Agent, id: string): Promise<Taken>;
  /** The one that waits first among those that the agent can take. */
  takeNext(agent: Agent): Promise<Taken>;
  /**
   * Says something to the customer.
   * @param message.clientId the desk's own id: the same one twice is one message
   */
  say(
    agent: Agent,
    id: string,
    message: { clientId: string; text: string; attachments?: readonly AttachedFile[] },
  ): Promise<Done<LogEntry>>;
  /** Shows the customer that somebody is writing. Never kept. */
  typing(agent: Agent, id: string): Promise<void>;
  note(agent: Agent, id: string, text: string): Promise<Done<HandoffEvent>>;
  /**
   * To a colleague or to a team, with a note for them.
   * @param requestId for all three: the desk's own id of what it asks for, of which the same one twice is one, whoever has the conversation by then
   */
  transfer(
    agent: Agent,
    id: string,
    to: { colleague: { id: string; name: string } } | { team: string },
    note: string,
    requestId?: string,
  ): Promise<Done>;
  /** Back to the bot. */
  giveBack(agent: Agent, id: string, requestId?: string): Promise<Done>;
  /** @param summary told to the customer, in the agent's words */
  close(agent: Agent, id: string, outcome: HandoffOutcome, summary: string, requestId?: string): Promise<Done>;
  /** Whether what was asked for under this id has been done to the hand-off. */
  isDone(id: string, requestId: string): Promise<boolean>;
  /** Another desk could not take it: the customer is told, with the ways to reach a person. */
  fail(id: string, why: string): Promise<Done>;

  history(id: string): Promise<HandoffEvent[]>;
  speakerOf(conversation: string): Promise<Speaker>;
  /** Tells of every change of a hand-off (`handoff`), entry of a handed-off conversation (`entries`) and typing sign; returns how to stop listening. */
  listen(listener: (news: HandoffNews) => void): () => void;
}

/** What a desk that is looking wants to know at once. It carries no content: whoever hears it reads the store. */
export type HandoffNews =
  | { kind: 'handoff'; id: string; conversation: string }
  | { kind: 'entries'; conversation: string; lastSeq: number }
  | { kind: 'typing'; conversation: string; who: 'customer' };
