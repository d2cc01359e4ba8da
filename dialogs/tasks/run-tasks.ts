import { type DialogContext, DialogSet, type DialogState } from 'botbuilder-dialogs';
import type { StatePropertyAccessor, TurnContext } from 'botbuilder';
import { z } from 'zod';
import type { Control } from '../reading';
import type { Response } from '../responder';
import type { Task, TaskTurn } from './task';
import { setStage, TaskDialog, type TaskOutcome, type TaskStage } from './task-dialog';
import { taskWords } from './task-words';

/** What is kept of the tasks under way, from turn to turn. */
export type TaskState = DialogState;

/** A task that was laid aside, to be taken up with "resume". */
export const LaidAside = z.object({ task: z.string(), state: z.looseObject({}) });
export type LaidAside = z.infer<typeof LaidAside>;

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

/** What came of it: nothing was said where no task is concerned. */
export interface TaskResult {
  spoke: boolean;
  laidAside: LaidAside | undefined;
}

export interface TaskRunner {
  take(context: TurnContext, message: TaskMessage, stage: TaskStage): Promise<TaskResult>;
}

/** Runs tasks as Bot Framework dialogs: one that is begun within another comes first, and the other goes on after it. */
export function taskRunner(tasks: readonly Task[], state: StatePropertyAccessor<DialogState>): TaskRunner {
  const dialogs = new DialogSet(state);
  for (const task of tasks) dialogs.add(new TaskDialog(task));

  return {
    async take(context, message, stage) {
      setStage(context, stage);
      const dc = await dialogs.createContext(context);
      const { laidAside } = message;
      const spoke = await (dc.activeDialog ? within(dc, message, stage) : outside(dc, message, stage));
      if (spoke === 'laid-aside' && dc.activeDialog) {
        const { id, state: kept } = dc.activeDialog;
        await dc.cancelAllDialogs();
        return { spoke: true, laidAside: { task: id, state: (kept as { task: Record<string, unknown> }).task } };
      }
      if (spoke === 'taken-up') return { spoke: true, laidAside: undefined };
      return { spoke: spoke === true, laidAside };
    },
  };
}

type Took = boolean | 'laid-aside' | 'taken-up';

/** No task is under way: the message may begin one, or take one up again. */
async function outside(
  dc: DialogContext,
  { control, begins, laidAside, guest = false }: TaskMessage,
  { turn, say }: TaskStage,
): Promise<Took> {
  if (guest && !begins && !laidAside) return false;
  if (control === 'resume' && laidAside && dc.findDialog(laidAside.task)) {
    await dc.beginDialog(laidAside.task, laidAside);
    return 'taken-up';
  }
  if (control === 'resume') await say(taskWords.nothingToResume(turn.language));
  else if (control === 'cancel') await say(taskWords.nothingToCancel(turn.language));
  else if (begins) await dc.beginDialog(begins.name);
  else return false;
  return true;
}

/** A task has asked something: the message answers it, steers it, or is about something else, after which the task asks again. */
async function within(dc: DialogContext, message: TaskMessage, { turn, say }: TaskStage): Promise<Took> {
  const { control, response, begins } = message;
  if (isToldAtLength(dc, message)) {
    await dc.continueDialog();
    return true;
  }
  switch (control) {
    case 'cancel':
      await dc.cancelAllDialogs();
      await say(taskWords.cancelled(turn.language));
      return true;
    case 'pause':
      await say(taskWords.paused(turn.language));
      return 'laid-aside';
    case 'help':
      await say(taskWords.help(turn.language));
      await dc.repromptDialog();
      return true;
    default:
  }
  const { reply, spoken } = response;
  // A person is asked for, or the bot is to drop its rules: that comes before whatever was asked.
  if (reply.kind === 'needs-a-person' && reply.reason === 'asked') {
    await say(spoken);
    return true;
  }
  if (reply.kind === 'refused' || (reply.kind === 'answered' && isQuestion(turn))) {
    await say(spoken);
    await dc.repromptDialog();
    return true;
  }
  const asking = dc.activeDialog?.id;
  const { result } = (await dc.continueDialog()) as { result?: TaskOutcome };
  if (result !== 'not-an-answer') return true;
  if (begins && begins.name !== asking) await dc.beginDialog(begins.name);
  else {
    if (reply.kind !== 'not-in-documents' && reply.kind !== 'record') await say(spoken);
    await dc.repromptDialog();
  }
  return true;
}

/** More words than this steer nothing: they tell. */
const mostSteering = 4;

/** The open question is answered at length, in the customer's own words: whatever else they sound like, they are the answer. */
function isToldAtLength(dc: DialogContext, { text, response: { reply } }: TaskMessage): boolean {
  const { activeDialog } = dc;
  const dialog = activeDialog && dc.findDialog(activeDialog.id);
  if (!activeDialog || !(dialog instanceof TaskDialog) || !dialog.takesWords(activeDialog)) return false;
  if (reply.kind === 'refused' || (reply.kind === 'needs-a-person' && reply.reason === 'asked')) return false;
  return text.trim().split(/\s+/).length > mostSteering;
}

/** Names and amounts hold no question mark; a question with one is meant as one. */
const isQuestion = ({ text }: TaskTurn): boolean => text.trim().endsWith('?');
