import type { Embedder } from '../index/embedder';
import { modelError } from './langchain-chat';
import { azurePath, loadPackage, modelId, type ModelSettings } from './providers';

/** The part of LangChain's embeddings we use. */
interface LangChainEmbeddings {
  embedQuery(text: string): Promise<number[]>;
  embedDocuments(texts: string[]): Promise<number[][]>;
}
type EmbeddingsClass = new (fields: Record<string, unknown>) => LangChainEmbeddings;

/** Providers whose models make vectors, and the class that does. */
const classes: Partial<Record<ModelSettings['provider'], string>> = {
  openai: 'OpenAIEmbeddings',
  azure_openai: 'AzureOpenAIEmbeddings',
  ollama: 'OllamaEmbeddings',
};

export const canEmbed = (provider: ModelSettings['provider']): boolean => classes[provider] !== undefined;

function embeddingsOf({ provider, model, apiKey, baseUrl, apiVersion }: ModelSettings): LangChainEmbeddings {
  const name = classes[provider];
  const Embeddings = (loadPackage(provider) as Record<string, EmbeddingsClass>)[name ?? ''];
  if (!Embeddings) throw new Error(`${provider} has no embeddings that we know of: choose another EMBEDDING_MODEL.`);
  const more =
    provider === 'azure_openai'
      ? {
          azureOpenAIApiKey: apiKey,
          azureOpenAIBasePath: azurePath(baseUrl),
          azureOpenAIApiEmbeddingsDeploymentName: model,
          azureOpenAIApiVersion: apiVersion,
        }
      : provider === 'ollama'
        ? { baseUrl }
        : { apiKey, configuration: { baseURL: baseUrl } };
  return new Embeddings({ model, maxRetries: 2, ...more });
}

/**
 * An embedding model through LangChain. Its dimension is learnt by asking it once: an index must know it before it reads its own files.
 * @throws ModelError when it cannot be reached
 */
export async function langChainEmbedder(settings: ModelSettings): Promise<Embedder> {
  const embeddings = embeddingsOf(settings);
  const id = modelId(settings);
  const told = <T>(answer: Promise<T>): Promise<T> =>
    answer.catch((error: unknown) => {
      throw modelError(error, id);
    });
  const { length } = await told(embeddings.embedQuery('dimension'));
  return {
    // The server counts too: two may call different models by one name.
    id: `${id}@${settings.baseUrl ?? 'provider'}`,
    dimension: length,
    vote: 'model',
    embedQuery: (text) => told(embeddings.embedQuery(text)),
    embedDocuments: (texts) => told(embeddings.embedDocuments(texts)),
  };
}
