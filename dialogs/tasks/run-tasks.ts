import { type DialogContext, DialogSet, type DialogState } from 'botbuilder-dialogs';
import type { StatePropertyAccessor, TurnContext } from 'botbuilder';
import { z } from 'zod';
import type { ReplyLanguage } from '../../knowledge';
import type { Control } from '../reading';
import { asksForRecord } from '../records-wanted';
import type { Response } from '../responder';
import type { Task, TaskTurn } from './task';
import { keptOf, setStage, TaskDialog, type TaskOutcome, type TaskStage } from './task-dialog';
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
  /** Begins a task whatever was written; what is being written waits beneath it. */
  begin(context: TurnContext, task: Task, stage: TaskStage): Promise<void>;
  /** Ends what is under way, for somebody else goes on. @returns what is worth taking up again later */
  layAside(context: TurnContext): Promise<LaidAside | undefined>;
  /** What has been told so far of something that was laid aside. */
  recapOf(laidAside: LaidAside, turn: TaskTurn): string | undefined;
}

/** Runs tasks as Bot Framework dialogs: one that is begun within another comes first, and the other goes on after it. */
export function taskRunner(tasks: readonly Task[], state: StatePropertyAccessor<DialogState>): TaskRunner {
  const dialogs = new DialogSet(state);
  for (const task of tasks) dialogs.add(new TaskDialog(task));

  return {
    async take(context, message, given) {
      const dc = await dialogs.createContext(context);
      const stage = { ...given, turn: { ...given.turn, language: languageIn(dc, message.text, given.turn.language) } };
      setStage(context, stage);
      const { laidAside } = message;
      const took = await (dc.activeDialog ? within(dc, message, stage) : outside(dc, message, stage));
      if (took === 'taken-up') return { spoke: true, laidAside: undefined };
      if (took === true || took === false) return { spoke: took, laidAside };
      return { spoke: true, laidAside: took };
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

    recapOf({ task, state: told }, turn) {
      const dialog = dialogs.find(task);
      return dialog instanceof TaskDialog ? dialog.recapOf(told, turn) : undefined;
    },
  };
}

/** The message was taken; or an earlier task was taken up; or the task under way is to be laid aside. */
type Took = boolean | 'taken-up' | LaidAside;

/** Fewer words than this tell no language: in the middle of something, names and amounts change nothing. */
const shortestTelling = 5;

function languageIn(dc: DialogContext, text: string, language: ReplyLanguage): ReplyLanguage {
  const kept = keptOf(dc.activeDialog);
  if (!kept) return language;
  const words = text.split(/\s+/).filter((word) => /^\p{L}{2,}\P{L}?$/u.test(word));
  return kept.offered.includes(text) || words.length < shortestTelling ? kept.language : language;
}

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
async function within(dc: DialogContext, message: TaskMessage, stage: TaskStage): Promise<Took> {
  const { control, response, begins, text, laidAside } = message;
  const { turn, say } = stage;
  const { reply, spoken } = response;
  if (isToldAtLength(dc, message)) return goOn(dc, message, stage);
  if (control === 'cancel') return cancel(dc, stage);
  if (control === 'pause') return pause(dc, stage);
  if (control === 'resume' && laidAside && !isWorthKeeping(dc, dc.activeDialog?.id)) {
    await dc.replaceDialog(laidAside.task, laidAside);
    return 'taken-up';
  }
  if (keptOf(dc.activeDialog)?.offered.includes(text)) return goOn(dc, message, stage);
  if (control === 'help' && reply.kind !== 'answered') {
    await help(dc, stage);
    return true;
  }
  // A person is asked for: that comes before whatever was asked. Words like "complaint" or "disagree" may well be the answer.
  if (reply.kind === 'needs-a-person' && reply.reason === 'asked') {
    await say({ ...spoken, text: `${spoken.text}\n\n${taskWords.waits(turn.language)}` });
    return true;
  }
  const isChat = reply.kind === 'small-talk' && control === undefined;
  const isAnswered = reply.kind === 'answered' && isQuestion(text);
  if (isAnswered && begins) return beginWithin(dc, begins);
  if (isChat || isAnswered || reply.kind === 'refused') {
    await say(spoken);
    await askAgain(dc);
    return true;
  }
  // "How is claim CL-200002?" is no answer to whom the money is owed by; a bare number may be one.
  const asksOfAnother = begins && begins.name !== dc.activeDialog?.id && reply.kind === 'record' && asksForRecord(text);
  return asksOfAnother ? beginWithin(dc, begins) : goOn(dc, message, stage);
}

const isWorthKeeping = (dc: DialogContext, id = ''): boolean => {
  const dialog = dc.findDialog(id);
  return dialog instanceof TaskDialog && dialog.isWorthKeeping;
};

/** Back to where we were, with what is being written; a question which record is meant stays open without being pressed. */
async function askAgain(dc: DialogContext): Promise<void> {
  if (isWorthKeeping(dc, dc.activeDialog?.id)) await dc.repromptDialog();
}

/** What is being written waits beneath a task that is begun in the middle of it; a question which record is meant is over then. */
async function beginWithin(dc: DialogContext, { name }: Task): Promise<Took> {
  if (isWorthKeeping(dc, dc.activeDialog?.id)) await dc.beginDialog(name);
  else await dc.replaceDialog(name);
  return true;
}

/** The task that is under way takes the message; what is no answer to it is for others to understand, and then asked again. */
async function goOn(
  dc: DialogContext,
  { response: { reply, spoken }, begins, text }: TaskMessage,
  { say }: TaskStage,
): Promise<Took> {
  const asking = dc.activeDialog?.id;
  const { result } = (await dc.continueDialog()) as { result?: TaskOutcome };
  if (result?.kind !== 'not-an-answer') return true;
  if (begins && (begins.name !== asking || !isWorthKeeping(dc, asking))) return beginWithin(dc, begins);
  if (reply.kind === 'needs-a-person' || (isQuestion(text) && reply.kind !== 'record')) {
    await say(spoken);
    await askAgain(dc);
  } else await say(result.spoken);
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

/** Stops what is under way; what it was begun within goes on. */
async function cancel(dc: DialogContext, { turn, say }: TaskStage): Promise<Took> {
  await say(taskWords.cancelled(turn.language));
  await dc.endDialog();
  return true;
}

/** Lays aside what is worth keeping of the tasks under way. */
async function pause(dc: DialogContext, { turn, say }: TaskStage): Promise<Took> {
  const kept = worthKeeping(dc);
  await dc.cancelAllDialogs();
  await say(kept ? taskWords.paused(turn.language) : taskWords.cancelled(turn.language));
  return kept ?? true;
}

/** The innermost of the tasks under way that holds something. */
function worthKeeping(dc: DialogContext): LaidAside | undefined {
  const kept = [...dc.stack].reverse().find(({ id }) => isWorthKeeping(dc, id));
  const state = keptOf(kept)?.task;
  return kept && state ? { task: kept.id, state } : undefined;
}

async function help(dc: DialogContext, { turn, say }: TaskStage): Promise<void> {
  const { activeDialog } = dc;
  const dialog = activeDialog && dc.findDialog(activeDialog.id);
  const own = activeDialog && dialog instanceof TaskDialog ? dialog.helpWith(activeDialog, turn) : undefined;
  const everywhere = taskWords.help(turn.language);
  await say({ ...everywhere, text: [own, everywhere.text].filter(Boolean).join('\n\n') });
  await dc.repromptDialog();
}

/** Names and amounts hold no question mark and begin with no question word. */
const isQuestion = (text: string): boolean =>
  text.trim().endsWith('?') ||
  /^\W*(hvad|hvordan|hvorledes|hvornår|hvorfor|hvor|hvem|hvilke[nt]?|what|how|when|why|where|who|which)\s/iu.test(text);
