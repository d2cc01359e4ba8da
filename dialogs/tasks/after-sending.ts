import { Dialog, type DialogContext, type DialogTurnResult } from 'botbuilder-dialogs';
import { z } from 'zod';
import { afterSendingName } from './after-sending-name';

const Words = z.object({ da: z.string(), en: z.string() });
/** What is said to a second "yes": that it has been sent, and its number. */
export type SentWords = z.infer<typeof Words>;

/** Waits for one message after something was sent: only a second "yes" is about that. It asks nothing. */
export class AfterSending extends Dialog {
  constructor() {
    super(afterSendingName);
  }

  override beginDialog(dc: DialogContext, words?: SentWords): Promise<DialogTurnResult> {
    if (dc.activeDialog && words) dc.activeDialog.state = { ...words };
    return Promise.resolve(Dialog.EndOfTurn);
  }
}

/** The words of what was sent last; undefined where something else, or nothing, is under way. */
export const sentJustNow = ({ activeDialog }: DialogContext): SentWords | undefined =>
  activeDialog?.id === afterSendingName ? Words.safeParse(activeDialog.state).data : undefined;
