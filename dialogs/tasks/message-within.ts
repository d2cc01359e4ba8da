import type { DialogContext } from 'botbuilder-dialogs';
import { leansOnChosen } from '../follow-up';
import { isQuestion } from '../is-question';
import { limitWanted } from '../limit-wanted';
import { asksForRecord, onlyNames, wantsDone } from '../records-wanted';
import { followUpTask } from './follow-up';
import { cancel, pause, resume } from './taking-up';
import { keptOf, TaskDialog, type TaskOutcome, type TaskStage } from './task-dialog';
import type { TaskMessage, Took } from './task-message';
import { taskWords } from './task-words';
import { askAgain, beginWithin, isToldAtLength, isWorthKeeping } from './under-way';

/** A task has asked something: the message answers it, steers it, or is about something else, after which the task asks again. */
export async function within(dc: DialogContext, message: TaskMessage, stage: TaskStage): Promise<Took> {
  if (isToldAtLength(dc, message)) return goOn(dc, message, stage);
  return (await steered(dc, message, stage)) ?? (await aside(dc, message, stage)) ?? goOn(dc, message, stage);
}

/** The message steers what is under way, or is a button of it. @returns undefined where it does neither */
async function steered(dc: DialogContext, message: TaskMessage, stage: TaskStage): Promise<Took | undefined> {
  const { control, response, text, laidAside } = message;
  if (control === 'cancel') return cancel(dc, stage);
  if (control === 'pause') return pause(dc, stage, laidAside);
  const resumed = isWorthKeeping(dc, dc.activeDialog?.id) ? undefined : await resume(dc, message, stage);
  if (resumed !== undefined) return resumed;
  // "Go on" in the middle of it: that is what we do.
  if (control === 'resume') {
    await askAgain(dc);
    return true;
  }
  if (keptOf(dc.activeDialog)?.offered.includes(text)) return goOn(dc, message, stage);
  // "What does the waiting period mean?" is a question, and answered.
  const isBareWhy = /^\W*(?:hvorfor|why)\W*$/iu.test(text) && message.begins !== followUpTask;
  const isHelp =
    asksWhyProposed.test(text) ||
    (isBareWhy && isWorthKeeping(dc, dc.activeDialog?.id)) ||
    (control === 'help' && (response.reply.kind !== 'answered' || asksWhyAsked.test(text)));
  return isHelp ? help(dc, stage) : undefined;
}

/** The message is about something else than what was asked. @returns undefined where it may well be the answer */
async function aside(dc: DialogContext, message: TaskMessage, { turn, say }: TaskStage): Promise<Took | undefined> {
  const { control, begins, text } = message;
  const { reply, spoken } = message.response;
  // A person is asked for: that comes before whatever was asked. Words like "complaint" or "disagree" may well be the answer.
  if (reply.kind === 'needs-a-person' && reply.reason === 'asked') {
    await say({ ...spoken, text: `${spoken.text}\n\n${taskWords.waits(turn.language)}` });
    return true;
  }
  if (begins === followUpTask) return beginWithin(dc, begins);
  const isChat = reply.kind === 'small-talk' && control === undefined;
  // "What is missing?", where it is still asked which claim is meant, is about that one.
  const leans = leansOnChosen(text) && !isWorthKeeping(dc, dc.activeDialog?.id);
  const isAnswered = reply.kind === 'answered' && isQuestion(text) && !leans;
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
  return isOther && (isOver || asksForRecord(text)) ? beginWithin(dc, begins) : undefined;
}

/** "Why do you ask?" is about the open question, whatever the documents have on reasons. */
const asksWhyAsked = /^\W*(?:hvorfor|why)(?!\p{L})/iu;

/** "Why do you suggest that?": the reason stands with the suggestion, which is repeated. */
const asksWhyProposed =
  /^\W*(?:hvorfor\s+foreslår|hvorfor\s+det\s+forslag|why\s+(?:do\s+you|are\s+you)\s+(?:suggest|propos)\p{L}*)/iu;

const wantsDoneWith = (text: string): boolean => wantsDone(text) || limitWanted(text) === 'reassess';

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
  // To a question which record is meant, "the debtor has paid us" is no answer, though it asks nothing.
  const leans = leansOnChosen(text) && !isDraft;
  const isAside = (reply.kind === 'answered' && !isDraft) || (isQuestion(text) && reply.kind !== 'record');
  if (reply.kind === 'needs-a-person' || (isAside && !leans)) {
    await say(spoken);
    await askAgain(dc);
  } else await say(result.spoken);
  return true;
}

async function help(dc: DialogContext, { turn, say }: TaskStage): Promise<Took> {
  const { activeDialog } = dc;
  const dialog = activeDialog && dc.findDialog(activeDialog.id);
  const own = activeDialog && dialog instanceof TaskDialog ? dialog.helpWith(activeDialog, turn) : undefined;
  const everywhere = taskWords.help(turn.language);
  await say({ ...everywhere, text: [own, everywhere.text].filter(Boolean).join('\n\n') });
  await dc.repromptDialog();
  return true;
}
