/** What a model is asked: our instructions apart from the data that they are about. */
export interface ChatRequest {
  /** Ours alone: nothing that a customer, a document or a record says ever stands here. */
  instructions: string;
  /** JSON: strings in it cannot end the data. */
  data: string;
  /**
   * The JSON schema that the reply must have, and a name for it. Providers that cannot be held to one are told in the instructions only. Absent: the
   * reply is a call of one of the tools, or none.
   */
  schema?: { name: string; json: Record<string, unknown> };
  /** What the model may call in place of a reply. */
  tools?: readonly ChatTool[];
}

/** Something that a model may choose, with the values that it may give along. Nothing is done by calling it: whoever asked reads the call. */
export interface ChatTool {
  name: string;
  /** When to choose it. */
  description: string;
  /** The JSON schema of the values. */
  json: Record<string, unknown>;
}

export interface TokensUsed {
  input: number;
  output: number;
}

/** A piece of what a model says, as it comes; the tokens that it took come last, where the provider tells them. */
export type ChatPiece =
  | { kind: 'text'; text: string }
  /** A piece of the call at this place: its name comes once, its values as pieces of JSON. */
  | { kind: 'call'; at: number; name: string; json: string }
  | { kind: 'used'; used: TokensUsed };

/** A language model at a provider. */
export interface ChatModel {
  /** `provider:model`. */
  readonly id: string;
  /** @throws ModelError */
  ask(request: ChatRequest, signal: AbortSignal): AsyncIterable<ChatPiece>;
}

/** The provider refused, failed or could not be reached. Never holds what was asked. */
export class ModelError extends Error {
  override readonly name = 'ModelError';
  /**
   * @param status of HTTP; undefined where there was no answer
   * @param retryAfterMs what the provider says to wait
   */
  constructor(
    message: string,
    readonly status: number | undefined,
    readonly retryAfterMs: number | undefined,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }

  /** Worth one more try: too many requests, or a failure of the provider's own. */
  get isPassing(): boolean {
    return this.status === undefined || this.status === 408 || this.status === 429 || this.status >= 500;
  }
}
