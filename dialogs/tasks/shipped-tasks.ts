import type { Response } from '../responder';
import type { Task } from './task';

/** Every task that a customer can be helped with. */
export const shippedTasks: readonly Task[] = [];

/** The task that a message begins; undefined where it begins none. */
export function taskFor(_text: string, { reply }: Response): Task | undefined {
  if (reply.kind !== 'record') return undefined;
  return undefined;
}
