import type { DialogContext } from 'botbuilder-dialogs';
import type { ReplyLanguage } from '../../knowledge';
import { languageOfButton } from './laid-aside';
import { keptOf, TaskDialog } from './task-dialog';
import type { TaskMessage, Took } from './task-message';
import type { Task } from './task';

/** Whether the dialog of that name holds what the customer would have to tell all over again. */
export const isWorthKeeping = (dc: DialogContext, id = ''): boolean => {
  const dialog = dc.findDialog(id);
  return dialog instanceof TaskDialog && dialog.isWorthKeeping;
};

/** Back to where we were, with what is being written; a question which record is meant stays open without being pressed. */
export async function askAgain(dc: DialogContext): Promise<void> {
  if (isWorthKeeping(dc, dc.activeDialog?.id)) await dc.repromptDialog();
}

/** What is being written waits beneath a task that is begun in the middle of it; a question which record is meant is over then. */
export async function beginWithin(dc: DialogContext, { name }: Task): Promise<Took> {
  if (isWorthKeeping(dc, dc.activeDialog?.id)) await dc.beginDialog(name);
  else await dc.replaceDialog(name);
  return true;
}

/** The dialog that waits for the customer's own words. */
export function tellingDialog(dc: DialogContext): TaskDialog<object> | undefined {
  const { activeDialog } = dc;
  const dialog = activeDialog && dc.findDialog(activeDialog.id);
  return activeDialog && dialog instanceof TaskDialog && dialog.takesWords(activeDialog) ? dialog : undefined;
}

/** More words than this steer nothing: they tell. */
const mostSteering = 4;

/** The open question is answered at length, in the customer's own words: whatever else they sound like, they are the answer. */
export function isToldAtLength(dc: DialogContext, { text, response: { reply } }: TaskMessage): boolean {
  const dialog = tellingDialog(dc);
  if (!dialog || reply.kind === 'refused') return false;
  if (reply.kind === 'needs-a-person' && reply.reason === 'asked') return dialog.isForPerson;
  return text.trim().split(/\s+/).length > mostSteering;
}

/** Fewer words than this tell no language: in the middle of something, names and amounts change nothing. */
const shortestTelling = 5;

/** The language to answer a message in. */
export function languageIn(
  dc: DialogContext,
  { text, control, laidAside }: TaskMessage,
  language: ReplyLanguage,
): ReplyLanguage {
  const kept = keptOf(dc.activeDialog);
  if (!kept) return (control === 'resume' ? laidAside?.language : languageOfButton(text)) ?? language;
  const words = text.split(/\s+/).filter((word) => /^\p{L}{2,}\P{L}?$/u.test(word));
  return kept.offered.includes(text) || words.length < shortestTelling ? kept.language : language;
}
