import { z } from 'zod';
import type { FeedbackBook } from '../feedback';
import type { HttpAnswer } from '../http';
import type { IncomingActivity } from './incoming-activity';
import type { SentMessages } from './sql-sent-messages';

/** What Teams sends when somebody has pressed a thumb under an answer; what they wrote about it is JSON within JSON. */
const Submitted = z.object({
  actionName: z.literal('feedback'),
  actionValue: z.object({ reaction: z.enum(['like', 'dislike']), feedback: z.string().max(10_000).optional() }),
});
const Written = z.object({ feedbackText: z.string().optional() });
const Faces = z.array(z.object({ type: z.string() })).default([]);
const Reaction = z.object({ reactionsAdded: Faces, reactionsRemoved: Faces });

/** Of the faces that Teams offers, those that praise. The others are as often about the news as about the answer. */
const praise = new Set(['like', 'heart']);
const longestReason = 1000;

function reasonIn(feedback: string | undefined): string | undefined {
  if (feedback === undefined || feedback === '') return undefined;
  const json = z
    .string()
    .transform((text, context): unknown => {
      try {
        return JSON.parse(text);
      } catch (error) {
        if (!(error instanceof SyntaxError)) throw error;
        context.addIssue('is no JSON');
        return z.NEVER;
      }
    })
    .pipe(Written)
    .safeParse(feedback);
  return json.data?.feedbackText?.trim().slice(0, longestReason) || undefined;
}

export const isSubmittedFeedback = ({ type, name }: IncomingActivity): boolean =>
  type === 'invoke' && name === 'message/submitAction';

interface Parts {
  feedback: FeedbackBook;
  sent: SentMessages;
}

/** What people in Teams think of the bot's answers, taken like the widget's. */
export function teamsFeedback({ feedback, sent }: Parts) {
  /** The number in the log of what the activity is about; undefined where that is nothing of ours. */
  const seqAbout = async (conversation: string, { replyToId }: IncomingActivity): Promise<number | undefined> =>
    typeof replyToId === 'string' ? sent.seqOf(conversation, replyToId) : undefined;

  return {
    /** The buttons under an answer. @returns the invoke's answer: anything but 200 tells the customer in Teams that it was not taken */
    async submitted(conversation: string, activity: IncomingActivity): Promise<HttpAnswer> {
      const submitted = Submitted.safeParse(activity.value);
      if (!submitted.success) return { status: 501 };
      const { reaction, feedback: written } = submitted.data.actionValue;
      const value = reaction === 'like' ? 1 : -1;
      const seq = await seqAbout(conversation, activity);
      if (seq === undefined) return { status: 404 };
      const reason = reasonIn(written);
      const outcome = await feedback.take(conversation, { seq, value, ...(reason === undefined ? {} : { reason }) });
      return outcome === 'taken' ? { status: 200, json: {} } : { status: 404 };
    },

    /**
     * A face put on a message, or taken off it again. Most are put on messages that are no answers: those count for nothing. One face for another
     * comes as both at once, or one after the other in either order; praise goes only with the face that it came by.
     */
    async reacted(conversation: string, activity: IncomingActivity): Promise<void> {
      if (activity.type !== 'messageReaction') return;
      const reaction = Reaction.safeParse(activity);
      const seq = reaction.success ? await seqAbout(conversation, activity) : undefined;
      if (!reaction.success || seq === undefined) return;
      for (const { type } of reaction.data.reactionsRemoved)
        await feedback.withdrawReaction(conversation, { seq, reaction: type });
      for (const { type } of reaction.data.reactionsAdded)
        if (praise.has(type)) await feedback.takeReaction(conversation, { seq, reaction: type, value: 1 });
    },
  };
}

export type TeamsFeedback = ReturnType<typeof teamsFeedback>;
