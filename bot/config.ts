import path from 'node:path';
import { z } from 'zod';
import { projectPath } from '../knowledge';
import { handoffEnvironment } from './handoff-settings';
import { attachmentsEnvironment, scanSettings } from './attachments-settings';
import { isLoopback, reachedFromElsewhere } from './loopback';
import { databaseEnvironment } from './database-settings';
import { complaintsEnvironment, complaintsProblems, complaintsSettings } from './complaints-settings';
import { directLineEnvironment } from './direct-line-settings';
import { deskChoice, deskChoiceEnvironment, deskChoiceProblems } from './desk-choice-settings';
import { deskEnvironment, deskProblems, deskSettings } from './desk-settings';
import { modelsEnvironment, modelsProblems, modelsSettings } from './models-settings';
import { openingHoursEnvironment, openingTimes } from './opening-hours-settings';
import { recordsEnvironment, recordsProblems, recordsSettings } from './records-settings';
import { retentionEnvironment, retentionSettings } from './retention-settings';
import { type Misspelling, misspellings } from './setting-names';
import { teamsPackageEnvironment, teamsPackageSettings } from './teams-package-settings';
import { telemetryEnvironment, telemetryProblems, telemetrySettings } from './telemetry-settings';
import { widgetEnvironment, widgetSettings } from './widget-settings';
import { webAddress } from './web-address';

/** Bad settings, all of them, each with its remedy. */
export class ConfigError extends Error {
  constructor(readonly problems: string[]) {
    super(`Cannot start, fix these settings (see .env.example):\n${problems.map((line) => `  - ${line}`).join('\n')}`);
    this.name = 'ConfigError';
  }
}

const wholeNumber = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d+$/, `must be a whole number from ${least} to ${most}`)
    .transform(Number)
    .refine((n) => n >= least && n <= most, `must be a whole number from ${least} to ${most}`);

const list = z.string().transform((text) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== ''),
);

const origin = z
  .string()
  .refine((text) => text === '*' || URL.canParse(text), 'must be an address such as https://www.example.com')
  .transform((text) => (text === '*' ? '*' : new URL(text).origin));

const guid = z
  .string()
  .regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i, 'must be a GUID such as 00000000-0000-0000-0000-000000000000');

const onOff = z.enum(['on', 'off'], 'must be on or off');

const Environment = z.object({
  PORT: wholeNumber(0, 65_535).default(3978),
  HOST: z.string().default('127.0.0.1'),
  PUBLIC_URL: webAddress('https://support.example.com').optional(),
  TRUST_PROXY: onOff.default('off'),
  ALLOWED_ORIGINS: list.pipe(z.array(origin)).default([]),
  DATA_DIR: z.string().default('./data'),
  LOG_LEVEL: z
    .enum(
      ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'],
      'must be fatal, error, warn, info, debug, trace or silent',
    )
    .default('info'),
  TOKEN_SECRET: z.string().min(32, 'must have at least 32 characters (for example: openssl rand -hex 32)').optional(),
  ...directLineEnvironment,
  MicrosoftAppId: guid.optional(),
  MicrosoftAppPassword: z.string().optional(),
  MicrosoftAppType: z
    .enum(['SingleTenant', 'MultiTenant', 'UserAssignedMSI'], 'must be SingleTenant, MultiTenant or UserAssignedMSI')
    .default('SingleTenant'),
  MicrosoftAppTenantId: guid.optional(),
  BotOpenIdMetadata: webAddress('https://support.example.com').optional(),
  TEAMS_TENANTS: list.pipe(z.array(guid)).default([]),
  TEAMS_CUSTOMERS: z.string().optional(),
  BOT_AUTH: onOff.default('on'),
  ...widgetEnvironment,
  SITE_ISSUER: z.string().max(300, 'takes 300 characters at most').optional(),
  SITE_AUDIENCE: z.string().max(300, 'takes 300 characters at most').default('support-chat'),
  SITE_JWKS: z.string().optional(),
  ...databaseEnvironment,
  ...retentionEnvironment,
  ...recordsEnvironment,
  ...complaintsEnvironment,
  ...deskChoiceEnvironment,
  ...handoffEnvironment,
  ...deskEnvironment,
  ...openingHoursEnvironment,
  ...attachmentsEnvironment,
  ...teamsPackageEnvironment,
  ...modelsEnvironment,
  ...telemetryEnvironment,
  RECORD_EVENTS_SECRET: list
    .pipe(
      z
        .array(z.string().min(32, 'must have at least 32 characters (for example: openssl rand -hex 32)'))
        .max(2, 'takes two secrets at most: the one in use, and the next or the last one during a change'),
    )
    .default([]),
  COMPANY_NAME: z.string().max(80, 'takes 80 characters at most').default('Atradius'),
  CONTACT_TELEPHONE: z.string().max(40, 'takes 40 characters at most').default('33 26 50 00'),
  CONTACT_EMAIL: z.email('must be an e-mail address').optional(),
  CONTACT_ADDRESS: z.string().max(200, 'takes 200 characters at most').default('Paradisæblevej 4,4, 2500 Valby'),
  RATE_LIMIT_MESSAGES_PER_MINUTE: wholeNumber(1, 1_000_000).default(60),
  RATE_LIMIT_CONVERSATIONS_PER_MINUTE: wholeNumber(1, 1_000_000).default(120),
  RATE_LIMIT_REQUESTS_PER_MINUTE: wholeNumber(1, 10_000_000).default(6000),
});

