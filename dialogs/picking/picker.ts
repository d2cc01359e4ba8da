import type { Language } from '../../knowledge';
import type { RecordTopic } from '../records-wanted';
import type { Reply } from '../reply-types';
import { taskFor } from '../tasks/shipped-tasks';

/** What a dialog is picked from. */
export interface PickedFrom {
  text: string;
  /** The customer's earlier messages, oldest first. */
  history: readonly string[];
  language: Language;
  /** What the words alone led to. */
  reply: Reply;
}

/** The dialog that a message begins. */
export interface Picked {
  /** The task's name. */
  task: string;
  /** What the reply is about then; absent: the reply says it already. */
  topic?: RecordTopic | undefined;
  /** Answers found in the message, by name, unchecked: the task reads them. */
  slots: Record<string, unknown>;
}

/** Picks the dialog that a message begins, and the answers in it. What it picks asks the customer, and does nothing before they have said yes. */
export interface DialogPicker {
  /** @returns undefined where the message begins none */
  pick(heard: PickedFrom): Promise<Picked | undefined>;
}

/** The offline way: by the words. The dialog itself reads the answers. */
export const byWords: DialogPicker = {
  pick: async ({ text, reply }) => {
    const task = taskFor(text, { reply });
    return task && { task: task.name, slots: {} };
  },
};
