import { type ChatModel, type ChatPiece, type ChatRequest, type ChatTool, ModelError } from './chat-model';
import { loadPackage, modelId, type ModelSettings } from './providers';

/** The part of LangChain's chat models we use. */
interface Streams {
  stream(messages: [role: string, content: string][], options: Record<string, unknown>): Promise<AsyncIterable<Chunk>>;
}
interface LangChainChat extends Streams {
  bindTools(tools: object[]): Streams;
}
interface Chunk {
  content: string | { type: string; text?: string }[];
  tool_call_chunks?: { index?: number; name?: string; args?: string }[];
  usage_metadata?: { input_tokens: number; output_tokens: number };
}
type ChatClass = new (fields: Record<string, unknown>) => LangChainChat;

/** An answer is a few sentences; what is longer has gone astray. */
const mostTokens = 1500;

function chatOf({ provider, model, apiKey, baseUrl, apiVersion }: ModelSettings): LangChainChat {
  // We count retries and time ourselves, for a whole turn.
  const fields = { model, maxRetries: 0 };
  const classes = loadPackage(provider) as Record<string, ChatClass>;
  const create = (name: string, more: Record<string, unknown>): LangChainChat => {
    const Chat = classes[name];
    if (!Chat)
      throw new Error(`The package for ${provider} has no ${name}: install the version that the README names.`);
    return new Chat({ ...fields, ...more });
  };
  switch (provider) {
    case 'openai':
      return create('ChatOpenAI', {
        apiKey,
        maxTokens: mostTokens,
        configuration: { baseURL: baseUrl },
        streamUsage: true,
      });
    case 'azure_openai':
      return create('AzureChatOpenAI', {
        azureOpenAIApiKey: apiKey,
        azureOpenAIEndpoint: baseUrl,
        azureOpenAIApiDeploymentName: model,
        azureOpenAIApiVersion: apiVersion,
        maxTokens: mostTokens,
        streamUsage: true,
      });
    case 'anthropic':
      return create('ChatAnthropic', { apiKey, maxTokens: mostTokens, anthropicApiUrl: baseUrl });
    case 'ollama':
      return create('ChatOllama', { baseUrl, numPredict: mostTokens });
    default:
      throw new Error(`Unhandled provider: ${provider satisfies never}`);
  }
}

/** How a provider is held to a schema; the others have only the instructions. */
function formatFor({ provider }: ModelSettings, schema: ChatRequest['schema']): object {
  if (!schema) return {};
  const { name, json } = schema;
  switch (provider) {
    case 'openai':
    case 'azure_openai':
      return { response_format: { type: 'json_schema', json_schema: { name, schema: json, strict: true } } };
    case 'ollama':
      return { format: json };
    case 'anthropic':
      return {};
    default:
      throw new Error(`Unhandled provider: ${provider satisfies never}`);
  }
}

/** In OpenAI's form, which each of LangChain's clients turns into its provider's own. */
const toolOf = ({ name, description, json }: ChatTool): object => ({
  type: 'function',
  function: { name, description, parameters: json },
});

const textOf = ({ content }: Chunk): string =>
  typeof content === 'string' ? content : content.map(({ text }) => text ?? '').join('');

/** A server that knows no schemas refuses them with one of these. */
const refusesSchema = new Set([400, 415, 422]);

/** A chat model through LangChain; its package is loaded with the first question. */
export function langChainChat(settings: ModelSettings): ChatModel {
  const id = modelId(settings);
  let chat: LangChainChat | undefined;
  let takesSchema = true;

  async function* pieces(
    { instructions, data, schema, tools }: ChatRequest,
    signal: AbortSignal,
  ): AsyncGenerator<ChatPiece> {
    try {
      chat ??= chatOf(settings);
      const asked = tools ? chat.bindTools(tools.map(toolOf)) : chat;
      const stream = await asked.stream(
        [
          ['system', instructions],
          ['human', data],
        ],
        { signal, ...(takesSchema ? formatFor(settings, schema) : {}) },
      );
      for await (const chunk of stream) {
        const text = textOf(chunk);
        if (text !== '') yield { kind: 'text', text };
        for (const { index = 0, name = '', args = '' } of chunk.tool_call_chunks ?? [])
          yield { kind: 'call', at: index, name, json: args };
        const used = chunk.usage_metadata;
        if (used) yield { kind: 'used', used: { input: used.input_tokens, output: used.output_tokens } };
      }
    } catch (error) {
      throw modelError(error, id);
    }
  }

  return {
    id,
    async *ask(request, signal) {
      try {
        yield* pieces(request, signal);
      } catch (error) {
        const { status } = error as ModelError;
        if (!takesSchema || !request.schema || status === undefined || !refusesSchema.has(status)) throw error;
        // The instructions ask for the same shape: what comes is read by the same reader.
        takesSchema = false;
        yield* pieces(request, signal);
      }
    },
  };
}

/** What a client throws, as ours: the status and the hint to wait, and none of its words, which may quote the request. */
export function modelError(error: unknown, id: string): ModelError {
  const { status, headers, name } = error as { status?: number; headers?: unknown; name?: string };
  const known = typeof status === 'number' ? status : undefined;
  const what = known === undefined ? `could not be reached or broke off (${name ?? 'unknown'})` : `answered ${known}`;
  return new ModelError(`${id} ${what}.`, known, retryAfterMs(headers), { cause: name });
}

/** `Retry-After` in seconds or as a date; `retry-after-ms` where a provider is that exact. */
function retryAfterMs(headers: unknown): number | undefined {
  const read = (wanted: string): string | undefined => {
    if (headers instanceof Headers) return headers.get(wanted) ?? undefined;
    const value = (headers as Record<string, unknown> | undefined)?.[wanted];
    return typeof value === 'string' ? value : undefined;
  };
  const exact = Number(read('retry-after-ms') ?? NaN);
  if (Number.isFinite(exact)) return exact;
  const told = read('retry-after');
  if (told === undefined) return undefined;
  const seconds = Number(told);
  const wait = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(told) - Date.now();
  return Number.isFinite(wait) ? Math.max(0, wait) : undefined;
}
