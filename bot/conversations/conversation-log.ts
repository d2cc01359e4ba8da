import type { Activity } from 'botbuilder';
import type { HandoffRequest, Speaker } from '../handoff/handoff';

/** An entry of a conversation's ordered log: one activity, as JSON, just as clients get it. */
export interface LogEntry {
  /** 1, 2, 3 … without a gap. */
  seq: number;
  body: string;
}

/** An activity that has come in and that the bot owes a turn. */
export interface Turn {
  conversation: string;
  number: number;
  activity: Partial<Activity>;
  /** Set for a turn that an earlier process owed: how often one was begun again since, by a process that did not live to finish it. */
  owedAttempts?: number;
}

export interface NewConversation {
  id: string;
  channel: string;
  userId: string;
}

/** What came in: an entry for the log, a turn for the bot, or both, taken together or not at all. */
export interface Incoming {
  /** Makes the log entry's body from the number it gets. Absent: nothing that a client shows. */
  entry?: { clientId: string | undefined; body(seq: number): string };
  /** Makes the bot's activity; `seq` is the entry's number, 0 without one. Absent: the bot need not react. */
  turn?: { activityId: string | undefined; activity(seq: number): Partial<Activity> };
}

/** `again` tells that it had been taken before: nothing was added, and what was added then is told. */
export interface Accepted {
  again: boolean;
  entry: LogEntry | undefined;
  turn: Turn | undefined;
}

/** A change of the bot's memory. `expectedTag` is the tag that was read; `undefined` where nothing was there. */
export interface StateChange {
  key: string;
  value: unknown;
  expectedTag: string | undefined;
}

/** What the request that brought a turn is answered with, where somebody waits for it: an invoke, or `expectReplies`. */
export interface TurnResponse {
  status: number;
  body?: unknown;
}

/** All that a turn did, committed at once with its being answered. */
export interface TurnOutcome {
  status: 'answered' | 'failed';
  /** One for each reply, in order: makes the body from the number it gets. */
  replies: ((seq: number) => string)[];
  state: StateChange[];
  /** True where the conversation lives on another service, to which every reply must then be sent. */
  send: boolean;
  response?: TurnResponse | undefined;
  /** The number of the change of speaker that was in force when the turn began: by another now, its replies come too late and are dropped. */
  speakerChange?: number | undefined;
  /** Hands the conversation over. What the customer is told of it comes after the replies. */
  handoff?: HandoffRequest | undefined;
  /** The customer would rather not wait for a person. */
  cancelsHandoff?: boolean;
  /** Its replies are notices that are told whoever speaks by now. */
  besidePerson?: boolean;
}

/** What a turn begins with. */
export interface TurnStart {
  /** What the bot remembers; undefined where it has nothing yet. */
  memory: { value: unknown; tag: string } | undefined;
  speaker: Speaker;
  /** See `TurnOutcome`. */
  speakerChange: number;
}

/** The memory was changed by someone else since the turn read it: nothing of the turn was committed, and it may run again. */
export class StateConflictError extends Error {
  constructor(key: string) {
    super(`The bot state "${key}" was changed by another turn. Nothing of this turn was kept; it can run again.`);
    this.name = 'StateConflictError';
  }
}

/** The ordered log of every conversation, the turns that are owed, and the bot's memory: what must survive a kill at any moment. */
export interface ConversationLog {
  /** Makes the conversation; `false` when it was there already. */
  begin(conversation: NewConversation): Promise<boolean>;
  exists(conversation: string): Promise<boolean>;
  /** Resolves once it is on the disk; `undefined` when there is no such conversation. */
  accept(conversation: string, incoming: Incoming): Promise<Accepted | undefined>;
  /**
   * Commits what a turn did: its replies with their numbers, the memory, its hand-off, and that it is answered. Resolves with the new entries.
   * Where another speaks by now, or a person does, the replies and the hand-off are dropped and the rest is kept.
   * A turn that is no longer owed commits nothing and resolves with `undefined`.
   * @throws StateConflictError
   */
  commit(turn: Turn, outcome: TurnOutcome): Promise<LogEntry[] | undefined>;
  /** What an earlier request with this activity was answered; `undefined` when its turn is owed still, or answered another way. */
  responseTo(conversation: string, activityId: string): Promise<TurnResponse | undefined>;
  /**
   * Adds activities outside a turn (a proactive message); `send` as in `TurnOutcome`.
   * @param onceAs names what is said: under a name that the conversation has already, nothing is added
   * @param state what the bot remembers of having said it, kept with it
   */
  append(
    conversation: string,
    bodies: ((seq: number) => string)[],
    send: boolean,
    onceAs?: string,
    state?: StateChange[],
  ): Promise<LogEntry[]>;
  /** Whether the conversation has something under this name, a client's or `append`'s. */
  has(conversation: string, name: string): Promise<boolean>;
  /** The entries numbered above `seq`, in order. */
  after(conversation: string, seq: number, limit: number): Promise<LogEntry[]>;
  lastSeq(conversation: string): Promise<number | undefined>;
  /** The turns that an earlier process owed, each conversation's in order. @param before only those that came before then */
  owed(before?: Date): Promise<Turn[]>;
  /** The conversation's turns that are owed still, in order, up to the one with this number; all of them without. */
  owedIn(conversation: string, upTo?: number): Promise<Turn[]>;
  /** Notes that an owed turn is begun: should it be what kills the process, that must not go on for ever. */
  noteAttempt(turn: Turn): Promise<void>;
  /** `undefined` when there is no such conversation. */
  turnStart(conversation: string): Promise<TurnStart | undefined>;
}
