import {
  type ChatModel,
  type ChatPiece,
  type ChatRequest,
  type ChatTool,
  ModelError,
  type TokensUsed,
} from './chat-model';
import { azurePath, loadPackage, modelId, type ModelSettings } from './providers';

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
/** Ollama cuts what is longer without a word, and its own default is shorter than what we send. One number for all requests, or it loads the model anew. */
const ollamaContext = 8192;

/** @param signal ends the one request that the client is made for */
function chatOf({ provider, model, apiKey, baseUrl, apiVersion }: ModelSettings, signal: AbortSignal): LangChainChat {
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
        azureOpenAIBasePath: azurePath(baseUrl),
        azureOpenAIApiDeploymentName: model,
        azureOpenAIApiVersion: apiVersion,
        maxTokens: mostTokens,
        streamUsage: true,
      });
    case 'anthropic':
      return create('ChatAnthropic', { apiKey, maxTokens: mostTokens, anthropicApiUrl: baseUrl });
    case 'ollama':
      return create('ChatOllama', {
        baseUrl,
        numPredict: mostTokens,
        numCtx: ollamaContext,
        fetch: endedBy(signal),
      });
    default:
      throw new Error(`Unhandled provider: ${provider satisfies never}`);
  }
}

/** Ollama's client hands no signal on. */
const endedBy =
  (signal: AbortSignal): typeof fetch =>
  (input, init) =>
    fetch(input, { ...init, signal: init?.signal ? AbortSignal.any([init.signal, signal]) : signal });

/** How a provider is held to a schema. */
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
      return { outputConfig: { format: { type: 'json_schema', schema: json } } };
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
  let takesSchema = true;

  async function* pieces(request: ChatRequest, signal: AbortSignal, withSchema: boolean): AsyncGenerator<ChatPiece> {
    const { instructions, data, schema, tools } = request;
    try {
      // One for each question: Ollama's ends everything that it has under way when one of its answers is given up.
      const chat = chatOf(settings, signal);
      const asked = tools ? chat.bindTools(tools.map(toolOf)) : chat;
      const stream = await asked.stream(
        [
          ['system', instructions],
          ['human', data],
        ],
        { signal, ...(withSchema ? formatFor(settings, schema) : {}) },
      );
      let used: TokensUsed = { input: 0, output: 0 };
      for await (const chunk of stream) {
        const text = textOf(chunk);
        if (text !== '') yield { kind: 'text', text };
        for (const { index = 0, name = '', args = '' } of chunk.tool_call_chunks ?? [])
          yield { kind: 'call', at: index, name, json: args };
        if (chunk.usage_metadata) yield { kind: 'used', used: (used = soFar(used, chunk.usage_metadata)) };
      }
    } catch (error) {
      throw modelError(error, id);
    }
  }

  return {
    id,
    async *ask(request, signal) {
      try {
        yield* pieces(request, signal, takesSchema);
      } catch (error) {
        const { status } = error as ModelError;
        if (!takesSchema || !request.schema || status === undefined || !refusesSchema.has(status)) throw error;
        // The instructions ask for the same shape: what comes is read by the same reader.
        yield* pieces(request, signal, false);
        takesSchema = false;
      }
    },
  };
}

/** Anthropic tells first what was read and last what was written, each with nothing in the other's place; the others tell both in the end. */
const soFar = ({ input, output }: TokensUsed, told: NonNullable<Chunk['usage_metadata']>): TokensUsed => ({
  input: Math.max(input, told.input_tokens),
  output: Math.max(output, told.output_tokens),
});

/** What the clients throw; `status_code` is Ollama's word for it. */
interface Thrown {
  status?: number;
  status_code?: number;
  headers?: unknown;
  name?: string;
}

/** What the network said ("ECONNREFUSED"), which the clients keep deep within their own errors. */
function networkCode(error: unknown, depth = 5): string | undefined {
  if (depth === 0 || typeof error !== 'object' || error === null) return undefined;
  const { code, cause } = error as { code?: unknown; cause?: unknown };
  return typeof code === 'string' ? code : networkCode(cause, depth - 1);
}

/** What a client throws, as ours: the status and the hint to wait, and none of its words, which may quote the request. */
export function modelError(error: unknown, id: string): ModelError {
  const { status, status_code, headers, name } = error as Thrown;
  const told = status ?? status_code;
  const known = typeof told === 'number' ? told : undefined;
  const what =
    known === undefined
      ? `could not be reached or broke off (${networkCode(error) ?? name ?? 'unknown'})`
      : `answered ${known}`;
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
