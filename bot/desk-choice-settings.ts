import { z } from 'zod';
import type { ChatwootSettings } from '../adapters/desks';
import { isLoopback } from './loopback';

const isWeb = (url: string): boolean => /^https?:\/\//.test(url) && URL.canParse(url);
const address = z
  .string()
  .refine(isWeb, 'must be a full address such as https://desk.example.com')
  .transform((url) => url.replace(/\/+$/, ''));
const secret = z.string().min(32, 'must have at least 32 characters (for example: openssl rand -hex 32)');
const wholeNumber = z.string().regex(/^\d{1,12}$/, 'must be a whole number');

/** The settings that say whose desk people answer at. */
export const deskChoiceEnvironment = {
  DESK: z.enum(['own', 'webhook', 'chatwoot'], 'must be own, webhook or chatwoot').default('own'),
  DESK_URL: address.optional(),
  DESK_SECRET: secret.optional(),
  CHATWOOT_URL: address.optional(),
  CHATWOOT_ACCOUNT: wholeNumber.optional(),
  CHATWOOT_INBOX: wholeNumber.optional(),
  CHATWOOT_TOKEN: z.string().min(1).optional(),
  CHATWOOT_CALLBACK_KEY: secret.optional(),
};

type Environment = { [Name in keyof typeof deskChoiceEnvironment]?: z.output<(typeof deskChoiceEnvironment)[Name]> };

/** What each desk needs, and what it is for. */
const needed: Record<'webhook' | 'chatwoot', Partial<Record<keyof Environment, string>>> = {
  webhook: { DESK_URL: 'the address that takes cases', DESK_SECRET: 'what both sides sign with' },
  chatwoot: {
    CHATWOOT_URL: 'the address of your Chatwoot',
    CHATWOOT_ACCOUNT: "the account's number",
    CHATWOOT_INBOX: 'the number of an inbox of the API channel',
    CHATWOOT_TOKEN: 'the access token of an agent or an agent bot',
    CHATWOOT_CALLBACK_KEY: 'the last part of the webhook address that the inbox calls: …/api/chatwoot/KEY',
  },
};

/** What contradicts or lacks what among them, each with its remedy. */
export function deskChoiceProblems(env: Environment): string[] {
  const desk = env.DESK ?? 'own';
  const problems: string[] = [];
  for (const [kind, settings] of Object.entries(needed))
    for (const [name, what] of Object.entries(settings)) {
      const given = env[name as keyof Environment] !== undefined;
      if (kind === desk && !given) problems.push(`${name} is missing: DESK=${kind} needs it (${what}).`);
      if (kind !== desk && given) problems.push(`${name} is for DESK=${kind}: set that, or remove ${name}.`);
    }
  for (const name of ['DESK_URL', 'CHATWOOT_URL'] as const) {
    const url = env[name];
    if (url !== undefined && url.startsWith('http:') && !isLoopback(new URL(url).hostname))
      problems.push(`${name} would send conversations in the clear: use https.`);
  }
  return problems;
}

export type DeskChoice =
  /** The desk of this service, at /desk. */
  | { kind: 'own' }
  | { kind: 'webhook'; url: string; secret: string }
  | ({ kind: 'chatwoot'; callbackKey: string } & ChatwootSettings);

/** Whose desk, from settings without problems. */
export function deskChoice(env: Environment): DeskChoice {
  const desk = env.DESK ?? 'own';
  switch (desk) {
    case 'own':
      return { kind: 'own' };
    case 'webhook':
      return { kind: 'webhook', url: env.DESK_URL ?? '', secret: env.DESK_SECRET ?? '' };
    case 'chatwoot':
      return {
        kind: 'chatwoot',
        url: env.CHATWOOT_URL ?? '',
        accountId: env.CHATWOOT_ACCOUNT ?? '',
        inboxId: env.CHATWOOT_INBOX ?? '',
        token: env.CHATWOOT_TOKEN ?? '',
        callbackKey: env.CHATWOOT_CALLBACK_KEY ?? '',
      };
    default:
      throw new Error(`Unhandled desk: ${desk satisfies never}`);
  }
}
