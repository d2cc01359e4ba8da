import { z } from 'zod';

const days = z
  .string()
  .regex(/^\d{1,5}$/, 'must be a whole number of days from 1 to 36500')
  .transform(Number)
  .refine((n) => n >= 1 && n <= 36_500, 'must be a whole number of days from 1 to 36500')
  .optional();

/** The settings that say how long what customers said is kept. */
export const retentionEnvironment = {
  RETENTION_CONVERSATIONS_DAYS: days,
  RETENTION_ATTACHMENTS_DAYS: days,
  RETENTION_FEEDBACK_DAYS: days,
};

/** After how many days each is erased; undefined: never. */
export interface RetentionSettings {
  conversations: number | undefined;
  attachments: number | undefined;
  feedback: number | undefined;
}

type Environment = { [Name in keyof typeof retentionEnvironment]?: z.output<(typeof retentionEnvironment)[Name]> };

export const retentionSettings = (env: Environment): RetentionSettings => ({
  conversations: env.RETENTION_CONVERSATIONS_DAYS,
  attachments: env.RETENTION_ATTACHMENTS_DAYS,
  feedback: env.RETENTION_FEEDBACK_DAYS,
});
