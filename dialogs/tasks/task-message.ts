import type { Control } from '../reading';
import type { Response } from '../responder';
import type { LaidAside, Waiting } from './laid-aside';
import type { Task } from './task';

/** A message in its turn, for the tasks. */
export interface TaskMessage {
  text: string;
  /** What the bot makes of the message where no task is concerned. */
  response: Response;
  /** Stop, pause, help and the like, where the message is just that. */
  control: Control | undefined;
  /** The task that the message begins, where it begins one. */
  begins: Task | undefined;
  /** What was laid aside earlier in the conversation. */
  laidAside: LaidAside | undefined;
  /** Not signed in: has nothing under way unless it was begun here. */
  guest?: boolean;
}

/** Whether the message was taken; or taken, and from now on this waits. */
export type Took = boolean | Waiting[];
