import { DialogSet, type DialogState } from 'botbuilder-dialogs';
import type { StatePropertyAccessor, TurnContext } from 'botbuilder';
import { toldBefore } from '../follow-up';
import { AfterSending, sentJustNow } from './after-sending';
import { type LaidAside, laidAsideOf, type Waiting } from './laid-aside';
import { outside } from './message-outside';
import { within } from './message-within';
import type { Task, TaskTurn } from './task';
import { keptOf, setStage, TaskDialog, type TaskStage } from './task-dialog';
import type { TaskMessage } from './task-message';
import { worthKeeping } from './taking-up';
import { beginWithin, languageIn, tellingDialog } from './under-way';

/** What is kept of the tasks under way, from turn to turn. */
export type TaskState = DialogState;

/** What came of it: nothing was said where no task is concerned. */
export interface TaskResult {
  spoke: boolean;
  laidAside: LaidAside | undefined;
}

export interface TaskRunner {
  /** Asks again what is open, after something was told unasked; says nothing where nothing is. */
  repeat(context: TurnContext, stage: TaskStage): Promise<void>;
  take(context: TurnContext, message: TaskMessage, stage: TaskStage): Promise<TaskResult>;
  /** Begins a task whatever was written; what is being written waits beneath it. */
  begin(context: TurnContext, task: Task, stage: TaskStage): Promise<void>;
  /** Ends what is under way, for somebody else goes on. @returns what is worth taking up again later */
  layAside(context: TurnContext): Promise<Waiting | undefined>;
  /** Whether what the customer writes now is for a person to read, whatever it asks for. */
  isToldToPerson(context: TurnContext): Promise<boolean>;
  /** What has been told so far of what was laid aside last. */
  recapOf(laidAside: LaidAside, turn: TaskTurn): string | undefined;
}

/** Runs tasks as Bot Framework dialogs: one that is begun within another comes first, and the other goes on after it. */
export function taskRunner(tasks: readonly Task[], state: StatePropertyAccessor<DialogState>): TaskRunner {
  const dialogs = new DialogSet(state);
  for (const task of tasks) dialogs.add(new TaskDialog(task));
  dialogs.add(new AfterSending());

  return {
    async repeat(context, given) {
      const dc = await dialogs.createContext(context);
      const kept = keptOf(dc.activeDialog);
      if (!kept) return;
      setStage(context, { ...given, turn: { ...given.turn, language: kept.language } });
      await dc.repromptDialog();
    },

    async take(context, message, given) {
      const dc = await dialogs.createContext(context);
      const stage = { ...given, turn: { ...given.turn, language: languageIn(dc, message, given.turn.language) } };
      setStage(context, stage);
      // "Thanks" in between changes no subject; anything else may.
      if (message.response.reply.kind !== 'small-talk') stage.onTold?.(toldBefore(stage.turn.told));
      const { laidAside } = message;
      const sent = sentJustNow(dc);
      if (sent && message.control === 'yes') {
        await stage.say({
          text: sent[stage.turn.language],
          language: stage.turn.language,
          citations: [],
          suggestions: [],
        });
        return { spoke: true, laidAside };
      }
      if (sent) await dc.cancelAllDialogs();
      const took = await (dc.activeDialog ? within(dc, message, stage) : outside(dc, message, stage));
      return typeof took === 'boolean' ? { spoke: took, laidAside } : { spoke: true, laidAside: laidAsideOf(took) };
    },

    async begin(context, task, stage) {
      setStage(context, stage);
      const dc = await dialogs.createContext(context);
      if (dc.activeDialog) await beginWithin(dc, task);
      else await dc.beginDialog(task.name);
    },

    async layAside(context) {
      const dc = await dialogs.createContext(context);
      const laidAside = worthKeeping(dc);
      await dc.cancelAllDialogs();
      return laidAside;
    },

    async isToldToPerson(context) {
      return tellingDialog(await dialogs.createContext(context))?.isForPerson ?? false;
    },

    recapOf({ task, state: told }, turn) {
      const dialog = dialogs.find(task);
      return dialog instanceof TaskDialog ? dialog.recapOf(told, turn) : undefined;
    },
  };
}
