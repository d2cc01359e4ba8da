import type { z } from 'zod';
import type { Complaints } from '../../adapters/complaints/port';
import type { Money, Records } from '../../adapters/records/port';
import type { Citation, ReplyLanguage } from '../../knowledge';
import type { InBoth } from '../both-languages';
import type { Contact } from '../contact';
import type { Told } from '../follow-up';
import type { Spoken } from '../reply-types';

/** A clause by the work it stands in, whatever language edition is shown. */
export interface ClauseReference {
  /** `charter`, or the name of a guide. */
  work: string;
  clause: string;
}

/** What a task knows of the turn it runs in. */
export interface TaskTurn {
  /** What the customer wrote. */
  text: string;
  language: ReplyLanguage;
  /** The insurer's records, as this turn's caller may see them. */
  records: Records;
  /** The day in Denmark, as an ISO date. */
  today: string;
  now: Date;
  /** A new UUID. */
  newId(): string;
  /** The clause that explains a record, in that language where it can be had; undefined where the documents have no such clause. */
  explain(reference: ClauseReference, language: ReplyLanguage): Citation | undefined;
  contact: Contact | undefined;
  /** The insurer's own complaints function. */
  complaints: Complaints;
  /** The record that was told just before this message. */
  told?: Told | undefined;
  /**
   * Nobody can be talked to before `opensAt`, which is not known for ever; `told` where the customer has heard that already. Undefined while
   * somebody can.
   */
  outOfHours?: { opensAt: Date | undefined; told: boolean } | undefined;
}

/** Something that came of a task and that may be a person's business. */
export type Happened =
  | { kind: 'complaint-filed' }
  | { kind: 'decision-disputed' }
  | { kind: 'claim-filed'; claimed: Money }
  /** To be answered by somebody later, in the language that it was taken down in. `reachedAt` is told by those whom nobody knows. */
  | { kind: 'message-left'; message: string; language: ReplyLanguage; reachedAt?: string | undefined };

/** What a task makes of a message. Its words carry citations of clauses; its facts are of records read in this turn. */
export type Step<State> =
  /** Asks, and waits for the answer. */
  | { kind: 'ask'; spoken: Spoken; state: State }
  /**
   * Has said all.
   * @property sent what is said to a second "yes", where something was sent off
   * @property told the record that this was about: "why?" may come next
   */
  | {
      kind: 'done';
      spoken: Spoken;
      happened?: Happened | undefined;
      sent?: InBoth | undefined;
      told?: Told | undefined;
    }
  /** What has come of it is told by others. */
  | { kind: 'done'; spoken?: undefined; happened: Happened; sent?: undefined; told?: undefined }
  /**
   * The message is no answer to what was asked. If nobody else understands it either, `spoken` asks again; else it comes after their answer,
   * as the way back.
   */
  | { kind: 'not-an-answer'; spoken: Spoken; state: State };

/**
 * Something a customer wants done or told that takes records, and maybe several turns. Plain functions: what it decides needs no Bot
 * Framework, and its state is JSON that survives a restart.
 *
 * What records throw (`RecordsUnavailable`) may pass through: the customer is told, and the state stays as it was.
 */
export interface Task<State extends object = object> {
  /** Unique, and kept in conversations: never rename one. */
  name: string;
  /** Reads a kept state; one that an older version wrote and this one does not know ends the task. */
  State: z.ZodType<State>;
  begin(turn: TaskTurn): Promise<Step<State>>;
  proceed(state: State, turn: TaskTurn): Promise<Step<State>>;
  /** Asks again where the conversation stands, after an interruption. */
  again(state: State, turn: TaskTurn): Spoken;
  /** What helps to answer the open question; absent: only what helps everywhere. */
  help?(state: State, turn: TaskTurn): string;
  /** What has been told so far, for taking it up again. Only a task with one is worth laying aside. */
  recap?(state: State, turn: TaskTurn): string;
  /** What it is called among others that wait: "Claim, Nordhavn Stål ApS". Every task with a recap has one. */
  title?(state: State, turn: TaskTurn): string;
  /**
   * Whether what was asked is answered in the customer's own words, at length: then a question mark, a word of complaint or a "later" in them is
   * part of the answer.
   */
  takesWords?(state: State): boolean;
  /** What is told in the customer's own words is for a person to read: "do call me" in it is part of it, and calls nobody. */
  isForPerson?: boolean;
  /** Whether visitors who are not signed in may begin it. It then sees no records. */
  forEveryone?: boolean;
}
