import type { DialogContext } from 'botbuilder-dialogs';
import { resume } from './taking-up';
import type { TaskStage } from './task-dialog';
import type { TaskMessage, Took } from './task-message';
import { taskWords } from './task-words';

/** No task is under way: the message may begin one, or take one up again. */
export async function outside(dc: DialogContext, message: TaskMessage, stage: TaskStage): Promise<Took> {
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
