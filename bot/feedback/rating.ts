import { z } from 'zod';

/** What a client says somebody thinks of an answer, or of a conversation that has ended. */
export const GivenFeedback = z.object({
  /** The answer: its activity's id, or its number in the log. Neither: the conversation as a whole. */
  activityId: z.string().max(200).optional(),
  seq: z.number().int().min(0).optional(),
  /** 1 up, -1 down. */
  value: z.union([z.literal(1), z.literal(-1)]),
  reason: z.string().trim().max(1000).optional(),
});
export type GivenFeedback = z.infer<typeof GivenFeedback>;

/** What it is about: the clauses that the answer cited, or how the conversation with a person ended. */
export const FeedbackAbout = z.object({
  kind: z.enum(['answer', 'conversation']),
  clauses: z.array(z.object({ document: z.string(), clause: z.string() })).default([]),
  outcome: z.string().optional(),
});
export type FeedbackAbout = z.infer<typeof FeedbackAbout>;

/** One customer's word on one answer, or on a conversation. */
export interface Feedback {
  conversation: string;
  /** The answer's number in the log; 0 for the conversation as a whole. */
  seq: number;
  value: 1 | -1;
  reason: string | undefined;
  about: FeedbackAbout;
  at: Date;
  /** Where it is a face that was put on the answer in Teams: which, in Teams' word. */
  reaction?: string | undefined;
}
