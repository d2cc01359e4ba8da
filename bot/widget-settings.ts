import { z } from 'zod';

/** The settings of the website's widget. */
export const widgetEnvironment = {
  PRIVACY_URL: z
    .string()
    .refine(
      (url) => /^https?:\/\//.test(url) && URL.canParse(url),
      'must be an address: https://www.example.com/privacy',
    )
    .optional(),
  RESUME_DAYS: z.coerce
    .number('must be a number of days from 0 to 90')
    .int('must be a whole number of days from 0 to 90')
    .min(0, 'must be a number of days from 0 to 90')
    .max(90, 'must be a number of days from 0 to 90')
    .default(7),
};

interface Environment {
  PRIVACY_URL?: string | undefined;
  RESUME_DAYS: number;
}

export interface WidgetSettings {
  /** The privacy notice that the chat links to before the first message. */
  privacyUrl: string | undefined;
  /** For how many days a browser may come back to an anonymous conversation; 0: only while its token is good. */
  resumeDays: number;
}

export const widgetSettings = ({ PRIVACY_URL, RESUME_DAYS }: Environment): WidgetSettings => ({
  privacyUrl: PRIVACY_URL,
  resumeDays: RESUME_DAYS,
});
