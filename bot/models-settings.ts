import { z } from 'zod';
import {
  installCommand,
  isInstalled,
  type ModelSettings,
  packageOf,
  type Provider,
} from '../knowledge/models/providers';
import { type HelpStep, helpSteps } from '../knowledge/understanding/help-steps';
import { isLoopback } from './loopback';

const named = z
  .string()
  .regex(
    /^(openai|azure_openai|anthropic|ollama):\S+$/,
    'must be provider:model with openai, azure_openai, anthropic or ollama, for example openai:gpt-4o-mini',
  )
  .transform((text): Pick<ModelSettings, 'provider' | 'model'> => {
    const colon = text.indexOf(':');
    return { provider: text.slice(0, colon) as Provider, model: text.slice(colon + 1) };
  });

const count = z
  .string()
  .regex(/^\d+$/, 'must be a whole number')
  .transform(Number)
  .refine((value) => value > 0, 'must be above 0');

const money = z
  .string()
  .regex(/^\d+(\.\d+)?$/, 'must be an amount such as 2.50')
  .transform(Number);

/** The settings that say which language models are used, and how far. The keys have their providers' own names. */
export const modelsEnvironment = {
  CHAT_MODEL: named.optional(),
  EMBEDDING_MODEL: named.optional(),
  OPENAI_API_KEY: z.string().optional(),
  OPENAI_BASE_URL: z.string().optional(),
  AZURE_OPENAI_API_KEY: z.string().optional(),
  AZURE_OPENAI_ENDPOINT: z.string().optional(),
  AZURE_OPENAI_API_VERSION: z.string().default('2024-10-21'),
  ANTHROPIC_API_KEY: z.string().optional(),
  ANTHROPIC_BASE_URL: z.string().optional(),
  OLLAMA_BASE_URL: z.string().default('http://127.0.0.1:11434'),
  MODEL_TIMEOUT_SECONDS: count.default(20),
  MODEL_TOKENS_PER_CONVERSATION: count.default(100_000),
  MODEL_TOKENS_PER_DAY: count.default(5_000_000),
  MODEL_PRICES: z
    .string()
    .regex(/^\d+(\.\d+)?,\s*\d+(\.\d+)?$/, 'must be two prices of a million tokens, read and written: 0.15,0.60')
    .transform((text) => text.split(',').map(Number))
    .optional(),
  MODEL_COST_PER_CONVERSATION: money.optional(),
  MODEL_COST_PER_DAY: money.optional(),
  MODEL_SEES_PERSONAL_DATA: z
    .string()
    .transform((text) => text.split(',').map((part) => part.trim()))
    .pipe(z.array(z.enum(['openai', 'azure_openai', 'anthropic', 'ollama'], 'must list providers, for example ollama')))
    .default([]),
  MODEL_RECORDS: z.enum(['on', 'off'], 'must be on or off').default('off'),
  MODEL_HELPS: z
    .string()
    .transform((text) => text.split(',').map((part) => part.trim()))
    .pipe(z.array(z.enum(helpSteps, `must list some of ${helpSteps.join(', ')}`)))
    .default([]),
  MODEL_HELP_TIMEOUT_SECONDS: count.default(4),
};

type Environment = {
  [Name in keyof typeof modelsEnvironment]?: z.output<(typeof modelsEnvironment)[Name]>;
};

/** What a provider's client needs, and the settings that hold it. */
interface Access {
  key: string | undefined;
  keyName: string | undefined;
  url: string | undefined;
  urlName: string;
  /** Azure has an address for each customer. */
  needsUrl: boolean;
}

function accessOf(provider: Provider, env: Environment): Access {
  switch (provider) {
    case 'openai': {
      const access = { key: env.OPENAI_API_KEY, keyName: 'OPENAI_API_KEY', url: env.OPENAI_BASE_URL };
      return { ...access, urlName: 'OPENAI_BASE_URL', needsUrl: false };
    }
    case 'azure_openai': {
      const access = { key: env.AZURE_OPENAI_API_KEY, keyName: 'AZURE_OPENAI_API_KEY', url: env.AZURE_OPENAI_ENDPOINT };
      return { ...access, urlName: 'AZURE_OPENAI_ENDPOINT', needsUrl: true };
    }
    case 'anthropic': {
      const access = { key: env.ANTHROPIC_API_KEY, keyName: 'ANTHROPIC_API_KEY', url: env.ANTHROPIC_BASE_URL };
      return { ...access, urlName: 'ANTHROPIC_BASE_URL', needsUrl: false };
    }
    case 'ollama':
      return {
        key: undefined,
        keyName: undefined,
        url: env.OLLAMA_BASE_URL,
        urlName: 'OLLAMA_BASE_URL',
        needsUrl: true,
      };
    default:
      throw new Error(`Unhandled provider: ${provider satisfies never}`);
  }
}

/** The settings that a provider's key and address stand in. */
export const settingNames = (provider: Provider): Pick<Access, 'keyName' | 'urlName'> => accessOf(provider, {});

const isWeb = (url: string): boolean => /^https?:\/\//.test(url) && URL.canParse(url);
const isNear = (url: string | undefined): boolean =>
  url !== undefined && URL.canParse(url) && isLoopback(new URL(url).hostname);

