import { z } from 'zod';

const secureAddress = z
  .string()
  .max(2000, 'takes 2000 characters at most')
  .refine(
    (url) => /^https:\/\//.test(url) && URL.canParse(url),
    'must be an address with https: https://www.example.com/terms',
  );

/** The settings of the app package for Microsoft Teams alone. */
export const teamsPackageEnvironment = {
  TEAMS_APP_ID: z
    .string()
    .regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i, 'must be a GUID (for example: uuidgen)')
    .optional(),
  TEAMS_APP_NAME: z.string().max(30, 'takes 30 characters at most').optional(),
  TEAMS_APP_VERSION: z
    .string()
    .regex(/^\d{1,5}(\.\d{1,5}){2}$/, 'must be three numbers, 1.0.0')
    .default('1.0.0'),
  TEAMS_TERMS_URL: secureAddress.optional(),
  TEAMS_WEBSITE_URL: secureAddress.optional(),
};

type Environment = z.output<z.ZodObject<typeof teamsPackageEnvironment>>;

export const teamsPackageSettings = (env: Environment) => ({
  /** The app's own id; undefined: the bot's. */
  appId: env.TEAMS_APP_ID,
  /** Undefined: the company's name. */
  name: env.TEAMS_APP_NAME,
  version: env.TEAMS_APP_VERSION,
  termsUrl: env.TEAMS_TERMS_URL,
  /** Undefined: where the service is reached. */
  websiteUrl: env.TEAMS_WEBSITE_URL,
});