/** The settings, checked and typed: nothing else reads the environment. */
export type Config = ReturnType<typeof toConfig>;

const hostnameOf = (address: string): string => (URL.canParse(address) ? new URL(address).hostname : '');

/** What the single settings cannot tell: settings that contradict each other. */
function contradictions(env: Partial<z.output<typeof Environment>>): string[] {
  const problems: string[] = [];
  const reach = reachedFromElsewhere(env);
  if (env.BOT_AUTH === 'off' && reach !== undefined)
    problems.push(
      `BOT_AUTH=off opens /api/messages to anyone, who may then be anyone, so it is for this machine only: ${reach}. Or remove BOT_AUTH.`,
    );
  if (env.BOT_AUTH === 'off' && env.MicrosoftAppId !== undefined)
    problems.push(
      'BOT_AUTH=off and MicrosoftAppId contradict each other: remove BOT_AUTH to check tokens, or MicrosoftAppId to develop without them.',
    );
  if (
    env.MicrosoftAppId !== undefined &&
    env.MicrosoftAppType !== 'UserAssignedMSI' &&
    env.MicrosoftAppPassword === undefined
  )
    problems.push(
      'MicrosoftAppPassword is missing: MicrosoftAppId needs it (the client secret of the bot registration), or set MicrosoftAppType=UserAssignedMSI.',
    );
  if (
    env.MicrosoftAppId !== undefined &&
    env.MicrosoftAppType !== 'MultiTenant' &&
    env.MicrosoftAppTenantId === undefined
  )
    problems.push(
      `MicrosoftAppTenantId is missing: MicrosoftAppType=${env.MicrosoftAppType} needs the tenant of the bot registration.`,
    );
  if (env.MicrosoftAppType === 'UserAssignedMSI' && env.MicrosoftAppPassword !== undefined)
    problems.push(
      'MicrosoftAppPassword and MicrosoftAppType=UserAssignedMSI contradict each other: a managed identity has no password. Remove one of them.',
    );
  if (env.SITE_ISSUER !== undefined && env.SITE_JWKS === undefined)
    problems.push(
      "SITE_JWKS is missing: SITE_ISSUER needs the address or the file of the site's public keys (a JSON Web Key Set).",
    );
  if (env.SITE_JWKS !== undefined && /^http:/.test(env.SITE_JWKS) && !isLoopback(hostnameOf(env.SITE_JWKS)))
    problems.push(
      'SITE_JWKS would fetch the keys in the clear, where somebody on the way could put their own and sign in as anyone: use https.',
    );
  if (env.SITE_JWKS !== undefined && env.SITE_ISSUER === undefined)
    problems.push('SITE_ISSUER is missing: SITE_JWKS needs the issuer (iss) that the site writes into its assertions.');
  if ((env.RECORD_EVENTS_SECRET ?? []).length > 0 && recordsSettings(env).kind === 'none')
    problems.push(
      'RECORD_EVENTS_SECRET takes events of records, and there are no records to read them from: set RECORDS_URL, or remove it.',
    );
  return [
    ...problems,
    ...recordsProblems(env),
    ...complaintsProblems(env),
    ...deskChoiceProblems(env),
    ...deskProblems(env),
    ...modelsProblems(env),
    ...telemetryProblems(env),
  ];
}