function problemsOf(
  setting: string,
  { provider, model }: Pick<ModelSettings, 'provider' | 'model'>,
  env: Environment,
  hasPackage: (provider: Provider) => boolean,
): string[] {
  const { key, keyName, url, urlName, needsUrl } = accessOf(provider, env);
  const problems: string[] = [];
  // Servers of one's own that speak OpenAI's protocol mostly ask for no key.
  if (keyName !== undefined && key === undefined && !(provider === 'openai' && url !== undefined))
    problems.push(`${keyName} is missing: ${setting}=${provider}:${model} needs it.`);
  if (needsUrl && url === undefined)
    problems.push(`${urlName} is missing: ${setting}=${provider}:${model} needs the address of your resource.`);
  if (url !== undefined && !isWeb(url))
    problems.push(`${urlName} must be a full address such as https://models.example.com/v1.`);
  else if (
    url !== undefined &&
    /^http:/.test(url) &&
    !isNear(url) &&
    !(env.MODEL_SEES_PERSONAL_DATA ?? []).includes(provider)
  )
    problems.push(
      `${urlName} would send customers' questions in the clear: use https, or list ${provider} in MODEL_SEES_PERSONAL_DATA where the network is your own.`,
    );
  if (!hasPackage(provider))
    problems.push(
      `${setting}=${provider}:${model} needs the package ${packageOf[provider].name}, which is not installed: ${installCommand(provider)}`,
    );
  return problems;
}

/**
 * What contradicts or lacks what among them, each with its remedy. Keys that stand in the environment for other programs are nobody's business.
 * @param hasPackage whether a provider's package is installed
 */
export function modelsProblems(env: Environment, hasPackage = isInstalled): string[] {
  const problems: string[] = [];
  if (env.CHAT_MODEL) problems.push(...problemsOf('CHAT_MODEL', env.CHAT_MODEL, env, hasPackage));
  if (env.EMBEDDING_MODEL?.provider === 'anthropic')
    problems.push(
      'EMBEDDING_MODEL=anthropic:… cannot be: Anthropic has no embedding models. Use openai, azure_openai or ollama, or leave it unset.',
    );
  else if (env.EMBEDDING_MODEL) problems.push(...problemsOf('EMBEDDING_MODEL', env.EMBEDDING_MODEL, env, hasPackage));
  if (env.MODEL_RECORDS === 'on' && env.CHAT_MODEL === undefined)
    problems.push('CHAT_MODEL is missing: MODEL_RECORDS=on lets a model word replies from records, and there is none.');
  if (env.MODEL_PRICES === undefined)
    for (const name of ['MODEL_COST_PER_CONVERSATION', 'MODEL_COST_PER_DAY'] as const)
      if (env[name] !== undefined)
        problems.push(
          `MODEL_PRICES is missing: ${name} needs the prices of a million tokens, read and written (0.15,0.60).`,
        );
  if ((env.MODEL_HELPS ?? []).length > 0 && env.CHAT_MODEL === undefined)
    problems.push('CHAT_MODEL is missing: MODEL_HELPS says what it helps with (CHAT_MODEL=openai:gpt-4o-mini).');
  return [...new Set(problems)];
}

/** Customers' names, numbers and addresses are hidden from a model that `masks`. */
export type EmbeddingSettings = ModelSettings & { masks: boolean };

/** A chat model, and how far it may be used. */
export interface ChatSettings extends ModelSettings {
  timeoutMs: number;
  masks: boolean;
  /** Whether it also words what the insurer's records say of a customer who is signed in. */
  records: boolean;
  limits: ModelLimits;
  /** What it helps with beside the wording of answers. */
  helps: readonly HelpStep[];
  /** For all its help with one message together. */
  helpTimeoutMs: number;
}

export interface ModelLimits {
  tokensPerConversation: number;
  tokensPerDay: number;
  /** For a million tokens, in whatever currency the provider bills. */
  prices: { input: number; output: number } | undefined;
  costPerConversation?: number | undefined;
  costPerDay: number | undefined;
}

function settingsOf(model: Pick<ModelSettings, 'provider' | 'model'>, env: Environment): ModelSettings {
  const { key, url } = accessOf(model.provider, env);
  const apiKey = key ?? (model.provider === 'openai' ? 'none' : undefined);
  return { ...model, apiKey, baseUrl: url, apiVersion: env.AZURE_OPENAI_API_VERSION };
}

/** Which models are used, from settings without problems; undefined: none. */
export function modelsSettings(env: z.output<z.ZodObject<typeof modelsEnvironment>>): {
  chat: ChatSettings | undefined;
  embedding: EmbeddingSettings | undefined;
} {
  const [input, output] = env.MODEL_PRICES ?? [];
  return {
    chat: env.CHAT_MODEL && {
      ...settingsOf(env.CHAT_MODEL, env),
      timeoutMs: env.MODEL_TIMEOUT_SECONDS * 1000,
      masks: !env.MODEL_SEES_PERSONAL_DATA.includes(env.CHAT_MODEL.provider),
      records: env.MODEL_RECORDS === 'on',
      limits: {
        tokensPerConversation: env.MODEL_TOKENS_PER_CONVERSATION,
        tokensPerDay: env.MODEL_TOKENS_PER_DAY,
        prices: input === undefined || output === undefined ? undefined : { input, output },
        costPerConversation: env.MODEL_COST_PER_CONVERSATION,
        costPerDay: env.MODEL_COST_PER_DAY,
      },
      helps: env.MODEL_HELPS,
      helpTimeoutMs: env.MODEL_HELP_TIMEOUT_SECONDS * 1000,
    },
    embedding: env.EMBEDDING_MODEL && {
      ...settingsOf(env.EMBEDDING_MODEL, env),
      masks: !env.MODEL_SEES_PERSONAL_DATA.includes(env.EMBEDDING_MODEL.provider),
    },
  };
}
