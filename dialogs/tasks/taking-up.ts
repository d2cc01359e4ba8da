import type { DialogContext } from 'botbuilder-dialogs';
import { askWhichToResume, type LaidAside, meantToResume, type Waiting, waitingIn } from './laid-aside';
import { keptOf, TaskDialog, type TaskStage } from './task-dialog';
import type { TaskMessage, Took } from './task-message';
import { taskWords } from './task-words';
import { isWorthKeeping } from './under-way';

/** Stops what is under way; what it was begun within goes on. */
export async function cancel(dc: DialogContext, { turn, say }: TaskStage): Promise<Took> {
  await say(taskWords.cancelled(turn.language));
  await dc.endDialog();
  return true;
}

/** Lays aside what is worth keeping of the tasks under way. */
export async function pause(
  dc: DialogContext,
  { turn, say }: TaskStage,
  laidAside: LaidAside | undefined,
): Promise<Took> {
  const kept = worthKeeping(dc);
  await dc.cancelAllDialogs();
  await say(kept ? taskWords.paused(turn.language) : taskWords.cancelled(turn.language));
  return kept ? [kept, ...waitingIn(laidAside)] : true;
}

/** The innermost of the tasks under way that holds something. */
export function worthKeeping(dc: DialogContext): Waiting | undefined {
  const kept = [...dc.stack].reverse().find(({ id }) => isWorthKeeping(dc, id));
  const told = keptOf(kept);
  return kept && told?.task ? { task: kept.id, state: told.task, language: told.language } : undefined;
}

/** Takes up what waits: the only thing, the one that is meant, or asks which. @returns undefined where the message is about nothing that waits */
export async function resume(
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
