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
const Reaction = z.object({ reactionsAdded: z.array(z.object({ type: z.string() })) });

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
  const take = async (
    conversation: string,
    about: string | undefined,
    value: 1 | -1,
    reason?: string,
  ): Promise<'taken' | 'unknown'> => {
    const seq = about === undefined ? undefined : await sent.seqOf(conversation, about);
    if (seq === undefined) return 'unknown';
    return feedback.take(conversation, { seq, value, ...(reason === undefined ? {} : { reason }) });
  };
  const replyToOf = ({ replyToId }: IncomingActivity): string | undefined =>
    typeof replyToId === 'string' ? replyToId : undefined;

  return {
    /** The buttons under an answer. @returns the invoke's answer: anything but 200 tells the customer in Teams that it was not taken */
    async submitted(conversation: string, activity: IncomingActivity): Promise<HttpAnswer> {
      const submitted = Submitted.safeParse(activity.value);
      if (!submitted.success) return { status: 501 };
      const { reaction, feedback: written } = submitted.data.actionValue;
      const value = reaction === 'like' ? 1 : -1;
      const outcome = await take(conversation, replyToOf(activity), value, reasonIn(written));
      return outcome === 'taken' ? { status: 200, json: {} } : { status: 404 };
    },

    /** A face put on a message. Most are put on messages that are no answers: those count for nothing. */
    async reacted(conversation: string, activity: IncomingActivity): Promise<void> {
      const reaction = Reaction.safeParse(activity);
      if (activity.type !== 'messageReaction' || !reaction.success) return;
      if (reaction.data.reactionsAdded.some(({ type }) => praise.has(type)))
        await take(conversation, replyToOf(activity), 1);
    },
  };
}

export type TeamsFeedback = ReturnType<typeof teamsFeedback>;
