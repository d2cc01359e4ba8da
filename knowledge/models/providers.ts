import { createRequire } from 'node:module';

const load = createRequire(__filename);

export const providers = ['openai', 'azure_openai', 'anthropic', 'ollama'] as const;
export type Provider = (typeof providers)[number];

/** A model of a provider, with what its client needs. */
export interface ModelSettings {
  provider: Provider;
  model: string;
  apiKey: string | undefined;
  /** Where the provider is, or a server that speaks OpenAI's protocol; absent: the provider's own address. */
  baseUrl: string | undefined;
  /** Azure alone has versions of its interface. */
  apiVersion?: string | undefined;
}

/** `provider:model`, as it is set and as logs name it. */
export const modelId = ({ provider, model }: Pick<ModelSettings, 'provider' | 'model'>): string =>
  `${provider}:${model}`;

/** The package that speaks to a provider, and the version that was tried with ours; it is loaded when the first request is made. */
export const packageOf: Record<Provider, { name: string; version: string }> = {
  openai: { name: '@langchain/openai', version: '1.5.8' },
  azure_openai: { name: '@langchain/openai', version: '1.5.8' },
  anthropic: { name: '@langchain/anthropic', version: '1.5.11' },
  ollama: { name: '@langchain/ollama', version: '1.2.7' },
};

/** Whether the provider's package is installed; it is looked for, not loaded. */
export function isInstalled(provider: Provider): boolean {
  try {
    load.resolve(packageOf[provider].name);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'MODULE_NOT_FOUND') return false;
    throw error;
  }
}

/** What to do about a package that is not there. */
export const installCommand = (provider: Provider): string =>
  `npm install --save-exact ${packageOf[provider].name}@${packageOf[provider].version}`;

/** A provider's package, by what we use of it. Not imported: the service's bundle must not hold it, nor a start wait for it. */
export const loadPackage = (provider: Provider): unknown => load(packageOf[provider].name);

/** Under which Azure has its deployments; a resource's address is shown with a slash at its end, and works without it only. */
export const azurePath = (endpoint = ''): string => `${endpoint.replace(/\/+$/, '')}/openai/deployments`;