function toConfig(env: z.output<typeof Environment>) {
  return {
    port: env.PORT,
    host: env.HOST,
    /** Where customers reach the service; links in Teams need it. Undefined: the address that a request came to. */
    publicUrl: env.PUBLIC_URL,
    trustProxy: env.TRUST_PROXY === 'on',
    /** Other sites whose pages may use Direct Line; our own pages always may. `*` allows all. */
    allowedOrigins: env.ALLOWED_ORIGINS,
    dataDirectory: path.resolve(projectPath(), env.DATA_DIR),
    /** The PostgreSQL server that everything durable is kept on; undefined: a file under the data directory. */
    databaseUrl: env.DATABASE_URL,
    /** How many connections to it are used at a time, at most; two more carry news and locks. */
    databaseConnections: env.DATABASE_CONNECTIONS,
    logLevel: env.LOG_LEVEL,
    widget: widgetSettings(env),
    tokenSecret: env.TOKEN_SECRET,
    /** With which a site's back end fetches Direct Line tokens; none: not at all. */
    directLineSecrets: env.DIRECT_LINE_SECRETS,
    bot: {
      appId: env.MicrosoftAppId,
      appPassword: env.MicrosoftAppPassword,
      appType: env.MicrosoftAppType,
      appTenantId: env.MicrosoftAppTenantId,
      /** The OpenID document that tokens are checked against; undefined is the Bot Framework's own. */
      openIdMetadata: env.BotOpenIdMetadata,
      teamsTenants: env.TEAMS_TENANTS,
      /** The administrator's file of people in Teams and the customers they speak for. */
      teamsCustomers: env.TEAMS_CUSTOMERS,
      authentication: env.BOT_AUTH,
    },
    /** Who vouches for customers; undefined: nobody signs in, but for the demo's customers. */
    site:
      env.SITE_ISSUER === undefined || env.SITE_JWKS === undefined
        ? undefined
        : { issuer: env.SITE_ISSUER, audience: env.SITE_AUDIENCE, keys: env.SITE_JWKS },
    /** After how many days what customers said is erased. */
    retention: retentionSettings(env),
    records: recordsSettings(env),
    complaints: complaintsSettings(env),
    /** Whose desk people answer at. */
    deskChoice: deskChoice(env),
    /** Above one of these, a filed claim is handed to a person; none: never. */
    claimHandoffAbove: env.HANDOFF_CLAIM_ABOVE ?? [],
    desk: deskSettings(env),
    /** When members of staff are there. */
    openingHours: openingTimes(env),
    /** How customers' and staff's files are checked for harmful content. */
    attachmentScan: scanSettings(env),
    teamsPackage: teamsPackageSettings(env),
    /** The language models used; none: answers are quoted, and search uses the vectors that come with the project. */
    models: modelsSettings(env),
    /** Where traces of what models were asked go beside the log; undefined: nowhere. */
    telemetry: telemetrySettings(env),
    /** What the insurer's systems sign their events with; none: events are not taken. */
    recordEventsSecrets: env.RECORD_EVENTS_SECRET,
    contact: {
      company: env.COMPANY_NAME,
      telephone: env.CONTACT_TELEPHONE,
      email: env.CONTACT_EMAIL,
      address: env.CONTACT_ADDRESS,
    },
    rateLimits: {
      messagesPerMinute: env.RATE_LIMIT_MESSAGES_PER_MINUTE,
      conversationsPerMinute: env.RATE_LIMIT_CONVERSATIONS_PER_MINUTE,
      requestsPerMinute: env.RATE_LIMIT_REQUESTS_PER_MINUTE,
    },
  };
}

/**
 * Reads the settings out of an environment (usually `process.env`); an empty one counts as unset.
 * @throws ConfigError that names every missing, malformed or contradicting setting, with the remedy
 */
export function loadConfig(environment: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(
    Object.keys(Environment.shape).flatMap((name) => {
      const value = environment[name]?.trim();
      return value ? [[name, value]] : [];
    }),
  );
  const parsed = Environment.safeParse(given);
  // The settings that are well-formed are held against each other even where others are not: all problems come at once.
  const wellFormed = Object.fromEntries(
    Object.entries(Environment.shape).flatMap(([name, schema]) => {
      const value = schema.safeParse(given[name]);
      return value.success ? [[name, value.data]] : [];
    }),
  ) as Partial<z.output<typeof Environment>>;
  const problems = [
    ...(parsed.error?.issues ?? []).map(({ path: [name = ''], message }) => {
      const setting = String(name);
      return `${setting} ${message} (it is "${shown(setting, given)}").`;
    }),
    ...contradictions(wellFormed),
  ];
  if (!parsed.success || problems.length > 0) throw new ConfigError(problems);
  return toConfig(parsed.data);
}

/** Settings that somebody has nearly set, each with the name that was probably meant. */
export const misspeltSettings = (environment: Record<string, string | undefined>): Misspelling[] =>
  misspellings(environment, Object.keys(Environment.shape));

/** A secret is never echoed into a terminal or a log; a database's address holds its password. */
function shown(name: string, given: Record<string, string>): string {
  return /SECRET|TOKEN|KEY|HEADERS|Password|^(RECORDS|DATABASE)_URL$/.test(name) ? '…' : (given[name] ?? '');
}
