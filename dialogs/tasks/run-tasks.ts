import { type DialogContext, DialogSet, type DialogState } from 'botbuilder-dialogs';
import type { StatePropertyAccessor, TurnContext } from 'botbuilder';
import type { ReplyLanguage } from '../../knowledge';
import type { Control } from '../reading';
import { limitWanted } from '../limit-wanted';
import { asksForRecord, onlyNames, wantsDone } from '../records-wanted';
import type { Response } from '../responder';
import { AfterSending, sentJustNow } from './after-sending';
import {
  askWhichToResume,
  languageOfButton,
  type LaidAside,
  laidAsideOf,
  meantToResume,
  type Waiting,
  waitingIn,
} from './laid-aside';
import type { Task, TaskTurn } from './task';
import { keptOf, setStage, TaskDialog, type TaskOutcome, type TaskStage } from './task-dialog';
import { taskWords } from './task-words';

/** What is kept of the tasks under way, from turn to turn. */
export type TaskState = DialogState;

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

/** Whether the message was taken; or taken, and from now on this waits. */
type Took = boolean | Waiting[];

/** Fewer words than this tell no language: in the middle of something, names and amounts change nothing. */
const shortestTelling = 5;

function languageIn(
  dc: DialogContext,
  { text, control, laidAside }: TaskMessage,
  language: ReplyLanguage,
): ReplyLanguage {
  const kept = keptOf(dc.activeDialog);
  if (!kept) return (control === 'resume' ? laidAside?.language : languageOfButton(text)) ?? language;
  const words = text.split(/\s+/).filter((word) => /^\p{L}{2,}\P{L}?$/u.test(word));
  return kept.offered.includes(text) || words.length < shortestTelling ? kept.language : language;
}

/** No task is under way: the message may begin one, or take one up again. */
async function outside(dc: DialogContext, message: TaskMessage, stage: TaskStage): Promise<Took> {
  const { control, begins, laidAside, guest = false } = message;
  const { turn, say } = stage;
  if (guest && !begins && !laidAside) return false;
  const resumed = await resume(dc, message, stage);
  if (resumed !== undefined) return resumed;
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
  if (control === 'pause') return pause(dc, stage, laidAside);
  const resumed = isWorthKeeping(dc, dc.activeDialog?.id) ? undefined : await resume(dc, message, stage);
  if (resumed !== undefined) return resumed;
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
  const isOther = begins && begins.name !== dc.activeDialog?.id && reply.kind === 'record';
  // A question which record is meant is over when something is to be done; in what is being written, the same words may be an answer.
  const isOver = isOther && wantsDoneWith(text) && !isWorthKeeping(dc, dc.activeDialog?.id);
  return isOther && (isOver || asksForRecord(text)) ? beginWithin(dc, begins) : goOn(dc, message, stage);
}

const wantsDoneWith = (text: string): boolean => wantsDone(text) || limitWanted(text) === 'reassess';

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
  const isDraft = isWorthKeeping(dc, asking);
  // "Invoice 4711" in what is being written is one of the customer's own, and no wish to look one up.
  const isNumber = isDraft && reply.kind === 'record' && onlyNames(text) && !isQuestion(text);
  if (begins && !isNumber && (begins.name !== asking || !isDraft)) return beginWithin(dc, begins);
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
  const dialog = tellingDialog(dc);
  if (!dialog || reply.kind === 'refused') return false;
  if (reply.kind === 'needs-a-person' && reply.reason === 'asked') return dialog.isForPerson;
  return text.trim().split(/\s+/).length > mostSteering;
}

/** The dialog that waits for the customer's own words. */
function tellingDialog(dc: DialogContext): TaskDialog<object> | undefined {
  const { activeDialog } = dc;
  const dialog = activeDialog && dc.findDialog(activeDialog.id);
  return activeDialog && dialog instanceof TaskDialog && dialog.takesWords(activeDialog) ? dialog : undefined;
}

/** Stops what is under way; what it was begun within goes on. */
async function cancel(dc: DialogContext, { turn, say }: TaskStage): Promise<Took> {
  await say(taskWords.cancelled(turn.language));
  await dc.endDialog();
  return true;
}

/** Lays aside what is worth keeping of the tasks under way. */
async function pause(dc: DialogContext, { turn, say }: TaskStage, laidAside: LaidAside | undefined): Promise<Took> {
  const kept = worthKeeping(dc);
  await dc.cancelAllDialogs();
  await say(kept ? taskWords.paused(turn.language) : taskWords.cancelled(turn.language));
  return kept ? [kept, ...waitingIn(laidAside)] : true;
}

/** The innermost of the tasks under way that holds something. */
function worthKeeping(dc: DialogContext): Waiting | undefined {
  const kept = [...dc.stack].reverse().find(({ id }) => isWorthKeeping(dc, id));
  const told = keptOf(kept);
  return kept && told?.task ? { task: kept.id, state: told.task, language: told.language } : undefined;
}

/** Takes up what waits: the only thing, the one that is meant, or asks which. @returns undefined where the message is about nothing that waits */
async function resume(
  dc: DialogContext,
  { control, laidAside, text }: TaskMessage,
  { turn, say }: TaskStage,
): Promise<Took | undefined> {
  const waiting = waitingIn(laidAside).flatMap((one) => {
    const dialog = dc.findDialog(one.task);
    const title = dialog instanceof TaskDialog ? dialog.titleOf(one.state, turn) : undefined;
    return title === undefined ? [] : [{ ...one, title }];
  });
  const titles = waiting.map(({ title }) => title);
  const at = control === 'resume' && waiting.length === 1 ? 0 : meantToResume(text, titles);
  const meant = at === undefined ? undefined : waiting[at];
  if (meant) {
    await (dc.activeDialog ? dc.replaceDialog(meant.task, meant) : dc.beginDialog(meant.task, meant));
    return waiting.flatMap(({ title: _title, ...one }, place) => (place === at ? [] : [one]));
  }
  if (control !== 'resume' || waiting.length === 0) return undefined;
  await say(askWhichToResume(titles, turn.language));
  return true;
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
